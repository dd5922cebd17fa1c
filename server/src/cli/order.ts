/**
 * Answers in an order that does not depend on the order of files: the same question prints the same text.
 */
import type { Connection, Endpoint, ReachAnswer } from '../evaluator/answers';
import { workloadId, type Workload } from '../evaluator/model';
import { compareEndpoints, compareText, targetId } from '../wording/names';

/** Workloads by their ids. */
export function workloadsInOrder(workloads: readonly Workload[]): readonly Workload[] {
  return workloads.toSorted((a, b) => compareText(workloadId(a), workloadId(b)));
}

/** Those to be kept, by source, then by destination: workloads, then the ingress controller, then addresses. */
export function connectionsInOrder(
  connections: Iterable<Connection>,
  keep: (connection: Connection) => boolean,
): readonly Connection[] {
  const kept: Connection[] = [];
  const endpoints = new Map<string, Endpoint>();
  for (const connection of connections) {
    if (!keep(connection)) continue;
    kept.push(connection);
    for (const end of [connection.source, connection.destination]) endpoints.set(targetId(end), end);
  }
  // There are far fewer endpoints than pairs: their order is found once, pairs compare numbers.
  const ranks = new Map(
    [...endpoints.values()].toSorted(compareEndpoints).map((end, rank) => [targetId(end), rank]),
  );
  const rank = (end: Endpoint): number => ranks.get(targetId(end)) ?? 0;
  return kept.toSorted(
    (a, b) => rank(a.source) - rank(b.source) || rank(a.destination) - rank(b.destination),
  );
}

export function reachInOrder(answer: ReachAnswer): ReachAnswer {
  return {
    ...answer,
    reachable: answer.reachable.toSorted((a, b) => compareEndpoints(a.peer, b.peer)),
    unreachable: answer.unreachable.toSorted(compareEndpoints),
  };
}
