/**
 * One side of one pair, decided with every rule that had a say kept. The slow twin of `side`, for explanations.
 */
import type { RuleHit } from './answers';
import type { ChainResult, Hit } from './chain';
import type { CompiledCluster } from './compiled-cluster';
import type { ConnectionSet } from './connection-set';
import type { SubjectGroup } from './governance';
import type { Direction, Peer } from './model';
import type { Party } from './party';
import { matchPeer, matchRule, type Match } from './peer-match';
import { decideFor, withPodAddresses } from './side';
import type { Site } from './site';

export interface Trace {
  readonly group: SubjectGroup;
  readonly peer: Site;
  readonly result: ChainResult;
}

export interface TraceQuestion {
  readonly self: Party;
  readonly direction: Direction;
  /** Addresses must be such as the rules of this side treat alike. */
  readonly other: Party;
  readonly asked: ConnectionSet;
}

/** Undefined when no policy governs this side. */
export function trace(
  cluster: CompiledCluster,
  { self, direction, other, asked }: TraceQuestion,
  podAddresses: 'outside-rules' | 'undecided' = 'outside-rules',
): Trace | undefined {
  const group = cluster.side(self, direction)?.group;
  if (group === undefined || group.policies.length === 0) return undefined;
  const plain = (rule: Hit['rule']): Match => matchRule(rule, other.site);
  const matchOf = podAddresses === 'undecided' ? withPodAddresses(plain) : plain;
  return { group, peer: other.site, result: decideFor(group, other.site, asked, matchOf) };
}

export function hitsOf({ result }: Trace): readonly Hit[] {
  return result.steps.flatMap((step) => step.hits);
}

/** One entry for each peer of the rule that matches for certain; one without a peer for a rule that admits any. */
export function ruleHits({ rule, connections }: Hit, site: Site): readonly RuleHit[] {
  const hit = { policy: rule.policy, rule: rule.rule, allowed: connections };
  if (rule.peers === 'any') return [hit];
  return peersMatching(rule, site, 'yes').map((peer) => ({ ...hit, peer }));
}

/** Peers of a rule that match a site in exactly this way. */
export function peersMatching({ peers }: Hit['rule'], site: Site, match: Match): readonly Peer[] {
  if (peers === 'any') return [];
  return peers.flatMap((compiled) => (matchPeer(compiled, site) === match ? compiled.peer : []));
}
