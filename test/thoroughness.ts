/**
 * How much is tried of what could be tried without end: a little while one works, more where `PODREACH_RUNS` says so,
 * as CI does.
 */

const wanted = process.env['PODREACH_RUNS'];

/** How many generated clusters each property of the evaluator is tried on. */
export const RUNS = Number(wanted ?? 100);

/** How many of so many cases one is taken from; all are where it is to be thorough. */
export function oneOf(cases: number): number {
  return wanted === undefined ? cases : 1;
}

/** So many where it is to be thorough, and a tenth of them where it is not. */
export function many(count: number): number {
  return Math.ceil(count / oneOf(10));
}

/** Each nth of the items. Whoever counts `turn` up gets all of them in the end. */
export function eachNth<T>(items: readonly T[], nth: number, turn: number): readonly T[] {
  return items.filter((_, index) => index % nth === turn % nth);
}
