/**
 * Rule: one side of a connection allows what the other side's policies deny altogether.
 */
import type { Direction, Policy, PolicyRule, Workload } from '../evaluator/model';
import type { Snapshot } from '../workspace/snapshot';
import { modelRule, portsTo } from './api/destinations';
import { isForDns } from './api/dns';
import { keyRange } from './api/place';
import type { DirectedPart } from './api/policy-parts';
import { namedWorkloads, peerPredicate } from './api/readings';
import type { Finding, Rule, RuleContext } from './rule';

/** So many pairs are tried at most: where more are blocked, these tell enough. */
const MAX_WORKLOADS = 4;

/** So many of the policies that deny are shown. */
const SHOWN = 2;

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
  const rule = modelRule(policy, { path: peer.path.slice(0, -2) });
  const predicate = peerPredicate(policy, peer.path);
  if (predicate === undefined || rule === undefined || isForUnseenDns(context, peer, rule)) return;
  const { evaluator } = context.snapshot;
  const others = evaluator.select(predicate);
  const side = peer.direction === 'ingress' ? 'egress' : 'ingress';
  if (others.length === 0 || others.length > MAX_WORKLOADS) return;
  if (others.some((workload) => evaluator.policiesSelecting(workload, side).length === 0)) return;
  const pairs = { rule, own, others, side } as const;
  const blockers = isolating(context.snapshot, pairs);
  if (blockers.length > 0 && areAllBlocked(context.snapshot, pairs))
    yield finding(context, peer, others, blockers);
}

/** The DNS of the cluster is hardly ever in a workspace: these peers were written for it, not for the pods that are. */
function isForUnseenDns(
  { isInventoryComplete }: RuleContext,
  { direction }: DirectedPart,
  rule: PolicyRule,
): boolean {
  return direction === 'egress' && isForDns(rule) && !isInventoryComplete;
}

interface Pairs {
  readonly rule: PolicyRule;
  readonly own: readonly Workload[];
  readonly others: readonly Workload[];
  /** The direction in which the others are isolated. */
  readonly side: Direction;
}

/** No connection of any pair gets through, or may. */
function areAllBlocked(snapshot: Snapshot, pairs: Pairs): boolean {
  const { own, others } = pairs;
  const all = others.flatMap((other) =>
    own.filter((one) => one !== other).map((one) => [one, other] as const),
  );
  return all.length > 0 && all.every(([one, other]) => isBlocked(snapshot, pairs, one, other));
}

/** Nothing that the rule allows is allowed, or may be, by the policies of the other side. */
function isBlocked({ evaluator }: Snapshot, { rule, side }: Pairs, one: Workload, other: Workload): boolean {
  const [ownSide, destination] =
    side === 'egress' ? (['ingress', one] as const) : (['egress', other] as const);
  const { allowed, possible = allowed } = evaluator.oneSide(other, side, one);
  const wanted = portsTo(rule, destination);
  if (!wanted.intersect(possible).isEmpty()) return false;
  return !evaluator.oneSide(one, ownSide, other).allowed.intersect(wanted).isEmpty();
}

/** Of the other side, the first policies under which what no rule allows is denied. There may be thousands. */
function isolating({ evaluator }: Snapshot, { others, side }: Pairs): readonly Policy[] {
  const found = new Set<Policy>();
  for (const other of others) {
    for (const policy of evaluator.policiesSelecting(other, side)) {
      if (policy.ref.kind === 'NetworkPolicy') found.add(policy);
      if (found.size === SHOWN) return [...found];
    }
  }
  return [...found];
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
    message: `The policies of the other side deny what this allows: none of these peers (${namedWorkloads(others)}) ${verb}. Add a rule for their ${direction === 'ingress' ? 'egress' : 'ingress'}, too.`,
    severity: context.isInventoryComplete ? 'info' : 'hint',
    related: blockers.flatMap((policy) => related(context.snapshot, policy)),
  };
}

function related(snapshot: Snapshot, { ref, source }: Policy): NonNullable<Finding['related']> {
  const place = snapshot.locate(source, 'metadata.name');
  const message = `${ref.kind} ${ref.name} isolates them.`;
  return place === undefined ? [] : [{ file: place.file.file, range: place.range, message }];
}
