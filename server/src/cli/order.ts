/**
 * Answers in an order that does not depend on the order of files: the same question prints the same text.
 */
import type { Connection, Endpoint, Explanation, ReachAnswer } from '../evaluator/answers';
import { workloadId, type Workload } from '../evaluator/model';
import { compareEndpoints, compareText, targetId } from '../wording/names';

/** Workloads by their ids. */
export function workloadsInOrder(workloads: readonly Workload[]): readonly Workload[] {
  return workloads.toSorted((a, b) => compareText(workloadId(a), workloadId(b)));
}

/**
 * The connections that are to be kept and let anything through. By source, then by destination: workloads, then
 * the ingress controller, then addresses.
 */
export function connectionsInOrder(
  connections: Iterable<Connection>,
  keep: (connection: Connection) => boolean,
): readonly Connection[] {
  const kept: Connection[] = [];
  const endpoints = new Map<EndpointKey, Endpoint>();
  for (const connection of connections) {
    if (connection.allowed.hasNoPort() || !keep(connection)) continue;
    kept.push(connection);
    for (const end of [connection.source, connection.destination]) endpoints.set(keyOf(end), end);
  }
  // There are far fewer endpoints than pairs: their order is found once, pairs compare numbers.
  const inOrder = [...endpoints].toSorted(([, a], [, b]) => compareEndpoints(a, b));
  const ranks = new Map(inOrder.map(([key], rank) => [key, rank]));
  const rank = (end: Endpoint): number => ranks.get(keyOf(end)) ?? 0;
  return kept.toSorted(
    (a, b) => rank(a.source) - rank(b.source) || rank(a.destination) - rank(b.destination),
  );
}

/** The workload itself, or the text of what is none: made without building a name for every pair. */
type EndpointKey = Workload | string;

function keyOf(end: Endpoint): EndpointKey {
  return end.kind === 'workload' ? end.workload : targetId(end);
}

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
