/**
 * Rule: one side of a connection allows what the other side's policies deny altogether.
 */
import type { Direction, Policy, PolicyRule, Workload } from '../evaluator/model';
import { formatPath } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { keyRange } from './api/place';
import type { DirectedPart } from './api/policy-parts';
import { namedWorkloads, peerPredicate } from './api/readings';
import type { Finding, Rule, RuleContext } from './rule';

/** So many pairs are tried at most: where more are blocked, these tell enough. */
const MAX_WORKLOADS = 4;

export const rule = {
  id: 'both-sides-needed',
  severity: 'hint',
  documentation: {
    title: 'A connection that the other side denies',
    clusterDoes:
      'A connection needs permission twice: of the policies that isolate the egress of its source, and of those that isolate the ingress of its destination. What this rule allows, the policies of the other side deny.',
    meant:
      'The counterpart of the rule in a policy for the other side. It looks at workloads of the workspace and speaks only where none of the connections of a peer gets through. Policies that are not in the workspace may allow them, hence a hint, and information where the inventory is declared complete.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: till, namespace: shop, labels: {app: till}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: ledger, namespace: shop, labels: {app: ledger}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: till, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: till}}\n  policyTypes: [Egress]\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}\n  ingress:\n  - from:\n    - podSelector: {matchLabels: {app: till}}',
    good: 'apiVersion: v1\nkind: Pod\nmetadata: {name: till, namespace: shop, labels: {app: till}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: ledger, namespace: shop, labels: {app: ledger}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: till, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: till}}\n  policyTypes: [Egress]\n  egress:\n  - to:\n    - podSelector: {matchLabels: {app: ledger}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}\n  ingress:\n  - from:\n    - podSelector: {matchLabels: {app: till}}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined) return;
    const own = context.snapshot.evaluator.select(policy.subject).slice(0, MAX_WORKLOADS);
    if (own.length === 0) return;
    for (const peer of context.parts.peers) yield* findings(context, policy, peer, own);
  },
} satisfies Rule;

function* findings(
  context: RuleContext,
  policy: Policy,
  peer: DirectedPart,
  own: readonly Workload[],
): Iterable<Finding> {
  const rule = policy[peer.direction]?.find(({ path }) => path === formatPath(peer.path.slice(0, -2)));
  const predicate = peerPredicate(policy, peer.path);
  if (predicate === undefined || rule === undefined) return;
  const { evaluator } = context.snapshot;
  const others = evaluator.select(predicate);
  const side = peer.direction === 'ingress' ? 'egress' : 'ingress';
  const isOpen = (workload: Workload): boolean => evaluator.policiesSelecting(workload, side).length === 0;
  if (others.length === 0 || others.some(isOpen)) return;
  const blocked = blockersOf(context.snapshot, { rule, own, others, side });
  if (blocked !== undefined) yield finding(context, peer, others, blocked);
}

interface Pairs {
  readonly rule: PolicyRule;
  readonly own: readonly Workload[];
  readonly others: readonly Workload[];
  /** The direction in which the others are isolated. */
  readonly side: Direction;
}

/** The policies that deny all the pairs; undefined where some connection gets through, or may. */
function blockersOf(snapshot: Snapshot, pairs: Pairs): readonly Policy[] | undefined {
  const { own, others } = pairs;
  if (others.length > MAX_WORKLOADS) return undefined;
  const blockers = new Set<Policy>();
  for (const other of others) {
    for (const one of own.filter((candidate) => candidate !== other)) {
      const blocked = blockedBy(snapshot, pairs, one, other);
      if (blocked === undefined) return undefined;
      for (const policy of blocked) blockers.add(policy);
    }
  }
  return blockers.size === 0 ? undefined : [...blockers];
}

/** Nothing that the rule allows is allowed, or may be, by the policies of the other side. */
function blockedBy(
  { evaluator }: Snapshot,
  { rule, side }: Pairs,
  one: Workload,
  other: Workload,
): readonly Policy[] | undefined {
  const [source, destination] = side === 'egress' ? [other, one] : [one, other];
  const explanation = evaluator.explain(
    { kind: 'workload', workload: source },
    { kind: 'workload', workload: destination },
  );
  const here = explanation[side === 'egress' ? 'ingress' : 'egress'];
  const there = explanation[side];
  const hits = here.allowedBy.filter((hit) => hit.rule === rule);
  const passes = hits.some(({ allowed }) => !allowed.intersect(there.possible ?? there.allowed).isEmpty());
  return hits.length === 0 || passes ? undefined : there.isolatedBy;
}

function finding(
  context: RuleContext,
  { path, direction, value }: DirectedPart,
  others: readonly Workload[],
  blockers: readonly Policy[],
): Finding {
  const key = 'podSelector' in value ? 'podSelector' : 'namespaceSelector';
  const verb = direction === 'ingress' ? 'may open such a connection' : 'accepts such a connection';
  return {
    range: keyRange(context, [...path, key]),
    message: `The other side denies what this allows: by the policies of this workspace none of them (${namedWorkloads(others)}) ${verb}. It needs a rule for its ${direction === 'ingress' ? 'egress' : 'ingress'}, too.`,
    severity: context.isInventoryComplete ? 'info' : 'hint',
    related: blockers.flatMap((policy) => related(context.snapshot, policy)),
  };
}

function related(snapshot: Snapshot, { ref, source }: Policy): NonNullable<Finding['related']> {
  const place = snapshot.locate(source, 'metadata.name');
  const message = `${ref.kind} ${ref.name} isolates them.`;
  return place === undefined ? [] : [{ file: place.file.file, range: place.range, message }];
}
