/**
 * One reach answer about several things at once: the pods a policy selects, the pods behind a Service.
 * Knows the evaluator's answers only.
 */
import type { Endpoint, Evaluator, ReachAnswer, ReachablePeer, Target } from '../evaluator/answers';
import { targetId } from '../wording/names';

/** A peer, and the first of the things asked about with which it is connected, or with none. */
export interface CombinedPeer extends ReachablePeer {
  readonly with: Target;
}

export interface CombinedReach extends ReachAnswer {
  readonly reachable: readonly CombinedPeer[];
}

/** A peer counts as connected when it is with at least one of the things; ports are taken together. */
export function combinedReach(
  evaluator: Evaluator,
  direction: 'to' | 'from',
  targets: readonly [Target, ...Target[]],
): CombinedReach {
  const answers = targets.map((target) => evaluator.reach(direction, target));
  const reachable = new Map<string, CombinedPeer>();
  for (const { target, reachable: peers } of answers) {
    for (const peer of peers) {
      const id = targetId(peer.peer);
      reachable.set(id, joined(reachable.get(id), { ...peer, with: target }));
    }
  }
  const unreachable = new Map<string, Endpoint>();
  for (const peer of answers.flatMap((answer) => answer.unreachable)) {
    if (!reachable.has(targetId(peer))) unreachable.set(targetId(peer), peer);
  }
  return {
    target: targets[0],
    direction,
    reachable: [...reachable.values()],
    unreachable: [...unreachable.values()],
    caveats: answers.flatMap(({ caveats }) => caveats),
  };
}

function joined(known: CombinedPeer | undefined, more: CombinedPeer): CombinedPeer {
  if (known === undefined) return more;
  const allowed = known.allowed.union(more.allowed);
  if (known.possible === undefined && more.possible === undefined) return { ...known, allowed };
  const possible = (known.possible ?? known.allowed).union(more.possible ?? more.allowed);
  return { ...known, allowed, possible };
}
