/**
 * Every allowed connection, source by source. Pairs are decided per class of pods and per subject group.
 */
import { EVERY_ADDRESS, isNoAddress, intersectAddresses, toCidrs, type AddressSet } from './address-set';
import { splitAddresses } from './alike-addresses';
import type { Connection, Endpoint } from './answers';
import type { PodClass } from './classes';
import type { CompiledCluster } from './compiled-cluster';
import { ConnectionSet } from './connection-set';
import type { Direction, Workload } from './model';
import { NOTHING, settled, type Outcome } from './outcome';
import { PairOutcomes } from './pair-outcomes';
import type { Side } from './side';

/** Addresses outside that every workload treats alike, in both directions. */
interface OutsideGroup {
  readonly endpoint: Endpoint;
  readonly addresses: AddressSet;
}

/** A workload as an end of connections. */
interface PodEnd {
  readonly endpoint: Endpoint;
  readonly workload: Workload;
  readonly podClass: PodClass;
}

/** Rows of one source stand together; ingress controllers and addresses outside come last. */
export function* connections(
  cluster: CompiledCluster,
  order: readonly Workload[] = cluster.cluster.workloads,
): Generator<Connection> {
  // Made source by source: row by row through several generators would take longer than deciding them.
  for (const rows of connectionsBySource(cluster, order)) {
    for (const row of rows) yield row;
  }
}

function* connectionsBySource(
  cluster: CompiledCluster,
  order: readonly Workload[],
): Generator<readonly Connection[]> {
  const outside = outsideGroups(cluster);
  const pods = order.flatMap((workload): PodEnd | readonly PodEnd[] => {
    const podClass = cluster.classOf(workload);
    return podClass === undefined ? [] : { endpoint: { kind: 'workload', workload }, workload, podClass };
  });
  const sources = pods.values();
  for (const row of new PairOutcomes(cluster).rows(pods.map(({ podClass }) => podClass))) {
    const { value: source } = sources.next();
    if (source !== undefined) yield [...toPods(source, pods, row), ...toAddresses(cluster, source, outside)];
  }
  yield fromController(cluster, pods);
  for (const group of outside) yield fromAddresses(cluster, group, pods);
}

function toPods(source: PodEnd, pods: readonly PodEnd[], row: readonly Outcome[]): readonly Connection[] {
  const found: Connection[] = [];
  for (const peer of pods) {
    const outcome = row[peer.podClass.index] ?? NOTHING;
    if (outcome !== NOTHING && peer !== source)
      found.push(connection(source.endpoint, peer.endpoint, outcome));
  }
  return found;
}

function toAddresses(
  cluster: CompiledCluster,
  { podClass, endpoint }: PodEnd,
  outside: readonly OutsideGroup[],
): readonly Connection[] {
  const egress = cluster.classSide(podClass, 'egress');
  return outside.flatMap((group) => {
    const outcome = outsideOutcome(egress, group.addresses);
    return outcome === NOTHING ? [] : connection(endpoint, group.endpoint, outcome);
  });
}

/** Only where an entrance leads, and only to the ports that it leads to. */
function fromController(cluster: CompiledCluster, pods: readonly PodEnd[]): readonly Connection[] {
  const controller: Endpoint = { kind: 'ingress-controller' };
  return pods.flatMap(({ workload, endpoint }) => {
    if (!cluster.waysIn.has(workload)) return [];
    const outcome = settled(cluster.controllerOutcome(cluster.pod(workload), ConnectionSet.ALL));
    return outcome === NOTHING ? [] : connection(controller, endpoint, outcome);
  });
}

function fromAddresses(
  cluster: CompiledCluster,
  group: OutsideGroup,
  pods: readonly PodEnd[],
): readonly Connection[] {
  const outcomes = cluster.classes.map((podClass) =>
    outsideOutcome(cluster.classSide(podClass, 'ingress'), group.addresses),
  );
  return pods.flatMap(({ endpoint, podClass }) => {
    const outcome = outcomes[podClass.index] ?? NOTHING;
    return outcome === NOTHING ? [] : connection(group.endpoint, endpoint, outcome);
  });
}

function connection(source: Endpoint, destination: Endpoint, { allowed, possible }: Outcome): Connection {
  return possible === allowed ? { source, destination, allowed } : { source, destination, allowed, possible };
}

/** The coarsest split of all addresses that no side of any workload cuts through. */
function outsideGroups(cluster: CompiledCluster): readonly OutsideGroup[] {
  const cuts = (['ingress', 'egress'] as const).flatMap((direction) => cutsOf(cluster, direction));
  return splitAddresses(EVERY_ADDRESS, cuts).map((addresses) => ({
    endpoint: { kind: 'addresses', cidrs: toCidrs(addresses) },
    addresses,
  }));
}

function cutsOf(cluster: CompiledCluster, direction: Direction): AddressSet[] {
  const sides = new Set(cluster.classes.map((podClass) => cluster.classSide(podClass, direction)));
  return Array.from(sides).flatMap((side) => {
    const groups = side.withOutside();
    return groups.length === 1 ? [] : groups.map(({ addresses }) => addresses);
  });
}

/** The group lies wholly within one of the side's own groups of addresses. */
function outsideOutcome(side: Side, addresses: AddressSet): Outcome {
  const groups = side.withOutside();
  const home =
    groups.length === 1
      ? groups[0]
      : groups.find((group) => !isNoAddress(intersectAddresses(group.addresses, addresses)));
  return home === undefined ? NOTHING : settled(home.outcome);
}
