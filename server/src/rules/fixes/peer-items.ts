/**
 * Joins two items of a list of mappings into one, and makes two of one. Comments, style and line ends stay; where the
 * layout is too unusual for a tidy edit, there is none.
 */
import type { FieldKey, FieldPath, OffsetRange } from '../../manifests/document';
import type { Source } from '../api/place';
import type { FixEdit } from '../rule';
import {
  columnOf,
  hasProperties,
  lineBreak,
  lineEnd,
  lineStart,
  nextLineStart,
  shiftLine,
  shiftLines,
  textOf,
} from './layout';

/** An item of a list as it is written. */
interface Item {
  readonly dash: OffsetRange | undefined;
  readonly value: OffsetRange;
  readonly keys: readonly FieldKey[];
  readonly isFlow: boolean;
}

/** Joins an item with the one right behind it. Keys must not occur in both. */
export function mergeItems(
  source: Source,
  first: FieldPath,
  second: FieldPath,
): readonly FixEdit[] | undefined {
  const a = itemAt(source, first);
  const b = itemAt(source, second);
  if (a === undefined || b === undefined || a.isFlow !== b.isFlow || sharesKeys(a, b)) return undefined;
  const edit = a.isFlow ? mergeFlow(source, a, b) : mergeBlock(source, a, b);
  return edit && [edit];
}

function itemAt(source: Source, path: FieldPath): Item | undefined {
  const location = source.resource.locate(path);
  const shape = source.resource.shapeOf(path);
  const keys = source.resource.keysOf(path);
  if (location === undefined || hasProperties(source, path) || keys.some(({ name }) => name === '<<')) {
    return undefined;
  }
  if (shape !== 'block-map' && shape !== 'flow-map') return undefined;
  return { dash: location.dash, value: location.value, keys, isFlow: shape === 'flow-map' };
}

function sharesKeys(a: Item, b: Item): boolean {
  return a.keys.some(({ name }) => b.keys.some((other) => other.name === name));
}

/** The keys of the second item line up with those of the first; comments between the two move along. */
function mergeBlock({ file: { text } }: Source, a: Item, b: Item): FixEdit | undefined {
  if (b.dash === undefined || !isFirstOnLine(text, b.dash.start)) return undefined;
  const column = columnOf(text, a.value.start);
  const from = nextLineStart(text, a.value.end);
  const between = text.slice(from, lineStart(text, b.dash.start));
  const comments = shiftEachLine(between, column - columnOf(text, b.dash.start));
  const own = text.slice(b.value.start, b.value.end);
  const moved = ' '.repeat(column) + shiftLines(own, column - columnOf(text, b.value.start));
  const dashLine = text.slice(b.dash.end, b.value.start);
  // A comment behind the dash would be lost.
  if (dashLine.trim() !== '') return undefined;
  return { range: { start: from, end: b.value.end }, newText: comments + moved };
}

function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

function shiftEachLine(lines: string, columns: number): string {
  return lines
    .split('\n')
    .map((line) => shiftLine(line, columns))
    .join('\n');
}

/** Takes out the braces between the members of both, and what separated the items. */
function mergeFlow({ file: { text } }: Source, a: Item, b: Item): FixEdit | undefined {
  const last = a.keys.at(-1);
  const [next] = b.keys;
  if (last === undefined || next === undefined) return undefined;
  const range = { start: last.value.end, end: next.key.start };
  const [, blank] = /^\s*(?:,\s*)?\}\s*(?:[,-]\s*)?\{(\s*)$/u.exec(text.slice(range.start, range.end)) ?? [];
  if (blank === undefined) return undefined;
  return { range, newText: `,${blank.includes('\n') ? blank : ' '}` };
}

/** Makes an item of its own of a key and those behind it. Undefined for the first key. */
export function splitItem(source: Source, path: FieldPath, key: string): readonly FixEdit[] | undefined {
  const item = itemAt(source, path);
  const index = item?.keys.findIndex(({ name }) => name === key) ?? -1;
  const before = item?.keys[index - 1];
  const behind = item?.keys[index];
  if (item === undefined || before === undefined || behind === undefined) return undefined;
  const edit = item.isFlow ? splitFlow(source, item, before, behind) : splitBlock(source, item, behind);
  return edit && [edit];
}

function splitBlock(
  { file: { text } }: Source,
  { dash, value }: Item,
  { key }: FieldKey,
): FixEdit | undefined {
  if (dash === undefined || !isFirstOnLine(text, key.start)) return undefined;
  if (lineStart(text, dash.start) !== lineStart(text, value.start)) return undefined;
  const column = columnOf(text, dash.start);
  const blanks = columnOf(text, key.start) - column - 1;
  if (blanks < 1) return undefined;
  const range = { start: lineStart(text, key.start), end: key.start };
  return { range, newText: `${' '.repeat(column)}-${' '.repeat(blanks)}` };
}

function splitFlow(source: Source, item: Item, before: FieldKey, behind: FieldKey): FixEdit | undefined {
  const range = { start: before.value.end, end: behind.key.start };
  const gap = textOf(source, range);
  if (!/^\s*,\s*$/u.test(gap)) return undefined;
  const { text } = source.file;
  const indent = `${lineBreak(text)}${' '.repeat(columnOf(text, (item.dash ?? item.value).start))}`;
  if (item.dash !== undefined) return { range, newText: `}${indent}- {` };
  const [, blank = ''] = /,(\s*)$/u.exec(gap) ?? [];
  return { range, newText: blank.includes('\n') ? `${indent}},${indent}{${blank}` : '}, {' };
}

/** Puts a comment on a line of its own above the line of an offset. Undefined in JSON, which has no comments. */
export function commentAbove(source: Source, offset: number, comment: string): FixEdit | undefined {
  const { file, resource } = source;
  const document = textOf(source, resource.document.range);
  if (/^\s*[{[]/u.test(document)) return undefined;
  const start = lineStart(file.text, offset);
  const indent = /^ */u.exec(file.text.slice(start, lineEnd(file.text, offset)))?.[0] ?? '';
  return { range: { start, end: start }, newText: `${indent}${comment}${lineBreak(file.text)}` };
}
