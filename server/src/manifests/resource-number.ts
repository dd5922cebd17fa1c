/**
 * Numbers of resources in their file: by document, so that a change of one document leaves those of all others alone.
 */

/** Numbers that each document has for its resources: more than fit into one. */
const NUMBERS = 2 ** 22;

/** The number of the `nth` resource of a document. Later ones have higher numbers. */
export function resourceNumber(document: number, nth: number): number {
  return document * NUMBERS + nth;
}

/** The reverse of {@link resourceNumber}. */
export function placeOfResource(number: number): { readonly document: number; readonly nth: number } {
  return { document: Math.floor(number / NUMBERS), nth: number % NUMBERS };
}
