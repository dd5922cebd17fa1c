/**
 * Every allowed connection, row by row. Pairs are decided per class of pods and per subject group.
 */
import { EVERY_ADDRESS, isNoAddress, intersectAddresses, toCidrs, type AddressSet } from './address-set';
import { splitAddresses } from './alike-addresses';
import type { Connection, Endpoint } from './answers';
import type { CompiledCluster } from './compiled-cluster';
import type { Direction, Workload } from './model';
import { asAnswer, NOTHING, settled, type Outcome } from './outcome';
import { PairOutcomes } from './pair-outcomes';
import type { Side } from './side';

/** Addresses outside that every workload treats alike, in both directions. */
interface OutsideGroup {
  readonly endpoint: Endpoint;
  readonly addresses: AddressSet;
}

/** Rows of one source stand together; addresses outside come last. */
export function* connections(cluster: CompiledCluster): Generator<Connection> {
  const outside = outsideGroups(cluster);
  yield* fromWorkloads(cluster, outside);
  for (const group of outside) yield* fromAddresses(cluster, group);
}

function* fromWorkloads(cluster: CompiledCluster, outside: readonly OutsideGroup[]): Generator<Connection> {
  const pairs = new PairOutcomes(cluster);
  for (const podClass of cluster.classes) {
    const row = pairs.row(podClass);
    const toOutside = outside.map((group) => outsideOutcome(cluster.classSide(podClass, 'egress'), group));
    for (const workload of podClass.workloads) {
      yield* toWorkloads(cluster, workload, row);
      const source: Endpoint = { kind: 'workload', workload };
      for (const [index, group] of outside.entries()) {
        yield* connection(source, group.endpoint, toOutside[index] ?? NOTHING);
      }
    }
  }
}

function* toWorkloads(
  { classes }: CompiledCluster,
  workload: Workload,
  row: readonly Outcome[],
): Generator<Connection> {
  const source: Endpoint = { kind: 'workload', workload };
  for (const { index, workloads } of classes) {
    const outcome = row[index] ?? NOTHING;
    if (outcome === NOTHING) continue;
    for (const destination of workloads) {
      if (destination === workload) continue;
      yield* connection(source, { kind: 'workload', workload: destination }, outcome);
    }
  }
}

function* fromAddresses(cluster: CompiledCluster, group: OutsideGroup): Generator<Connection> {
  for (const podClass of cluster.classes) {
    const outcome = outsideOutcome(cluster.classSide(podClass, 'ingress'), group);
    for (const workload of podClass.workloads) {
      yield* connection(group.endpoint, { kind: 'workload', workload }, outcome);
    }
  }
}

function* connection(source: Endpoint, destination: Endpoint, outcome: Outcome): Generator<Connection> {
  if (outcome !== NOTHING) yield { source, destination, ...asAnswer(outcome) };
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
function outsideOutcome(side: Side, { addresses }: OutsideGroup): Outcome {
  const groups = side.withOutside();
  const home =
    groups.length === 1
      ? groups[0]
      : groups.find((group) => !isNoAddress(intersectAddresses(group.addresses, addresses)));
  return home === undefined ? NOTHING : settled(home.outcome);
}
