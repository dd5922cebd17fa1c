/**
 * Every allowed connection, row by row. Pairs are decided per class of pods and per subject group.
 */
import { EVERY_ADDRESS, isNoAddress, intersectAddresses, toCidrs, type AddressSet } from './address-set';
import { splitAddresses } from './alike-addresses';
import type { Connection, Endpoint } from './answers';
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

/** Rows of one source stand together; ingress controllers and addresses outside come last. */
export function* connections(cluster: CompiledCluster): Generator<Connection> {
  const outside = outsideGroups(cluster);
  yield* fromWorkloads(cluster, outside);
  yield* fromController(cluster);
  for (const group of outside) yield* fromAddresses(cluster, group);
}

function* fromWorkloads(cluster: CompiledCluster, outside: readonly OutsideGroup[]): Generator<Connection> {
  const pairs = new PairOutcomes(cluster);
  for (const podClass of cluster.classes) {
    const row = pairs.row(podClass);
    const egress = cluster.classSide(podClass, 'egress');
    for (const workload of podClass.workloads) {
      const source: Endpoint = { kind: 'workload', workload };
      yield* toWorkloads(cluster, workload, source, row);
      for (const { endpoint, addresses } of outside) {
        const outcome = outsideOutcome(egress, addresses);
        if (outcome !== NOTHING) yield connection(source, endpoint, outcome);
      }
    }
  }
}

function* toWorkloads(
  { classes }: CompiledCluster,
  workload: Workload,
  source: Endpoint,
  row: readonly Outcome[],
): Generator<Connection> {
  for (const { index, workloads } of classes) {
    const outcome = row[index] ?? NOTHING;
    if (outcome === NOTHING) continue;
    for (const peer of workloads) {
      if (peer === workload) continue;
      yield connection(source, { kind: 'workload', workload: peer }, outcome);
    }
  }
}

/** Only where an entrance leads, and only to the ports that it leads to. */
function* fromController(cluster: CompiledCluster): Generator<Connection> {
  for (const workload of cluster.waysIn.keys()) {
    const outcome = settled(cluster.controllerOutcome(cluster.pod(workload), ConnectionSet.ALL));
    if (outcome === NOTHING) continue;
    yield connection({ kind: 'ingress-controller' }, { kind: 'workload', workload }, outcome);
  }
}

function* fromAddresses(
  cluster: CompiledCluster,
  { endpoint, addresses }: OutsideGroup,
): Generator<Connection> {
  for (const podClass of cluster.classes) {
    const outcome = outsideOutcome(cluster.classSide(podClass, 'ingress'), addresses);
    if (outcome === NOTHING) continue;
    for (const workload of podClass.workloads) {
      yield connection(endpoint, { kind: 'workload', workload }, outcome);
    }
  }
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
