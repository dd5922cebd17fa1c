/**
 * Which policies may select the same pods, as far as their selectors tell. Knows no pods.
 */
import { append, groupBy } from '../../evaluator/group-by';
import type { EndpointPredicate, LabelPredicate, Policy } from '../../evaluator/model';

/** Finds those of some policies that may select pods which a policy selects, in any order. */
export function togetherAmong(policies: readonly Policy[]): (policy: Policy) => readonly Policy[] {
  const byNamespace = groupBy(policies, ({ ref }) => ref.namespace);
  const indexes = new Map(Array.from(byNamespace, ([name, own]) => [name, indexOf(own)] as const));
  const everywhere = byNamespace.get(undefined) ?? [];
  return (policy) => {
    const { namespace } = policy.ref;
    const candidates =
      namespace === undefined
        ? policies
        : [...everywhere, ...(indexes.get(namespace)?.(choicesOf(policy.subject)) ?? [])];
    return candidates.filter((other) => maySelectSamePods(policy, other));
  };
}

/** The policies of a namespace by what they demand: most namespaces have a policy or two for each application. */
function indexOf(policies: readonly Policy[]): (demands: readonly LabelPredicate[]) => readonly Policy[] {
  const byLabel = new Map<string, ByValue>();
  const lookUp = (demand: LabelPredicate): ByValue => {
    const label = labelOf(demand);
    const found = byLabel.get(label) ?? byValue(policies, label);
    byLabel.set(label, found);
    return found;
  };
  return (demands) =>
    demands
      .map((demand): readonly Policy[] => {
        const { free, demanding } = lookUp(demand);
        return [...free, ...new Set(demand.values.flatMap((value) => demanding.get(value) ?? []))];
      })
      .reduce((fewest, candidates) => (candidates.length < fewest.length ? candidates : fewest), policies);
}

interface ByValue {
  /** They demand nothing of the label. */
  readonly free: readonly Policy[];
  readonly demanding: ReadonlyMap<string, readonly Policy[]>;
}

function byValue(policies: readonly Policy[], label: string): ByValue {
  const free: Policy[] = [];
  const demanding = new Map<string, Policy[]>();
  for (const policy of policies) {
    const demands = choicesOf(policy.subject).filter((demand) => labelOf(demand) === label);
    if (demands.length === 0) free.push(policy);
    for (const value of new Set(demands.flatMap(({ values }) => values))) append(demanding, value, policy);
  }
  return { free, demanding };
}

function labelOf({ on, key }: LabelPredicate): string {
  return `${on} ${key}`;
}

/** False only where no pod can be selected by both. Cluster-wide policies may select any. */
function maySelectSamePods(a: Policy, b: Policy): boolean {
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
