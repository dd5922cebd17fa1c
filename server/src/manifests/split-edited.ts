/**
 * Cuts a file into documents anew after an edit, without looking at those that the edit left alone.
 * Knows markers, not what is written between them.
 */
import type { OffsetRange } from './document';
import { END_MARKER, markedDocuments, mayBeJson, START_MARKER } from './split-documents';

/** A text with its documents. */
export interface SplitText {
  readonly text: string;
  readonly ranges: readonly OffsetRange[];
}

export interface EditedSplit {
  /** So many of the documents before the edit are the first ones of the new text, at the same place. */
  readonly front: number;
  /** So many of them are its last ones. */
  readonly back: number;
  /** The documents in between, where they are now. */
  readonly middle: readonly OffsetRange[];
}

/** Together the same as the documents of the text. Undefined where the whole text decides about each of them. */
export function splitEdited(text: string, before: SplitText): EditedSplit | undefined {
  if (mayBeJson(text) || mayBeJson(before.text)) return undefined;
  const shorter = Math.min(text.length, before.text.length);
  const start = commonStart(text, before.text, shorter);
  const end = commonEnd(text, before.text, shorter - start);
  const front = documentsBefore(before, start);
  const back = documentsBehind(before, before.text.length - end);
  const from = before.ranges[front]?.start ?? 0;
  const backStart = before.ranges[before.ranges.length - back]?.start ?? before.text.length;
  const to = backStart + text.length - before.text.length;
  const middle = markedDocuments(text.slice(from, to));
  return {
    front,
    back,
    middle: middle.map((range) => ({ start: range.start + from, end: range.end + from })),
  };
}

/**
 * How many documents end before the text changes. The last one of them may be over or not, depending on what comes
 * behind it.
 */
function documentsBefore({ ranges }: SplitText, change: number): number {
  const whole = ranges.findIndex(({ end }) => end >= change);
  return Math.max(0, whole - 1);
}

/** How many documents follow one that begins with a marker behind the change, and is not over before they begin. */
function documentsBehind({ text, ranges }: SplitText, change: number): number {
  const first = ranges.findIndex(
    ({ start, end }) =>
      start > change && startsWithMarker(text, start) && !endsItself(text.slice(start, end)),
  );
  return first === -1 ? 0 : ranges.length - first - 1;
}

function startsWithMarker(text: string, at: number): boolean {
  START_MARKER.lastIndex = at;
  return START_MARKER.test(text);
}

function endsItself(document: string): boolean {
  return document.search(END_MARKER) !== -1;
}

/** How many characters two texts have in common from their beginning on, at most so many. */
function commonStart(a: string, b: string, most: number): number {
  return longest(most, (from, to) => a.slice(from, to) === b.slice(from, to));
}

/** The same from their end on. */
function commonEnd(a: string, b: string, most: number): number {
  const part = (text: string, from: number, to: number): string =>
    text.slice(text.length - to, text.length - from);
  return longest(most, (from, to) => part(a, from, to) === part(b, from, to));
}

/** Looks for the first difference by halves: engines compare long texts faster than single characters. */
function longest(most: number, isSame: (from: number, to: number) => boolean): number {
  let [same, open] = [0, most];
  while (same < open) {
    const middle = (same + open + 1) >> 1;
    if (isSame(same, middle)) same = middle;
    else open = middle - 1;
  }
  return same;
}
