/**
 * Caveats about one pair: rules that cannot be decided, or that network plugins decide differently.
 */
import type { Caveat } from './answers';
import type { Hit } from './chain';
import type { CompiledCluster } from './compiled-cluster';
import type { ConnectionSet } from './connection-set';
import { limited, type Outcome } from './outcome';
import type { Party } from './party';
import type { Match } from './peer-match';
import { hitsOf, peersMatching, ruleHits, trace, type Trace } from './trace';

export interface Pair {
  readonly source: Party;
  readonly destination: Party;
  readonly asked: ConnectionSet;
}

/** Why some connections of the pair are neither surely allowed nor surely denied. Empty when all are decided. */
export function undecidedCaveats(cluster: CompiledCluster, pair: Pair): readonly Caveat[] {
  const { allowed, possible } = limited(cluster.pairOutcome(pair.source, pair.destination), pair.asked);
  const open = possible.subtract(allowed);
  if (open.hasNoPort()) return [];
  return tracesOf(cluster, pair, 'outside-rules').flatMap((side) => [
    ...undecidedPeers(side, open),
    ...undecidedRules(side, open),
    ...equalOrder(side, open),
  ]);
}

/** The first CIDR rule that would change the outcome if it held the unknown addresses of pods. */
export function podAddressCaveat(cluster: CompiledCluster, pair: Pair): readonly Caveat[] {
  const outcome = cluster.pairOutcome(pair.source, pair.destination);
  if (outcome.withPodAddresses === undefined) return [];
  const changed = difference(outcome, outcome.withPodAddresses).intersect(pair.asked);
  if (changed.hasNoPort()) return [];
  return tracesOf(cluster, pair, 'undecided')
    .flatMap((side) => caveatsOf('cidr-may-match-pods', side, 'pod-address', changed))
    .slice(0, 1);
}

function tracesOf(
  cluster: CompiledCluster,
  { source, destination, asked }: Pair,
  podAddresses: 'outside-rules' | 'undecided',
): readonly Trace[] {
  return [
    trace(cluster, { self: source, direction: 'egress', other: destination, asked }, podAddresses),
    trace(cluster, { self: destination, direction: 'ingress', other: source, asked }, podAddresses),
  ].filter((side) => side !== undefined);
}

function difference(plain: Outcome, other: Outcome): ConnectionSet {
  return other.possible.subtract(plain.possible).union(plain.allowed.subtract(other.allowed));
}

function undecidedPeers(side: Trace, open: ConnectionSet): readonly Caveat[] {
  return caveatsOf('undecided-peer', side, 'unknown', open);
}

/** Rules that would match for certain if they had no condition. */
function undecidedRules(side: Trace, open: ConnectionSet): readonly Caveat[] {
  return hitsOf(side)
    .filter(({ rule }) => rule.rule.condition !== undefined)
    .filter((hit) => hit.match === 'unknown' && meets(hit, open))
    .filter(({ rule }) => rule.peers === 'any' || peersMatching(rule, side.peer, 'yes').length > 0)
    .map(({ rule: { policy, rule } }) => ({ kind: 'undecided-rule', policy, rule }));
}

/** One caveat for each peer that matches in the given way, of rules that met some of the connections. */
function caveatsOf(
  kind: 'undecided-peer' | 'cidr-may-match-pods',
  side: Trace,
  match: Match,
  connections: ConnectionSet,
): readonly Caveat[] {
  return hitsOf(side)
    .filter((hit) => hit.match === 'unknown' && meets(hit, connections))
    .flatMap(({ rule }) =>
      peersMatching(rule, side.peer, match).map((peer) => ({
        kind,
        policy: rule.policy,
        rule: rule.rule,
        peer,
      })),
    );
}

/** The first two rules of one rank, but of different policies, that decide some of the connections differently. */
function equalOrder(side: Trace, open: ConnectionSet): readonly Caveat[] {
  for (const { hits } of side.result.steps) {
    const deciding = hits.filter((hit) => hit.rule.rule.verdict !== 'log' && meets(hit, open));
    for (const first of deciding) {
      const second = deciding.find((hit) => conflicts(first, hit, open));
      if (second !== undefined) return conflictCaveat(first, second, side);
    }
  }
  return [];
}

function conflicts(first: Hit, second: Hit, open: ConnectionSet): boolean {
  return (
    first.rank === second.rank &&
    first.rule.policy !== second.rule.policy &&
    first.rule.rule.verdict !== second.rule.rule.verdict &&
    !first.connections.intersect(second.connections).intersect(open).hasNoPort()
  );
}

function conflictCaveat(first: Hit, second: Hit, { peer }: Trace): readonly Caveat[] {
  const [firstHit] = ruleHits(first, peer);
  const [secondHit] = ruleHits(second, peer);
  if (firstHit === undefined || secondHit === undefined) return [];
  return [{ kind: 'equal-order', first: firstHit, second: secondHit }];
}

function meets(hit: Hit, connections: ConnectionSet): boolean {
  return !hit.connections.intersect(connections).hasNoPort();
}
