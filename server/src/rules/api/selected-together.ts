/**
 * Whether two policies may select the same pods, as far as their selectors tell. Knows no pods.
 */
import type { EndpointPredicate, LabelPredicate, Policy } from '../../evaluator/model';

/** False only where no pod can be selected by both. Cluster-wide policies may select any. */
export function maySelectSamePods(a: Policy, b: Policy): boolean {
  if (a.ref.namespace !== undefined && b.ref.namespace !== undefined && a.ref.namespace !== b.ref.namespace) {
    return false;
  }
  const demands = choicesOf(a.subject);
  return !choicesOf(b.subject).some((other) => demands.some((one) => excludes(one, other)));
}

/** The requirements that a label has one of some values. */
function choicesOf(predicate: EndpointPredicate): readonly LabelPredicate[] {
  if (predicate.op === 'all') return predicate.of.flatMap(choicesOf);
  return predicate.op === 'label' && predicate.operator === 'In' ? [predicate] : [];
}

function excludes(a: LabelPredicate, b: LabelPredicate): boolean {
  return a.on === b.on && a.key === b.key && !a.values.some((value) => b.values.includes(value));
}
