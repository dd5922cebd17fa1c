/**
 * What a chain of tiers does to the connections of one pod with one peer, in one direction.
 * Knows neither pods nor peers: whether a rule matches is told by the caller.
 */
import type { CompiledPolicy, CompiledRule } from './compiled-policy';
import { ConnectionSet } from './connection-set';
import type { Direction, Tier } from './model';
import type { Match } from './peer-match';

/** The policies of one tier that govern a pod. Those of one rank have no order among them. */
export interface TierMembers {
  readonly tier: Tier;
  readonly ranks: readonly (readonly CompiledPolicy[])[];
}

/** Whether a rule's peers match, and the connections that its ports stand for on the destination at hand. */
export interface RuleMatch {
  readonly match: Match;
  readonly connections: ConnectionSet;
}

/** A rule that met connections nothing had decided before. */
export interface Hit {
  readonly rule: CompiledRule;
  readonly match: Match;
  readonly connections: ConnectionSet;
  /** Which rank of the tier the policy stands in. */
  readonly rank: number;
}

export interface ChainStep {
  readonly members: TierMembers;
  readonly hits: readonly Hit[];
  /** Denied because the tier ends so, not by a rule. */
  readonly ended: ConnectionSet;
  /** Left to the next tier without a decision; not what rules passed on. */
  readonly undecided: ConnectionSet;
}

export interface ChainResult {
  /** Allowed however the undecidable rules turn out. */
  readonly allowed: ConnectionSet;
  /** Allowed for at least one way in which they may turn out. */
  readonly possible: ConnectionSet;
  /** Tiers that were asked, in order. */
  readonly steps: readonly ChainStep[];
}

/**
 * Where connections stand on their way through the chain. A rule that may or may not match leaves its
 * connections open as well, so one connection can be both allowable and deniable.
 */
interface Progress {
  readonly open: ConnectionSet;
  readonly allowable: ConnectionSet;
  readonly deniable: ConnectionSet;
  readonly passed: ConnectionSet;
  readonly hits: readonly Hit[];
}

type Matcher = (rule: CompiledRule) => RuleMatch;

/** Sends the asked connections through the tiers; what no tier decides is allowed. */
export function decide(
  tiers: readonly TierMembers[],
  direction: Direction,
  asked: ConnectionSet,
  matchOf: Matcher,
): ChainResult {
  const steps: ChainStep[] = [];
  let open = asked;
  let allowable = ConnectionSet.NONE;
  let deniable = ConnectionSet.NONE;
  for (const members of tiers) {
    if (open.isEmpty()) break;
    const left = walkTier(members, direction, open, matchOf);
    const ended = members.tier.end === 'deny' ? left.open : ConnectionSet.NONE;
    const undecided = left.open.subtract(ended);
    allowable = allowable.union(left.allowable);
    deniable = deniable.union(left.deniable).union(ended);
    open = undecided.union(left.passed);
    steps.push({ members, hits: left.hits, ended, undecided });
  }
  return { allowed: asked.subtract(deniable), possible: allowable.union(open), steps };
}

function walkTier(
  { ranks }: TierMembers,
  direction: Direction,
  open: ConnectionSet,
  matchOf: Matcher,
): Progress {
  let progress = untouched(open);
  for (const [rank, policies] of ranks.entries()) {
    const before = progress.open;
    const hits = [...progress.hits];
    for (const policy of policies) {
      const walk = walkRules(policy.rulesOf(direction), rank, before, matchOf);
      // Most policies say nothing about a connection: then they change nothing, either.
      if (walk.hits.length === 0) continue;
      progress = joined(progress, walk);
      for (const hit of walk.hits) hits.push(hit);
    }
    progress = { ...progress, hits };
  }
  return progress;
}

/** Policies of one rank start from the same open connections; any of those that match may win. Hits are left out. */
function joined(sum: Progress, walk: Progress): Progress {
  return {
    open: sum.open.intersect(walk.open),
    allowable: sum.allowable.union(walk.allowable),
    deniable: sum.deniable.union(walk.deniable),
    passed: sum.passed.union(walk.passed),
    hits: [],
  };
}

function untouched(open: ConnectionSet): Progress {
  const none = ConnectionSet.NONE;
  return { open, allowable: none, deniable: none, passed: none, hits: [] };
}

/** Rules in order, the first match decides. Where all rules allow, order means nothing and each hit counts. */
function walkRules(
  rules: readonly CompiledRule[],
  rank: number,
  open: ConnectionSet,
  matchOf: Matcher,
): Progress {
  const unordered = rules.every(({ rule }) => rule.verdict === 'allow');
  let progress = untouched(open);
  for (const rule of rules) {
    const { match, connections } = matchOf(rule);
    if (match === 'no' || match === 'pod-address') continue;
    const met = connections.intersect(unordered ? open : progress.open);
    if (!met.isEmpty()) progress = afterHit(progress, { rule, match, connections: met, rank });
  }
  return progress;
}

function afterHit(before: Progress, hit: Hit): Progress {
  const { connections } = hit;
  const hits = [...before.hits, hit];
  const open = hit.match === 'yes' ? before.open.subtract(connections) : before.open;
  switch (hit.rule.rule.verdict) {
    case 'allow':
      return { ...before, hits, open, allowable: before.allowable.union(connections) };
    case 'deny':
      return { ...before, hits, open, deniable: before.deniable.union(connections) };
    case 'pass':
      return { ...before, hits, open, passed: before.passed.union(connections) };
    case 'log':
      return { ...before, hits };
  }
}
