/**
 * The objects of all files: those of one name together, each kind in the order of the files. An edit changes the lists
 * of those kinds only whose objects it touched. Knows which objects there are, not which of one name is to be believed.
 */
import type { SourceRef } from '../evaluator/model';
import type { Entry } from './entry';
import { homeOf, identityOf } from './entry-name';

/** All that is written of one object, in the order of the files. Never changes; an edit makes another. */
export interface Slot {
  readonly entries: readonly [Entry, ...Entry[]];
}

export type Kind = Entry['kind'];

/** What the files hold at one moment. What an edit leaves alone is the same object before and after it. */
export interface Listing {
  /** Of each kind, in the order of the files. */
  readonly slots: ReadonlyMap<Kind, readonly Slot[]>;
  /** The slots of what is written more than once. */
  readonly contested: readonly Slot[];
  /** The namespaces in which policies, Services and workloads are, by name. */
  readonly namespaces: readonly string[];
}

export interface Roster {
  /** Takes entries out and others in. */
  replace(gone: Iterable<Entry>, come: Iterable<Entry>): void;
  listing(): Listing;
  /** Another one that goes its own way from here. */
  copy(): Roster;
}

interface State {
  readonly byIdentity: Map<string, Slot>;
  /** How many slots are in each namespace. */
  readonly inNamespace: Map<string, number>;
  listing: Listing;
}

export function createRoster(): Roster {
  const listing: Listing = { slots: new Map(), contested: [], namespaces: [] };
  return rosterOf({ byIdentity: new Map(), inNamespace: new Map(), listing });
}

function rosterOf(state: State): Roster {
  return {
    replace(gone, come) {
      const groups = regrouped(state.byIdentity, gone, come);
      const changes = Array.from(groups, ([identity, entries]): SlotChange => {
        return { identity, before: state.byIdentity.get(identity), now: slotOf(entries) };
      });
      if (changes.length > 0) state.listing = nextListing(state, changes);
    },
    listing: () => state.listing,
    copy: () =>
      rosterOf({
        byIdentity: new Map(state.byIdentity),
        inNamespace: new Map(state.inNamespace),
        listing: state.listing,
      }),
  };
}

interface SlotChange {
  readonly identity: string;
  readonly before: Slot | undefined;
  readonly now: Slot | undefined;
}

/** The entries of each name among which some came or went. */
function regrouped(
  slots: ReadonlyMap<string, Slot>,
  gone: Iterable<Entry>,
  come: Iterable<Entry>,
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  const groupOf = (entry: Entry): Entry[] => {
    const identity = identityOf(entry);
    const group = groups.get(identity) ?? [...(slots.get(identity)?.entries ?? [])];
    groups.set(identity, group);
    return group;
  };
  for (const entry of gone) {
    const group = groupOf(entry);
    group.splice(group.indexOf(entry), 1);
  }
  for (const entry of come) groupOf(entry).push(entry);
  return groups;
}

function slotOf(entries: readonly Entry[]): Slot | undefined {
  const [first, ...others] = entries.toSorted((a, b) => comparePlaces(a.source, b.source));
  return first && { entries: [first, ...others] };
}

function nextListing({ byIdentity, inNamespace, listing }: State, changes: readonly SlotChange[]): Listing {
  for (const { identity, now } of changes) {
    if (now === undefined) byIdentity.delete(identity);
    else byIdentity.set(identity, now);
  }
  const slots = new Map(listing.slots);
  for (const kind of new Set(changes.flatMap(({ before, now }) => (now ?? before)?.entries[0].kind ?? []))) {
    const ofKind = changes.filter(({ before, now }) => (now ?? before)?.entries[0].kind === kind);
    slots.set(kind, exchanged(listing.slots.get(kind) ?? [], ofKind));
  }
  const isContested = (slot: Slot | undefined): boolean => (slot?.entries.length ?? 0) > 1;
  const disputes = changes.map(({ before, now, ...change }) => ({
    ...change,
    before: isContested(before) ? before : undefined,
    now: isContested(now) ? now : undefined,
  }));
  return {
    slots,
    contested: exchanged(listing.contested, disputes),
    namespaces: counted(inNamespace, changes) ? [...inNamespace.keys()].toSorted() : listing.namespaces,
  };
}

/** Slots in their order, some of them exchanged. The same list when none is. */
function exchanged(
  slots: readonly Slot[],
  changes: readonly Pick<SlotChange, 'before' | 'now'>[],
): readonly Slot[] {
  const gone = new Set(changes.flatMap(({ before }) => before ?? []));
  const come = changes.flatMap(({ now }) => now ?? []).toSorted(compareSlots);
  if (gone.size === 0 && come.length === 0) return slots;
  return merged(gone.size === 0 ? slots : slots.filter((slot) => !gone.has(slot)), come);
}

/** Both lists are in order. Few are merged into many, as a rule. */
function merged(slots: readonly Slot[], come: readonly Slot[]): readonly Slot[] {
  let from = 0;
  const parts = come.map((slot) => {
    const start = from;
    from = placeFor(slot, slots, start);
    return [...slots.slice(start, from), slot];
  });
  return [...parts.flat(), ...slots.slice(from)];
}

/** Where a slot belongs among others, the first of which are known to stand before it. */
function placeFor(slot: Slot, slots: readonly Slot[], first: number): number {
  let [from, to] = [first, slots.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = slots[middle];
    if (other !== undefined && compareSlots(other, slot) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

function compareSlots(a: Slot, b: Slot): number {
  return comparePlaces(a.entries[0].source, b.entries[0].source);
}

function comparePlaces(a: SourceRef, b: SourceRef): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.resource - b.resource;
}

/** Counts who is in which namespace, and tells whether one came or went. */
function counted(inNamespace: Map<string, number>, changes: readonly SlotChange[]): boolean {
  const add = (slot: Slot | undefined, amount: 1 | -1): boolean => {
    const namespace = slot && homeOf(slot.entries[0]);
    if (namespace === undefined) return false;
    const before = inNamespace.get(namespace) ?? 0;
    if (before + amount === 0) inNamespace.delete(namespace);
    else inNamespace.set(namespace, before + amount);
    return before === 0 || before + amount === 0;
  };
  return changes
    .map(({ before, now }) => [add(now, 1), add(before, -1)])
    .flat()
    .includes(true);
}
