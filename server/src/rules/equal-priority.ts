/**
 * Rule: two cluster-wide policies of equal priority that disagree about the same connections.
 */
import type { Endpoint } from '../evaluator/answers';
import { groupBy } from '../evaluator/group-by';
import type { Direction, Peer, Policy, PolicyRule, Workload } from '../evaluator/model';
import { policyName, targetName } from '../wording/names';
import type { Snapshot } from '../workspace/snapshot';
import { perCluster } from './api/computed-once';
import { valueRange } from './api/place';
import { isClusterPolicy } from './api/policy-kinds';
import { both } from './api/readings';
import type { Finding, Rule, RuleContext } from './rule';

const DIRECTIONS = ['ingress', 'egress'] as const;

/** So many pods of both subjects are tried; policies that disagree do so about the first already. */
const TRIED = 3;

export const rule = {
  id: 'equal-priority',
  severity: 'warning',
  documentation: {
    title: 'Policies of equal priority that disagree',
    clusterDoes:
      'Nothing says which of the two is asked first: either may win, and another after the next restart. Policies of equal priority that agree, or are about different traffic, do no harm.',
    meant: 'One of them is the exception and comes first: it needs a lower number.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  ingress:\n  - {action: Deny, from: [{namespaces: {}}]}\n---\napiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: b}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  ingress:\n  - {action: Accept, from: [{namespaces: {}}]}',
    good: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  ingress:\n  - {action: Deny, from: [{namespaces: {}}]}\n---\napiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: b}\nspec:\n  tier: Admin\n  priority: 5\n  subject: {namespaces: {}}\n  ingress:\n  - {action: Accept, from: [{namespaces: {}}]}',
    link: 'https://network-policy-api.sigs.k8s.io/api-overview/',
  },
  appliesTo: isClusterPolicy,
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined) return;
    for (const other of rivalsOf(policy, context.snapshot)) {
      const pair = disagreement(policy, other, context.snapshot);
      if (pair !== undefined) yield finding(context, policy, other, pair);
    }
  },
} satisfies Rule;

interface Pair {
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

function finding(
  context: RuleContext,
  policy: Policy,
  other: Policy,
  { source, destination }: Pair,
): Finding {
  const place = context.snapshot.locate(other.source, 'spec.priority');
  const name = policyName(other.ref);
  return {
    range: valueRange(context, ['spec', 'priority']),
    message: `${name} has the same priority ${policy.order} and disagrees about connections from ${targetName(source)} to ${targetName(destination)}: either may win. Give one of them another priority.`,
    ...(place && {
      related: [{ file: place.file.file, range: place.range, message: `Priority of ${name}` }],
    }),
  };
}

function rivalsOf(policy: Policy, snapshot: Snapshot): readonly Policy[] {
  return (byPriority(snapshot).get(priorityKey(policy)) ?? []).filter((other) => other !== policy);
}

const byPriority = perCluster(({ cluster }) => groupBy(cluster.policies, priorityKey));

function priorityKey({ tier, order }: Policy): string {
  return `${tier} ${order}`;
}

/** A connection about which both have a say and differ. */
function disagreement(policy: Policy, other: Policy, snapshot: Snapshot): Pair | undefined {
  const { evaluator } = snapshot;
  const subjects = evaluator.select(both(policy.subject, other.subject)).slice(0, TRIED);
  for (const direction of DIRECTIONS) {
    const peers = disputedPeers(policy[direction] ?? [], other[direction] ?? [], snapshot);
    for (const subject of subjects) {
      const pairs = peers.map((peer) => pairOf(direction, subject, peer));
      const pair = pairs.find(({ source, destination }) =>
        evaluator.explain(source, destination).caveats.some((caveat) => isAbout(caveat, policy, other)),
      );
      if (pair !== undefined) return pair;
    }
  }
  return undefined;
}

function isAbout(
  caveat: ReturnType<Snapshot['evaluator']['explain']>['caveats'][number],
  policy: Policy,
  other: Policy,
): boolean {
  if (caveat.kind !== 'equal-order') return false;
  const policies = [caveat.first.policy, caveat.second.policy];
  return policies.includes(policy) && policies.includes(other);
}

function pairOf(direction: Direction, workload: Workload, peer: Endpoint): Pair {
  const subject: Endpoint = { kind: 'workload', workload };
  return direction === 'ingress'
    ? { source: peer, destination: subject }
    : { source: subject, destination: peer };
}

/** For each two rules with different verdicts a few of the peers that both may mean. */
function disputedPeers(
  rules: readonly PolicyRule[],
  others: readonly PolicyRule[],
  snapshot: Snapshot,
): readonly Endpoint[] {
  return rules.flatMap((one) =>
    others
      .filter(({ verdict }) => verdict !== one.verdict)
      .flatMap((other) => peersOf(one).flatMap((a) => peersOf(other).flatMap((b) => common(a, b, snapshot)))),
  );
}

function peersOf({ peers }: PolicyRule): readonly Peer[] {
  return peers === 'any' ? [] : peers;
}

function common(a: Peer, b: Peer, { evaluator }: Snapshot): readonly Endpoint[] {
  if (a.kind === 'addresses' || b.kind === 'addresses') {
    // Whichever names fewer addresses is not known here: both are tried.
    return [b, a].flatMap((peer) =>
      peer.kind === 'addresses' ? { kind: peer.kind, cidrs: peer.cidrs } : [],
    );
  }
  if (a.kind !== 'endpoints' || b.kind !== 'endpoints') return [];
  return evaluator
    .select(both(a.predicate, b.predicate))
    .slice(0, TRIED)
    .map((workload) => ({ kind: 'workload', workload }));
}
