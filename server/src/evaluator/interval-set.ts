/**
 * Sets of whole numbers as sorted intervals, for ports and for addresses alike.
 * Knows neither: it only compares.
 */

/**
 * A set written as the points where membership flips, ascending: `[1, 5, 8, 9]` holds 1 to 4, and 8.
 * Half-open intervals need no arithmetic, so that one algebra serves numbers and bigints.
 */
export type IntervalSet<T extends number | bigint> = readonly T[];

/** Combines two sets point by point; `keep` says whether a point is in the result. */
function combine<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
  keep: (inA: boolean, inB: boolean) => boolean,
): IntervalSet<T> {
  const result: T[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const point = smaller(a[i], b[j]);
    if (point === undefined) return result;
    if (a[i] === point) i++;
    if (b[j] === point) j++;
    const inside = keep(i % 2 === 1, j % 2 === 1);
    if (inside !== (result.length % 2 === 1)) result.push(point);
  }
}

function smaller<T extends number | bigint>(x: T | undefined, y: T | undefined): T | undefined {
  if (x === undefined) return y;
  if (y === undefined) return x;
  return x < y ? x : y;
}

export function unionIntervals<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
): IntervalSet<T> {
  return combine(a, b, (inA, inB) => inA || inB);
}

export function intersectIntervals<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
): IntervalSet<T> {
  return combine(a, b, (inA, inB) => inA && inB);
}

export function subtractIntervals<T extends number | bigint>(
  a: IntervalSet<T>,
  b: IntervalSet<T>,
): IntervalSet<T> {
  return combine(a, b, (inA, inB) => inA && !inB);
}

export function equalIntervals<T extends number | bigint>(a: IntervalSet<T>, b: IntervalSet<T>): boolean {
  return a === b || (a.length === b.length && a.every((point, index) => point === b[index]));
}

/** The intervals as pairs of first point and first point behind. */
export function* intervalsOf<T extends number | bigint>(set: IntervalSet<T>): Generator<readonly [T, T]> {
  for (let i = 0; i + 1 < set.length; i += 2) {
    const start = set[i];
    const end = set[i + 1];
    if (start !== undefined && end !== undefined) yield [start, end];
  }
}
