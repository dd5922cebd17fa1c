/**
 * The rows of the connectivity map: every connection of now, those that are gone since, and which of them are new.
 */
import { addressesIn, subtractAddresses, toCidrs, isNoAddress } from '../evaluator/address-set';
import type { Connection, Endpoint } from '../evaluator/answers';
import type { ConnectionSet } from '../evaluator/connection-set';
import { groupBy } from '../evaluator/group-by';
import { connectionText } from '../wording/connections';
import { targetId } from '../wording/names';
import { workloadsInOrder } from '../wording/order';
import { remembered } from '../wording/remembered';
import type { Snapshot } from '../workspace/snapshot';
import { changesBySource, type ConnectionChange } from './connection-changes';

/** Ports of a connection in words, nothing for none. */
export interface MapRow {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly ports: string;
  /** What was allowed before; absent when it is the same. */
  readonly before?: string;
}

/**
 * Undefined when there are more connections than `most`. In pieces: between two of them there is time for something else.
 * @param before the cluster to compare with, if any
 */
export function* mapRows(
  after: Snapshot,
  before: Snapshot | undefined,
  most: number,
): Generator<void, readonly MapRow[] | undefined> {
  const now = yield* connectionsOf(after, most);
  const was = before && (yield* connectionsOf(before, most));
  if (now === undefined || (before !== undefined && was === undefined)) return undefined;
  const portsOf = remembered((set: ConnectionSet) => (set.hasNoPort() ? '' : connectionText(set)));
  const changes: ConnectionChange[] = [];
  for (const piece of was === undefined ? [] : changesBySource(was, now)) {
    changes.push(...piece);
    yield;
  }
  const same = withoutChanged(now, changes).map(({ source, destination, allowed }) => ({
    source,
    destination,
    ports: portsOf(allowed),
  }));
  const changed = changes.map((change) => ({
    source: change.source,
    destination: change.destination,
    ports: portsOf(change.after),
    before: portsOf(change.before),
  }));
  return [...same, ...changed];
}

/** So many connections are a piece of work. */
const PIECE = 1000;

function* connectionsOf(
  { evaluator, cluster }: Snapshot,
  most: number,
): Generator<void, readonly Connection[] | undefined> {
  const found: Connection[] = [];
  for (const connection of evaluator.connections(workloadsInOrder(cluster.workloads))) {
    if (connection.allowed.hasNoPort()) continue;
    if (found.push(connection) > most) return undefined;
    if (found.length % PIECE === 0) yield;
  }
  return found;
}

/** Connections that no change is about. Of addresses a change may be about some only. */
function withoutChanged(
  connections: readonly Connection[],
  changes: readonly ConnectionChange[],
): readonly Connection[] {
  if (changes.length === 0) return connections;
  const idOf = remembered(targetId);
  const keyOf = ({ source, destination }: Pick<Connection, 'source' | 'destination'>): string =>
    JSON.stringify([source, destination].map((end) => (end.kind === 'addresses' ? null : idOf(end))));
  const changed = groupBy(changes, keyOf);
  return connections.flatMap((connection) => {
    const about = changed.get(keyOf(connection));
    return about === undefined ? connection : remainderOf(connection, about);
  });
}

function remainderOf(connection: Connection, changes: readonly ConnectionChange[]): readonly Connection[] {
  const { source, destination } = connection;
  if (source.kind === 'addresses') return withEnd(source, changes, (end) => ({ ...connection, source: end }));
  return withEnd(destination, changes, (end) => ({ ...connection, destination: end }));
}

/** The connection with those addresses of an end that no change is about; nothing when the end is a workload. */
function withEnd(
  end: Endpoint,
  changes: readonly ConnectionChange[],
  connectionWith: (end: Endpoint) => Connection,
): readonly Connection[] {
  if (end.kind !== 'addresses') return [];
  const whole = addressesIn(end.cidrs);
  const rest = changes
    .flatMap(({ source, destination }) => [source, destination])
    .reduce(
      (left, one) => (one.kind === 'addresses' ? subtractAddresses(left, addressesIn(one.cidrs)) : left),
      whole,
    );
  if (isNoAddress(rest)) return [];
  return [connectionWith({ kind: 'addresses', cidrs: toCidrs(rest) })];
}
