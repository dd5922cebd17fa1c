/**
 * The connectivity map: what may connect as plain JSON that can be drawn, and what edits change in it. Decides what is
 * on the map and what of it is alike; knows nothing of how it looks.
 */
import type { Endpoint } from '../evaluator/answers';
import { workloadId, type Policy, type SourceRef, type Workload } from '../evaluator/model';
import type { Location, MapNode, MapPolicy, MapResult, MapTraffic, MapWorkload } from '../lsp/protocol';
import { addressesName, policyName, targetId } from '../wording/names';
import { workloadsInOrder } from '../wording/order';
import { count } from '../wording/quantities';
import type { Snapshot } from '../workspace/snapshot';
import type { AlikeWorkloads } from './alike-workloads';
import { connectionGraph } from './connection-graph';
import { mapRows, type MapRow } from './map-rows';
import { basisOf } from './reachability';
import { beginningOf, type View } from './view';

/** More take seconds to gather, and nobody can follow them. */
const MOST_CONNECTIONS = 500_000;
const MOST_LINKS = 10_000;

/**
 * The map, made in pieces between which there is time for something else.
 * @param before the cluster to compare with; absent where nothing is to be compared
 */
export function* connectivityMap(view: View, before?: Snapshot): Generator<void, MapResult> {
  const { cluster } = view.snapshot;
  const rows = yield* mapRows(view.snapshot, before, MOST_CONNECTIONS);
  if (rows === undefined) return tooMuch(view);
  const here = new Set(cluster.workloads);
  const all = [...here, ...goneWorkloads(rows, cluster.workloads)];
  const { groups, others, links } = connectionGraph(workloadsInOrder(all), rows, trafficLabel);
  if (links.length > MOST_LINKS) return tooMuch(view);
  return {
    nodes: [...groups.map((group) => groupNode(view, group, here)), ...others.map(otherNode)],
    links: links.map(({ from, to, label }) => ({ from, to, ...trafficOf(label) })),
    policies: cluster.policies.flatMap((policy) => mapPolicy(view, policy)),
    basis: basisOf(view),
  };
}

function tooMuch(view: View): MapResult {
  const workloads = count(view.snapshot.cluster.workloads.length, 'workload');
  const problem = `The ${workloads} have too many connections for one map`;
  return { nodes: [], links: [], policies: [], basis: basisOf(view), problem };
}

/** Workloads that only the cluster before has. */
function goneWorkloads(rows: readonly MapRow[], known: readonly Workload[]): readonly Workload[] {
  const ids = new Set(known.map(workloadId));
  const gone = new Map<string, Workload>();
  for (const { source, destination, before } of rows) {
    if (before === undefined) continue;
    for (const end of [source, destination]) {
      if (end.kind === 'workload' && !ids.has(workloadId(end.workload)))
        gone.set(workloadId(end.workload), end.workload);
    }
  }
  return [...gone.values()];
}

/** One text for all that is alike; {@link trafficOf} reads it. */
function trafficLabel({ ports, before }: MapRow): string {
  return before === undefined ? ports : `${ports}\n${before}`;
}

function trafficOf(label: string): MapTraffic {
  const [ports = '', before] = label.split('\n');
  return { ports, ...(before !== undefined && { before }) };
}

/** @param here the workloads of now: others are written nowhere any more */
function groupNode(
  view: View,
  { workloads, amongThem }: AlikeWorkloads,
  here: ReadonlySet<Workload>,
): MapNode {
  return {
    kind: 'workloads',
    id: workloadId(workloads[0]),
    namespace: workloads[0].namespace,
    workloads: workloads.map((workload) =>
      mapWorkload(workload, here.has(workload) ? beginningOf(view, workload.source) : undefined),
    ),
    ...(amongThem !== undefined && { amongThem: trafficOf(amongThem) }),
  };
}

function mapWorkload(workload: Workload, location: Location | undefined): MapWorkload {
  const { name, kind, labels, hostNetwork } = workload;
  return {
    id: workloadId(workload),
    name,
    kind,
    labels: Array.from(labels, ([key, value]) => `${key}=${value}`),
    ...(hostNetwork && { hostNetwork }),
    ...(location && { location }),
  };
}

function otherNode(end: Endpoint): MapNode {
  const label = end.kind === 'addresses' ? addressesName(end.cidrs) : 'ingress controller';
  const kind = end.kind === 'addresses' ? 'addresses' : 'ingress-controller';
  return { kind, id: targetId(end), label, workloads: [] };
}

function mapPolicy(view: View, policy: Policy): readonly MapPolicy[] {
  const location = wholeOf(view, policy.source);
  if (location === undefined) return [];
  const directions = (['ingress', 'egress'] as const).filter((direction) => policy[direction] !== undefined);
  const subjects = view.snapshot.evaluator.select(policy.subject).map(workloadId);
  return [{ name: policyName(policy.ref), location, subjects, directions }];
}

/** All lines from an object on that belong to its document. */
function wholeOf({ snapshot, positions }: View, source: SourceRef): Location | undefined {
  const file = snapshot.files.get(source.file);
  const resource = snapshot.resourceOf(source);
  if (file === undefined || resource === undefined) return undefined;
  const { range } = resource.document;
  const start = resource.base.length === 0 ? range.start : resource.start;
  return positions.location(file, { start, end: range.end });
}
