/**
 * Which of the documents of a file an offset is in, without looking at all of them.
 */
import type { ManifestDocument } from './document';

/** At the border between two documents the offset belongs to the later one; behind the last one to that. */
export function documentAt(
  documents: readonly ManifestDocument[],
  offset: number,
): ManifestDocument | undefined {
  let [from, to] = [0, documents.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((documents[middle]?.range.start ?? 0) <= offset) from = middle;
    else to = middle;
  }
  return documents[from];
}
