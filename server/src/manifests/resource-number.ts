/**
 * Numbers of documents and resources in their file: later ones have higher numbers, and nobody's number changes when
 * documents come and go around it.
 */

/** Numbers that each document has for its resources: more than fit into one. */
const NUMBERS = 2 ** 22;

/** Numbers of documents are between this and its negative, so that those of resources are exact. */
const MOST = 2 ** 31;

/** How far the documents of a new file are apart at most: between two there is room for others. */
const WIDEST_GAP = 2 ** 16;

/** The number of the `nth` resource of a document. */
export function resourceNumber(document: number, nth: number): number {
  return document * NUMBERS + nth;
}

/** The reverse of {@link resourceNumber}. */
export function placeOfResource(number: number): { readonly document: number; readonly nth: number } {
  const document = Math.floor(number / NUMBERS);
  return { document, nth: number - document * NUMBERS };
}

/** Numbers for so many documents of a new file. */
export function spreadNumbers(amount: number): readonly number[] {
  const gap = Math.min(WIDEST_GAP, Math.floor(MOST / amount));
  return Array.from({ length: amount }, (_, nth) => nth * gap);
}

/**
 * Numbers for so many documents that come between two others, before the first one or behind the last. Undefined where
 * there are not so many.
 */
export function numbersBetween(
  below: number | undefined,
  above: number | undefined,
  amount: number,
): readonly number[] | undefined {
  const width = (amount + 1) * WIDEST_GAP;
  const start = below ?? Math.max(-MOST, (above ?? 0) - width);
  const end = above ?? Math.min(MOST, start + width);
  const gap = Math.floor((end - start) / (amount + 1));
  if (gap < 1 && amount > 0) return undefined;
  return Array.from({ length: amount }, (_, nth) => start + (nth + 1) * gap);
}
