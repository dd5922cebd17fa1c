/**
 * Finds a document of a file without looking at all of them.
 */
import type { ManifestDocument } from './document';

/** At the border between two documents the offset belongs to the later one; behind the last one to that. */
export function documentAt<D extends ManifestDocument>(
  documents: readonly D[],
  offset: number,
): D | undefined {
  return lastOf(documents, ({ range }) => range.start <= offset);
}

/** The document whose body has this number. */
export function documentNumbered<D extends ManifestDocument>(
  documents: readonly D[],
  number: number,
): D | undefined {
  const found = lastOf(documents, ({ body }) => body.number <= number);
  return found?.body.number === number ? found : undefined;
}

/** The last of those at the beginning for which it holds, or the first item. */
export function lastOf<T>(items: readonly T[], holds: (item: T) => boolean): T | undefined {
  let [from, to] = [0, items.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) from = middle;
    else to = middle;
  }
  return items[from];
}
