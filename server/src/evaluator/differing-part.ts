/**
 * Where two lists differ, when an edit made one of the other: what stands before and behind it is the same in both.
 */

/** The items from `start` on, up to `oldEnd` of the one list and `newEnd` of the other. */
export interface DifferingPart {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** What is left of two lists without what they have in common at the beginning and at the end. */
export function differingPart<A, B = A>(
  before: readonly A[],
  now: readonly B[],
  isSame: (old: A | undefined, young: B | undefined) => boolean = isSameObject,
): DifferingPart {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && isSame(before[start], now[start])) start++;
  let [oldEnd, newEnd] = [before.length, now.length];
  while (oldEnd > start && newEnd > start && isSame(before[oldEnd - 1], now[newEnd - 1])) {
    oldEnd--;
    newEnd--;
  }
  return { start, oldEnd, newEnd };
}

/** The items that are in one of the lists only, as far as the order of the others is the same. */
export function differingItems<T>(
  before: readonly T[],
  now: readonly T[],
): { readonly gone: readonly T[]; readonly come: readonly T[] } {
  if (before === now) return { gone: [], come: [] };
  const { start, oldEnd, newEnd } = differingPart(before, now);
  return { gone: before.slice(start, oldEnd), come: now.slice(start, newEnd) };
}

function isSameObject(a: unknown, b: unknown): boolean {
  return a === b;
}
