/**
 * Cuts a file into YAML documents by its markers alone, so that a change costs one document and not the file.
 * Knows lines, not what is written on them.
 */
import type { OffsetRange } from './document';

/**
 * `---` and `...` are markers wherever they start a line and a blank or the line's end follows, within quotes and
 * block scalars too (YAML 1.2, 9.1.2 and 9.1.4).
 */
const MARKER = /(?<![^\r\n])(?:---|\.\.\.)(?![^ \t\r\n])/gu;

/** A line that may stand in front of a document without beginning it: blank, a comment, or a directive. */
const PREAMBLE_LINE = /(?:[ \t]*(?:#[^\r\n]*)?|%[^\r\n]*)(?:\r\n?|\n|$)/uy;

const REST_OF_LINE = /[^\r\n]*(?:\r\n?|\n|$)/uy;

/**
 * The documents of a file, in order. Together they cover the whole text: comments and directives belong to the
 * document they stand in front of, what follows the last document's end belongs to that one. A text without any
 * document is one empty document.
 */
export function splitDocuments(text: string): readonly OffsetRange[] {
  const markers = [...text.matchAll(MARKER)].map(({ 0: sign, index }) => ({ index, starts: sign === '---' }));
  const cuts: number[] = [];
  let isOpen = afterPreamble(text, 0) < (markers[0]?.index ?? text.length);
  markers.forEach(({ index, starts }, nth) => {
    const behind = afterMatch(REST_OF_LINE, text, index);
    if (isOpen) cuts.push(starts ? index : behind);
    const next = markers[nth + 1]?.index ?? text.length;
    isOpen = starts || afterPreamble(text, behind) < next;
  });
  const ends = isOpen || cuts.length === 0 ? [...cuts, text.length] : [...cuts.slice(0, -1), text.length];
  return ends.map((end, nth) => ({ start: ends[nth - 1] ?? 0, end }));
}

/** The start of the first line at or behind `from` that is no preamble. */
function afterPreamble(text: string, from: number): number {
  let at = from;
  for (
    let next = afterMatch(PREAMBLE_LINE, text, at);
    next > at;
    next = afterMatch(PREAMBLE_LINE, text, at)
  ) {
    at = next;
  }
  return at;
}

function afterMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
