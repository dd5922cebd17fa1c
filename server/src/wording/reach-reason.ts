/**
 * Why one row of a reach answer is as it is. A row already says whether and on which ports; this says by what.
 */
import type { Explanation } from '../evaluator/answers';
import { connectionText } from './connections';
import { sentenceCase } from './quantities';
import { explanationReason } from './reasons';
import { hitsText } from './rule-hits';
import { PLAIN, type Style } from './style';

/** `Allowed on 80/TCP by shop/cart (spec.ingress[0].from[0])`; otherwise the sentence of the whole explanation. */
export function reachReason(explanation: Explanation, style: Style = PLAIN): string {
  const { verdict, allowed, parts, egress, ingress } = explanation;
  const hits = [...egress.allowedBy, ...ingress.allowedBy];
  if (verdict !== 'partly' || parts.length > 0 || allowed.isEmpty() || hits.length === 0) {
    return sentenceCase(explanationReason(explanation, style));
  }
  return `Allowed on ${connectionText(allowed)} by ${hitsText(hits, style)}`;
}
