/**
 * The rules that had a say, by policy and place in it. Knows no files and no verdicts.
 */
import type { RuleHit } from '../evaluator/answers';
import { policyName } from './names';
import { list } from './quantities';
import type { Style } from './style';

/** `shop/allow-web (spec.ingress[0].from[1]) and shop/dns (spec.egress[0])`: each policy is mentioned once. */
export function hitsText(hits: readonly RuleHit[], style: Style): string {
  const paths = new Map<string, string[]>();
  for (const hit of hits) {
    const name = policyName(hit.policy.ref);
    paths.set(name, [...(paths.get(name) ?? []), hitPath(hit)]);
  }
  return list([...paths].map(([name, places]) => `${style(name, 'name')} (${places.join(', ')})`));
}

/** `allows`, or `allow` for several policies. */
export function allowVerb(hits: readonly RuleHit[]): string {
  return new Set(hits.map(({ policy }) => policy)).size === 1 ? 'allows' : 'allow';
}

/** The place of a rule or peer in its policy. */
export function hitPath({ rule, peer }: Pick<RuleHit, 'rule' | 'peer'>): string {
  return peer?.path ?? rule.path;
}
