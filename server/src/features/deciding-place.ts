/**
 * The one line to show for the answer about a connection: what allows it, or what stands in the way.
 */
import type { Location } from 'vscode-languageserver';

import type { DirectionAnswer, Explanation } from '../evaluator/answers';
import { hitPath } from '../wording/rule-hits';
import { locationOf, type View } from './view';

/**
 * The rule or peer that allows or denies; for what no rule allows, the name of the policy that isolates. `direction`
 * says from which end the reader looks: `to` from the destination.
 */
export function decidingPlace(
  view: View,
  direction: 'to' | 'from',
  explanation: Explanation,
): Location | undefined {
  const [part] = explanation.parts;
  const { egress, ingress, verdict } = part ?? explanation;
  // The side of the thing asked about comes first: that is where the reader is.
  const sides = direction === 'to' ? [ingress, egress] : [egress, ingress];
  const decisive = verdict === 'denied' ? sides.filter((side) => side.verdict !== 'allowed') : sides;
  for (const side of decisive.toSorted(
    (a, b) => Number(b.verdict === 'denied') - Number(a.verdict === 'denied'),
  )) {
    const place = placeOfSide(view, side);
    if (place) return place;
  }
  return undefined;
}

function placeOfSide(
  view: View,
  { verdict, deniedBy, allowedBy, isolatedBy }: DirectionAnswer,
): Location | undefined {
  const [hit] = verdict === 'denied' ? deniedBy : [...allowedBy, ...deniedBy];
  if (hit) return locationOf(view, hit.policy.source, hitPath(hit));
  const [policy] = isolatedBy;
  return policy && locationOf(view, policy.source, 'metadata.name');
}
