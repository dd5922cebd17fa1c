/**
 * Answers in an order that does not depend on the order of files: the same question prints the same text.
 */
import type { Explanation, ReachAnswer } from '../evaluator/answers';
import { workloadId, type Workload } from '../evaluator/model';
import { compareEndpoints, compareText } from './names';

/** Workloads by their ids. */
export function workloadsInOrder(workloads: readonly Workload[]): readonly Workload[] {
  return workloads
    .map((workload) => ({ workload, id: workloadId(workload) }))
    .toSorted((a, b) => compareText(a.id, b.id))
    .map(({ workload }) => workload);
}

/** The answer as people look through it: workloads by their ids, then the others. */
export function reachInOrder(answer: ReachAnswer): ReachAnswer {
  return {
    ...answer,
    reachable: answer.reachable.toSorted((a, b) => compareEndpoints(a.peer, b.peer)),
    unreachable: answer.unreachable.toSorted(compareEndpoints),
  };
}

/** The parts by the pods or addresses they are about. */
export function explanationInOrder(explanation: Explanation): Explanation {
  const compare = (a: Explanation, b: Explanation): number =>
    compareEndpoints(a.destination, b.destination) || compareEndpoints(a.source, b.source);
  return { ...explanation, parts: explanation.parts.toSorted(compare) };
}
