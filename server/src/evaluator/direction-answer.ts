/**
 * One side of one connection in full: which policies isolate, which rules decide, what was nearly allowed.
 */
import type { DirectionAnswer, NearMiss, RuleHit, TierStep } from './answers';
import type { ChainStep, Hit } from './chain';
import type { CompiledCluster } from './compiled-cluster';
import type { ConnectionSet } from './connection-set';
import type { Direction, Policy, RuleVerdict } from './model';
import { nearMisses } from './near-misses';
import { asAnswer, type Outcome } from './outcome';
import type { Site } from './site';
import { hitsOf, ruleHits, trace, type Trace, type TraceQuestion } from './trace';
import { verdictOf } from './verdict';

/** One side of a connection, with the tiers that were asked and the rules that decided. */
export function answerSide(cluster: CompiledCluster, question: TraceQuestion): DirectionAnswer {
  const traced = trace(cluster, question);
  return traced === undefined ? openSide(question) : governedSide(question, traced);
}

/** A side on which no policy is asked lets everything through. */
export function openSide({ direction, asked }: Pick<TraceQuestion, 'direction' | 'asked'>): DirectionAnswer {
  return bareSide(direction, asked, { allowed: asked, possible: asked });
}

function bareSide(direction: Direction, asked: ConnectionSet, outcome: Outcome): DirectionAnswer {
  const verdict = verdictOf(asked, outcome);
  const reasons = { isolatedBy: [], allowedBy: [], deniedBy: [], steps: [], nearMisses: [] };
  return { direction, verdict, ...asAnswer(outcome), ...reasons };
}

function governedSide({ direction, asked }: TraceQuestion, traced: Trace): DirectionAnswer {
  const { group, peer, result } = traced;
  let steps: readonly TierStep[] | undefined;
  let misses: readonly NearMiss[] | undefined;
  return {
    ...bareSide(direction, asked, result),
    isolatedBy: isolating(traced),
    allowedBy: hitsWith('allow', traced),
    deniedBy: hitsWith('deny', traced),
    // Many ask for the verdict alone, and these two take longer than all the rest.
    get steps() {
      return (steps ??= result.steps.map((step) => tierStep(step, peer)));
    },
    get nearMisses() {
      return (misses ??= nearMisses(group, peer, result));
    },
  };
}

/** Policies of tiers that deny what they do not allow, whether or not the connection got that far. */
function isolating({ group }: Trace): readonly Policy[] {
  return group.tiers
    .filter(({ tier }) => tier.end === 'deny')
    .flatMap(({ ranks }) => ranks.flat().map(({ policy }) => policy));
}

function hitsWith(verdict: RuleVerdict, traced: Trace): readonly RuleHit[] {
  return hitsOf(traced)
    .filter((hit) => hit.rule.rule.verdict === verdict)
    .flatMap((hit) => ruleHits(hit, traced.peer));
}

function tierStep(step: ChainStep, peer: Site): TierStep {
  return {
    tier: step.members.tier.id,
    policies: step.members.ranks.flat().map(({ policy }) => policy),
    decision: decisionOf(step),
    hits: step.hits.flatMap((hit) => ruleHits(hit, peer)),
  };
}

/** One word when the tier did one thing to all that reached it. */
function decisionOf({ hits, ended, undecided }: ChainStep): TierStep['decision'] {
  const decisions = new Set<TierStep['decision']>(hits.flatMap(decisionOfHit));
  if (!ended.isEmpty()) decisions.add('end-deny');
  if (!undecided.isEmpty()) decisions.add('undecided');
  const [only] = decisions;
  return decisions.size === 1 && only !== undefined ? only : 'mixed';
}

function decisionOfHit({ rule, match }: Hit): TierStep['decision'][] {
  if (match !== 'yes') return ['mixed'];
  return rule.rule.verdict === 'log' ? [] : [rule.rule.verdict];
}
