/**
 * Lists made of the pieces of earlier ones wherever they say the same, so that what was computed from a piece, or from a
 * whole list of them, goes on counting.
 */
import type { SourceRef } from '../evaluator/model';
import { sameItems } from './derived';
import { sameModel } from './same-model';

/** The same items; the list as it was `before` when it holds just these. */
export function sharedList<T>(now: readonly T[], before: readonly T[] | undefined): readonly T[] {
  return before !== undefined && sameItems(now, before) ? before : now;
}

/** The same list, of items as they were `before` where they say the same. */
export function sharedItems<T extends { readonly source: SourceRef }>(
  now: readonly T[],
  before: readonly T[] = [],
): readonly T[] {
  if (sameItems(now, before)) return before;
  const bySource = new Map(before.map((item) => [item.source, item]));
  return sharedList(
    now.map((item) => shared(item, bySource.get(item.source))),
    before,
  );
}

/** The same map, likewise. */
export function sharedEntries<V>(
  now: ReadonlyMap<string, V>,
  before: ReadonlyMap<string, V> = new Map(),
): ReadonlyMap<string, V> {
  const entries = Array.from(now, ([name, value]) => [name, shared(value, before.get(name))] as const);
  return sameItems(entries.flat(), [...before].flat()) ? before : new Map(entries);
}

function shared<T>(now: T, before: T | undefined): T {
  return before !== undefined && sameModel(before, now) ? before : now;
}
