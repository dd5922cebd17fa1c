/**
 * Cuts a file into YAML documents by its markers alone, so that a change costs one document and not the file.
 * Knows lines, not what is written on them.
 */
import type { OffsetRange } from './document';
import { isJsonText } from './source-text';

/**
 * `---` and `...` are markers wherever they start a line and a blank or the line's end follows, within quotes and
 * block scalars too (YAML 1.2, 9.1.2 and 9.1.4). kubectl takes a comment right behind `---`, too.
 */
const MARKER = /(?<![^\r\n])(?:---(?![^ \t\r\n#])|\.\.\.(?![^ \t\r\n]))/gu;

/** The marker of a document's start, where a line starts. */
export const START_MARKER = /---(?![^ \t\r\n#])/uy;

/** The marker of a document's end. */
export const END_MARKER = /(?<![^\r\n])\.\.\.(?![^ \t\r\n])/u;

/** A line that may stand in front of a document without beginning it: blank, a comment, or a directive. */
const PREAMBLE_LINE = /(?:[ \t]*(?:#[^\r\n]*)?|%[^\r\n]*)(?:\r\n?|\n|$)/uy;

const REST_OF_LINE = /[^\r\n]*(?:\r\n?|\n|$)/uy;

/**
 * The documents of a file, in order. Together they cover the whole text: comments and directives belong to the
 * document they stand in front of, what follows the last document's end belongs to that one. A text without any
 * document is one empty document.
 */
export function splitDocuments(text: string): readonly OffsetRange[] {
  return jsonObjects(text) ?? markedDocuments(text);
}

/** Objects of JSON that follow each other without a marker, as `jq -c` writes them; undefined for anything else. */
function jsonObjects(text: string): readonly OffsetRange[] | undefined {
  if (!mayBeJson(text) || !/\}\s*\{/u.test(text)) return undefined;
  const ends: number[] = [];
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(JSON_TOKEN)) {
    if (token === '{') depth++;
    if (token === '}' && --depth === 0) ends.push(index + 1);
  }
  const cuts = [...ends.slice(0, -1), text.length];
  const ranges = cuts.map((end, nth) => ({ start: cuts[nth - 1] ?? 0, end }));
  return ranges.length > 1 && ranges.every(({ start, end }) => isJsonText(text.slice(start, end)))
    ? ranges
    : undefined;
}

/** Whether it begins as objects of JSON do. */
export function mayBeJson(text: string): boolean {
  return /^\s*\{/u.test(text);
}

/** Braces, and strings, which may have braces in them. */
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|[{}]/gu;

/** The documents between markers, whatever they hold. */
export function markedDocuments(text: string): readonly OffsetRange[] {
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

/** Whether a document begins with `---`, be it behind comments and directives. */
export function hasStartMarker(document: string): boolean {
  START_MARKER.lastIndex = afterPreamble(document, 0);
  return START_MARKER.test(document);
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
