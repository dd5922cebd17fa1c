/**
 * Takes members out of mappings and puts others in, together with what separates them from their neighbours.
 */
import type { FieldPath, OffsetRange } from '../../manifests/document';
import type { Source } from '../api/place';
import type { FixEdit } from '../rule';
import { columnOf, entryRange, isFlow, lineBreak, lineEnd, lineStart, nextLineStart, textOf } from './layout';
import { writtenValue } from './scalar';

/**
 * The edit that removes the member at a path. Undefined where it stands alone in its mapping, so that the mapping
 * would have to be rewritten, and where a comment stands in between.
 */
export function removalOf(source: Source, path: FieldPath): FixEdit | undefined {
  const entry = isWritten(source, path) ? entryRange(source, path) : undefined;
  if (entry === undefined || isAlone(source, path)) return undefined;
  const range = isFlow(source, path.slice(0, -1)) ? flowRemoval(source, entry) : blockRemoval(source, entry);
  return range && { range, newText: '' };
}

/** A member that a merge key brings is written elsewhere, in another style, and perhaps for others, too. */
function isWritten({ resource }: Source, path: FieldPath): boolean {
  return resource.keysOf(path.slice(0, -1)).some(({ name }) => name === path.at(-1));
}

function isAlone({ resource }: Source, path: FieldPath): boolean {
  return resource.keysOf(path.slice(0, -1)).length < 2;
}

/** An entry or item between braces or brackets, with the comma behind or in front of it. */
export function flowRemoval(source: Source, { start, end }: OffsetRange): OffsetRange | undefined {
  const { text } = source.file;
  const [after = ''] = /^\s*,\s*/u.exec(text.slice(end)) ?? [];
  if (after !== '') return { start, end: end + after.length };
  const [before = ''] = /,\s*$/u.exec(text.slice(0, start)) ?? [];
  return before === '' ? undefined : { start: start - before.length, end };
}

/** Whole lines; behind a dash, everything up to the next key. */
function blockRemoval(source: Source, { start, end }: OffsetRange): OffsetRange | undefined {
  const { text } = source.file;
  const from = lineStart(text, start);
  const rest = nextLineStart(text, end);
  const before = textOf(source, { start: from, end: start });
  if (before.trim() === '') return { start: from, end: rest };
  const [gap = ''] = /^[ \t]*\r?\n[ ]*/u.exec(text.slice(end)) ?? [];
  const next = end + gap.length;
  return gap !== '' && next - rest === start - from && /[^\s#-]/u.test(text[next] ?? '')
    ? { start, end: next }
    : undefined;
}

/**
 * The edit that writes a new member in front of the one at a path, in its style: on a line of its own, or separated by
 * a comma. `value` is flow style; in JSON its words have to be in quotes already. A member that is there without a value
 * gets this one.
 */
export function insertionBefore(
  source: Source,
  path: FieldPath,
  key: string,
  value: string,
): FixEdit | undefined {
  const next = source.resource.locate(path)?.key;
  if (next === undefined || !isWritten(source, path)) return undefined;
  const known = [...path.slice(0, -1), key];
  if (source.resource.locate(known) !== undefined) return writtenValue(source, known, value);
  const { text } = source.file;
  const start = lineStart(text, next.start);
  const indent = text.slice(start, next.start);
  if (isFlow(source, path.slice(0, -1))) {
    const name = text[next.start] === '"' ? `"${key}"` : key;
    return { range: { start: next.start, end: next.start }, newText: `${name}: ${value}, ` };
  }
  const newText = `${key}: ${value}${lineBreak(text)}${' '.repeat(indent.length)}`;
  return { range: { start: next.start, end: next.start }, newText };
}

/** The same behind the one at a path, which must be a scalar. */
export function insertionBehind(
  source: Source,
  path: FieldPath,
  key: string,
  value: string,
): FixEdit | undefined {
  const known = [...path.slice(0, -1), key];
  if (source.resource.locate(known) !== undefined) return writtenValue(source, known, value);
  const before = source.resource.locate(path);
  if (before?.key === undefined || before.value.end <= before.value.start) return undefined;
  if (!isWritten(source, path)) return undefined;
  const { text } = source.file;
  if (isFlow(source, path.slice(0, -1))) {
    const quote = text[before.key.start] === '"' ? '"' : '';
    const range = { start: before.value.end, end: before.value.end };
    return { range, newText: `, ${quote}${key}${quote}: ${quote}${value}${quote}` };
  }
  const end = lineEnd(text, before.value.end);
  const indent = ' '.repeat(columnOf(text, before.key.start));
  return { range: { start: end, end }, newText: `${lineBreak(text)}${indent}${key}: ${value}` };
}
