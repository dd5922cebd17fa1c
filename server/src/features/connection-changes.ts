/**
 * What differs between the connections of two clusters. Both lists are gone through side by side, and only what one
 * source has is held at a time: there may be millions.
 */
import {
  addressesIn,
  EVERY_ADDRESS,
  intersectAddresses,
  isNoAddress,
  toCidrs,
  unionAddresses,
  type AddressSet,
} from '../evaluator/address-set';
import { splitAddresses } from '../evaluator/alike-addresses';
import type { Connection, Endpoint } from '../evaluator/answers';
import { ConnectionSet } from '../evaluator/connection-set';
import { groupBy } from '../evaluator/group-by';
import { compareEndpoints, targetId } from '../wording/names';
import { remembered } from '../wording/remembered';

export interface ConnectionChange {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly before: ConnectionSet;
  readonly after: ConnectionSet;
}

export type ChangeKind = 'added' | 'removed' | 'changed';

export function changeKind({ before, after }: ConnectionChange): ChangeKind {
  if (before.hasNoPort()) return 'added';
  return after.hasNoPort() ? 'removed' : 'changed';
}

/** The connections of one source, in their order. */
type Rows = readonly Connection[];

/**
 * Changes by source and destination. Both lists are in the order of their ends: workloads by their ids, ingress
 * controllers, addresses. What says the same in TCP, UDP and SCTP is no change.
 */
export function* connectionChanges(
  before: Iterable<Connection>,
  after: Iterable<Connection>,
): Generator<ConnectionChange> {
  for (const changes of changesBySource(before, after)) yield* changes;
}

/** The same in pieces, some of them empty: one for each source, then, from addresses, one for each destination. */
export function* changesBySource(
  before: Iterable<Connection>,
  after: Iterable<Connection>,
): Generator<readonly ConnectionChange[]> {
  const outside: { readonly before: Connection[]; readonly after: Connection[] } = { before: [], after: [] };
  const inside = (rows: Iterable<Connection>, side: 'before' | 'after'): Iterable<Rows> =>
    bySource(rows, (row) => outside[side].push(row));
  const idOf = remembered(targetId);
  const compare = (a: Endpoint, b: Endpoint): number => compareEndpoints(a, b, idOf);
  const sources = sideBySide(inside(before, 'before'), inside(after, 'after'), ([a], [b]) =>
    a === undefined || b === undefined ? 0 : compare(a.source, b.source),
  );
  for (const [was = [], is = []] of sources) yield [...changesOfSource(was, is, compare)];
  yield* changesFromOutside(outside.before, outside.after);
}

/** Rows of one source each; those whose source are addresses are put aside. */
function* bySource(rows: Iterable<Connection>, putAside: (row: Connection) => void): Generator<Rows> {
  let same: Connection[] = [];
  for (const row of rows) {
    if (row.source.kind === 'addresses') {
      putAside(row);
      continue;
    }
    if (same.length > 0 && same[0]?.source !== row.source) {
      yield same;
      same = [];
    }
    same.push(row);
  }
  if (same.length > 0) yield same;
}

function* changesOfSource(
  before: Rows,
  after: Rows,
  compare: (a: Endpoint, b: Endpoint) => number,
): Generator<ConnectionChange> {
  const source = (before[0] ?? after[0])?.source;
  if (source === undefined) return;
  const pairs = sideBySide(before.filter(leadsInside), after.filter(leadsInside), (a, b) =>
    compare(a.destination, b.destination),
  );
  for (const [was, is] of pairs) {
    const destination = (was ?? is)?.destination;
    const change = { before: was?.allowed ?? ConnectionSet.NONE, after: is?.allowed ?? ConnectionSet.NONE };
    if (destination !== undefined && isChange(change)) yield { source, destination, ...change };
  }
  const outward = (rows: Rows): readonly OutsideRow[] =>
    rows.flatMap(({ destination, allowed }) => outsideRow(destination, allowed));
  for (const { addresses, ...change } of outsideChanges(outward(before), outward(after)))
    yield { source, destination: addresses, ...change };
}

function leadsInside({ destination }: Connection): boolean {
  return destination.kind !== 'addresses';
}

