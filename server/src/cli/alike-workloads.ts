/**
 * Workloads that a picture need not tell apart: of one namespace, with the same connections to and from everybody else
 * and with each other.
 */
import type { Connection, Endpoint } from '../evaluator/answers';
import { workloadId, type Workload } from '../evaluator/model';
import { groupBy } from '../evaluator/group-by';
import { connectionText } from '../wording/connections';
import { targetId } from '../wording/names';

export interface AlikeWorkloads {
  /** One of them stands for all. */
  readonly workloads: readonly [Workload, ...Workload[]];
  /** What each of them may send to each other one; nothing for a single workload or when nothing passes. */
  readonly amongThem: string | undefined;
}

/** What an end may send to others, and get from them, by the others' ids. */
interface Neighbours {
  readonly to: Map<string, string>;
  readonly from: Map<string, string>;
}

/** The largest groups first, those of a size in the order of their first workloads. Each workload is in one group. */
export function alikeWorkloads(
  workloads: readonly Workload[],
  connections: Iterable<Connection>,
): readonly AlikeWorkloads[] {
  const neighbours = neighboursIn(connections);
  const candidates = workloads.flatMap((workload) =>
    keysOf(workload, neighbours).map((key) => ({ workload, ...key })),
  );
  const largestFirst = [...groupBy(candidates, ({ key }) => key).values()].toSorted(
    (a, b) => b.length - a.length,
  );
  const taken = new Set<Workload>();
  return largestFirst.flatMap((candidate) => {
    const [first, ...others] = candidate.filter(({ workload }) => !taken.has(workload));
    if (first === undefined) return [];
    const group: AlikeWorkloads['workloads'] = [first.workload, ...others.map(({ workload }) => workload)];
    for (const workload of group) taken.add(workload);
    return [{ workloads: group, amongThem: group.length > 1 ? first.amongThem : undefined }];
  });
}

interface Key {
  readonly key: string;
  readonly amongThem: string | undefined;
}

/**
 * Texts that a workload has in common with those like it. Workloads without connections to each other have the same
 * neighbours; others do when each counts as its own neighbour with the ports that they have among them.
 */
function keysOf(workload: Workload, neighbours: ReadonlyMap<string, Neighbours>): readonly Key[] {
  const id = workloadId(workload);
  const { to, from } = neighbours.get(id) ?? NO_NEIGHBOURS;
  const incoming = new Set(from.values());
  const both = [...new Set(to.values())].filter((ports) => incoming.has(ports));
  return [undefined, ...both].map((amongThem) => {
    const withSelf = (others: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
      [...others, ...(amongThem === undefined ? [] : [[id, amongThem] as const])].toSorted();
    const { namespace, hostNetwork } = workload;
    return {
      key: JSON.stringify([namespace, hostNetwork, amongThem, withSelf(to), withSelf(from)]),
      amongThem,
    };
  });
}

const NO_NEIGHBOURS: Neighbours = { to: new Map(), from: new Map() };

function neighboursIn(connections: Iterable<Connection>): ReadonlyMap<string, Neighbours> {
  const neighbours = new Map<string, Neighbours>();
  const of = (end: Endpoint): Neighbours => {
    const known = neighbours.get(targetId(end)) ?? {
      to: new Map<string, string>(),
      from: new Map<string, string>(),
    };
    neighbours.set(targetId(end), known);
    return known;
  };
  for (const { source, destination, allowed } of connections) {
    const ports = connectionText(allowed);
    of(source).to.set(targetId(destination), ports);
    of(destination).from.set(targetId(source), ports);
  }
  return neighbours;
}
