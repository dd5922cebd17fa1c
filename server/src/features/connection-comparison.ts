/**
 * Which connections a snapshot gained and lost against an earlier one: all of them source by source, or those of the
 * pods that one policy selects. Knows no words.
 */
import type { Connection, Endpoint } from '../evaluator/answers';
import { workloadId, type Policy, type PolicyRef, type Workload } from '../evaluator/model';
import { sameModel } from '../workspace/same-model';
import type { Snapshot } from '../workspace/snapshot';
import { compareEndpoints, targetId } from '../wording/names';
import { workloadsInOrder } from '../wording/order';
import { changesBySource, connectionChanges, type ConnectionChange } from './connection-changes';

/** Every change, in pieces: between two of them there is time for something else. */
export function allChanges(before: Snapshot, after: Snapshot): Iterable<readonly ConnectionChange[]> {
  const [was, is] = [before, after].map(({ evaluator, cluster }) =>
    evaluator.connections(workloadsInOrder(cluster.workloads)),
  );
  return before.cluster === after.cluster ? [] : changesBySource(was ?? [], is ?? []);
}

/** A question about more pods than this takes too long to be asked in passing. */
const MANY = 100;

/** What a policy governs: connections to the pods it selects now or selected before, and from them. */
export interface Scope {
  readonly ids: ReadonlySet<string>;
  readonly directions: readonly (typeof DIRECTIONS)[number][];
  includes(change: ConnectionChange): boolean;
}

/** The policy is looked up in both; its directions are those that it has in either. */
export function createScope(before: Snapshot, after: Snapshot, ref: PolicyRef): Scope {
  const policies = [before, after].flatMap((snapshot) => {
    const policy = policyNamed(snapshot, ref);
    return policy === undefined ? [] : { policy, selected: snapshot.evaluator.select(policy.subject) };
  });
  const ids = new Set(policies.flatMap(({ selected }) => selected.map(workloadId)));
  const directions = DIRECTIONS.filter(({ governs }) =>
    policies.some(({ policy }) => policy[governs] !== undefined),
  );
  return {
    ids,
    directions,
    includes: (change) => directions.some(({ end }) => ids.has(targetId(change[end]))),
  };
}

/** The changes of what a policy governs; undefined when it governs very many pods. */
export function changesOfPolicy(
  before: Snapshot,
  after: Snapshot,
  ref: PolicyRef,
): readonly ConnectionChange[] | undefined {
  const scope = createScope(before, after, ref);
  if (scope.ids.size > MANY) return undefined;
  const [was, is] = [before, after].map((snapshot) => connectionsOf(snapshot, scope));
  return [...connectionChanges(was ?? [], is ?? [])];
}

/** Whether a policy says something else than it said before; also when it is new. */
export function isEdited(before: Snapshot, policy: Policy): boolean {
  const earlier = policyNamed(before, policy.ref);
  return earlier === undefined || !sameModel(withoutPlace(earlier), withoutPlace(policy));
}

/** Where a policy stands in its file says nothing about connections. */
function withoutPlace(policy: Policy): object {
  return { ...policy, source: undefined };
}

function policyNamed({ cluster }: Snapshot, ref: PolicyRef): Policy | undefined {
  return cluster.policies.find(
    (policy) =>
      policy.ref.name === ref.name && policy.ref.namespace === ref.namespace && policy.ref.kind === ref.kind,
  );
}

const DIRECTIONS = [
  { governs: 'ingress', asks: 'to', end: 'destination' },
  { governs: 'egress', asks: 'from', end: 'source' },
] as const;

/** In the order in which they can be compared; an end is the same object in all of them. */
function connectionsOf({ cluster, evaluator }: Snapshot, { ids, directions }: Scope): readonly Connection[] {
  const ends = new Map<string, Endpoint>();
  const endOf = (end: Endpoint): Endpoint => {
    const id = targetId(end);
    const known = ends.get(id) ?? end;
    ends.set(id, known);
    return known;
  };
  const found = new Map<string, Connection>();
  for (const workload of cluster.workloads.filter((one) => ids.has(workloadId(one)))) {
    for (const { asks } of directions) {
      for (const connection of reached(evaluator, workload, asks)) {
        const [source, destination] = [endOf(connection.source), endOf(connection.destination)];
        found.set(`${targetId(source)} ${targetId(destination)}`, { ...connection, source, destination });
      }
    }
  }
  return [...found.values()].toSorted(
    (a, b) => compareEndpoints(a.source, b.source) || compareEndpoints(a.destination, b.destination),
  );
}

function reached(
  evaluator: Snapshot['evaluator'],
  workload: Workload,
  direction: 'to' | 'from',
): readonly Connection[] {
  const self: Endpoint = { kind: 'workload', workload };
  return evaluator
    .reach(direction, self)
    .reachable.map(({ peer, allowed }) =>
      direction === 'to'
        ? { source: peer, destination: self, allowed }
        : { source: self, destination: peer, allowed },
    );
}