function* changesFromOutside(before: Rows, after: Rows): Generator<readonly ConnectionChange[]> {
  const destinations = new Map(
    [...before, ...after].map(({ destination }) => [targetId(destination), destination]),
  );
  const inward = (rows: Rows): ReadonlyMap<string, readonly OutsideRow[]> => {
    const byDestination = new Map<string, OutsideRow[]>();
    for (const { source, destination, allowed } of rows) {
      const known = byDestination.get(targetId(destination)) ?? [];
      known.push(...outsideRow(source, allowed));
      byDestination.set(targetId(destination), known);
    }
    return byDestination;
  };
  const [was, is] = [inward(before), inward(after)];
  for (const [id, destination] of [...destinations].toSorted(([, a], [, b]) => compareEndpoints(a, b))) {
    yield outsideChanges(was.get(id) ?? [], is.get(id) ?? []).map(({ addresses, ...change }) => ({
      source: addresses,
      destination,
      ...change,
    }));
  }
}

/** What addresses outside may do, to or from the same end. */
interface OutsideRow {
  readonly cidrs: readonly string[];
  readonly allowed: ConnectionSet;
}

interface OutsideChange extends Pick<ConnectionChange, 'before' | 'after'> {
  readonly addresses: Endpoint;
}

function outsideRow(end: Endpoint, allowed: ConnectionSet): readonly OutsideRow[] {
  return end.kind === 'addresses' ? [{ cidrs: end.cidrs, allowed }] : [];
}

/** The two clusters may group addresses differently: pieces are compared that neither cuts through. */
function outsideChanges(
  before: readonly OutsideRow[],
  after: readonly OutsideRow[],
): readonly OutsideChange[] {
  if (outsideKey(before) === outsideKey(after)) return [];
  const [was, is] = [before.map(withAddresses), after.map(withAddresses)];
  const cuts = [...was, ...is].map(({ addresses }) => addresses);
  const pieces = splitAddresses(EVERY_ADDRESS, cuts)
    .map((addresses) => ({ addresses, before: allowedAt(addresses, was), after: allowedAt(addresses, is) }))
    .filter(isChange);
  const alike = groupBy(pieces, ({ before: b, after: a }) => `${b.key()} ${a.key()}`);
  return Array.from(alike.values(), (same) =>
    same.reduce((sum, { addresses }) => ({ ...sum, addresses: unionAddresses(sum.addresses, addresses) })),
  ).map(({ addresses, ...change }) => ({
    addresses: { kind: 'addresses', cidrs: toCidrs(addresses) },
    ...change,
  }));
}

interface AllowedAddresses {
  readonly addresses: AddressSet;
  readonly allowed: ConnectionSet;
}

function withAddresses({ cidrs, allowed }: OutsideRow): AllowedAddresses {
  return { addresses: addressesIn(cidrs), allowed };
}

/** Of addresses that none of the rows cuts through. */
function allowedAt(addresses: AddressSet, rows: readonly AllowedAddresses[]): ConnectionSet {
  const row = rows.find((one) => !isNoAddress(intersectAddresses(one.addresses, addresses)));
  return row?.allowed ?? ConnectionSet.NONE;
}

function outsideKey(rows: readonly OutsideRow[]): string {
  return rows.map(({ cidrs, allowed }) => `${cidrs.join()} ${allowed.key()}`).join(';');
}

function isChange({ before, after }: Pick<ConnectionChange, 'before' | 'after'>): boolean {
  if (before.equals(after)) return false;
  return JSON.stringify(before.toRanges()) !== JSON.stringify(after.toRanges());
}

/** Items of two ordered lists, those that are equal together. */
function* sideBySide<T>(
  left: Iterable<T>,
  right: Iterable<T>,
  compare: (a: T, b: T) => number,
): Generator<readonly [left: T | undefined, right: T | undefined]> {
  const [lefts, rights] = [left[Symbol.iterator](), right[Symbol.iterator]()];
  let [a, b] = [lefts.next(), rights.next()];
  while (a.done !== true || b.done !== true) {
    const order = a.done === true ? 1 : b.done === true ? -1 : compare(a.value, b.value);
    yield [order <= 0 ? a.value : undefined, order >= 0 ? b.value : undefined];
    if (order <= 0) a = lefts.next();
    if (order >= 0) b = rights.next();
  }
}
