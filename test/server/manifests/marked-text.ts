/**
 * Fixtures that mark places in their text: `«` and `»` around a range, nested if need be.
 */
import type { OffsetRange } from '../../../server/src/manifests/document';

export interface MarkedText {
  /** Without the marks. */
  readonly text: string;
  /** The marked ranges in the order in which they begin. */
  readonly ranges: readonly OffsetRange[];
}

export function marked(source: string): MarkedText {
  let text = '';
  const open: number[] = [];
  const ranges: { start: number; end: number }[] = [];
  for (const character of source) {
    if (character === '«') {
      open.push(ranges.length);
      ranges.push({ start: text.length, end: text.length });
    } else if (character === '»') {
      const range = ranges[open.pop() ?? -1];
      if (range === undefined) throw new Error(`» without «: ${source}`);
      range.end = text.length;
    } else text += character;
  }
  if (open.length > 0) throw new Error(`« without »: ${source}`);
  return { text, ranges };
}

/** The text with a range marked, to compare places as text. */
export function mark(text: string, { start, end }: OffsetRange): string {
  return `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;
}
