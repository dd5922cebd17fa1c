/**
 * Workloads that a picture need not tell apart: of one namespace, with the same connections to and from everybody else
 * and with each other.
 */
import type { Endpoint } from '../evaluator/answers';
import { workloadId, type Workload } from '../evaluator/model';
import { groupBy } from '../evaluator/group-by';
import { targetId } from '../wording/names';

export interface AlikeWorkloads {
  /** One of them stands for all. */
  readonly workloads: readonly [Workload, ...Workload[]];
  /** The label of what each of them may send to each other one; nothing for a single workload or when nothing passes. */
  readonly amongThem: string | undefined;
}

/** A connection between two ends. Those with the same label are the same to the reader. */
interface Link {
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

/**
 * The largest groups first, those of a size in the order of their first workloads. Each workload is in one group.
 * @param labelOf what the picture says of a connection
 */
export function alikeWorkloads<T extends Link>(
  workloads: readonly Workload[],
  connections: Iterable<T>,
  labelOf: (connection: T) => string,
): readonly AlikeWorkloads[] {
  const { ofWorkload, label } = neighboursIn(connections, labelOf);
  const candidates = workloads.flatMap((workload) =>
    keysOf(workload, ofWorkload(workload)).map((key) => ({ workload, ...key })),
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
    return [{ workloads: group, amongThem: group.length > 1 ? label(first.amongThem) : undefined }];
  });
}

interface Key {
  readonly key: string;
  readonly amongThem: number | undefined;
}

/**
 * Texts that a workload has in common with those like it. Workloads without connections to each other have the same
 * neighbours; others do when each counts as its own neighbour with the label that they have among them.
 */
function keysOf(workload: Workload, { self, to, from }: Neighbours): readonly Key[] {
  const incoming = new Set(from.values());
  const both = [...new Set(to.values())].filter((label) => incoming.has(label));
  const { namespace, hostNetwork } = workload;
  return [undefined, ...both].map((amongThem) => ({
    key: `${namespace} ${hostNetwork} ${amongThem} ${joined(to, self, amongThem)} ${joined(from, self, amongThem)}`,
    amongThem,
  }));
}

/** Neighbours and labels in the order of the neighbours' numbers, the workload itself among them when it has a label. */
function joined(neighbours: ReadonlyMap<number, number>, self: number, label: number | undefined): string {
  const numbers = label === undefined ? [...neighbours.keys()] : [...neighbours.keys(), self];
  return numbers
    .sort((a, b) => a - b)
    .map((end) => `${end}:${end === self ? label : neighbours.get(end)}`)
    .join();
}

/** What an end may send to others, and get from them. Ends and labels are numbers: there are many of them. */
interface Neighbours {
  readonly self: number;
  readonly to: Map<number, number>;
  readonly from: Map<number, number>;
}

interface AllNeighbours {
  ofWorkload(workload: Workload): Neighbours;
  /** The label behind a number. */
  label(number: number | undefined): string | undefined;
}

function neighboursIn<T extends Link>(
  connections: Iterable<T>,
  labelOf: (connection: T) => string,
): AllNeighbours {
  const ends = new Map<string, Neighbours>();
  const labels = new Map<string, number>();
  const known = new Map<Endpoint, Neighbours>();
  const ofId = (id: string): Neighbours => {
    const one = ends.get(id) ?? { self: ends.size, to: new Map(), from: new Map() };
    ends.set(id, one);
    return one;
  };
  const of = (end: Endpoint): Neighbours => {
    const one = known.get(end) ?? ofId(targetId(end));
    known.set(end, one);
    return one;
  };
  for (const connection of connections) {
    const [source, destination, text] = [
      of(connection.source),
      of(connection.destination),
      labelOf(connection),
    ];
    const label = labels.get(text) ?? labels.size;
    labels.set(text, label);
    source.to.set(destination.self, label);
    destination.from.set(source.self, label);
  }
  const texts = [...labels.keys()];
  return {
    ofWorkload: (workload) => ofId(workloadId(workload)),
    label: (number) => (number === undefined ? undefined : texts[number]),
  };
}
