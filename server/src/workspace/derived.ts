/**
 * Values that are computed from others, again and again: anew only when those are others.
 */

export interface Derived<T> {
  readonly value: T;
  readonly from: readonly unknown[];
}

/** The value as it was `before` when it comes from the same; `compute` may take parts of the former one. */
export function derived<T>(
  from: readonly unknown[],
  before: Derived<T> | undefined,
  compute: (before: T | undefined) => T,
): Derived<T> {
  return before !== undefined && sameItems(before.from, from)
    ? before
    : { value: compute(before?.value), from };
}

/** Whether two lists hold the same objects in the same order. */
export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, nth) => item === b[nth]));
}
