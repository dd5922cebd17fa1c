/**
 * Moves keys of block style one level in or out, with everything below them.
 */
import type { FieldKey, FieldPath, OffsetRange } from '../../manifests/document';
import type { Source } from '../api/place';
import type { FixEdit } from '../rule';
import { removalOf } from './member';
import {
  columnOf,
  isFlow,
  lineBreak,
  lineEnd,
  lineStart,
  nextLineStart,
  shiftLine,
  shiftLines,
} from './layout';

/** How far this resource indents, told from its spec. */
export function indentStep({ file: { text }, resource }: Source): number {
  const spec = resource.locate(['spec'])?.key;
  const [first] = resource.keysOf(['spec']);
  if (spec === undefined || first === undefined) return 2;
  const step = columnOf(text, first.key.start) - columnOf(text, spec.start);
  return step > 0 && step <= 8 ? step : 2;
}

/** From the line of the first key to the end of the last value. */
export function linesOf({ file: { text } }: Source, first: FieldKey, last: FieldKey): OffsetRange {
  return { start: lineStart(text, first.key.start), end: last.value.end };
}

/** Moves whole lines to the right; with a dash, the first of them becomes an item of a list. */
export function indented(
  { file: { text } }: Source,
  range: OffsetRange,
  columns: number,
  dash: boolean,
): FixEdit {
  const lines = text
    .slice(range.start, range.end)
    .split('\n')
    .map((line) => shiftLine(line, columns));
  const moved = lines.join('\n');
  const at = moved.search(/\S/u);
  const newText = dash && at >= 2 ? `${moved.slice(0, at - 2)}- ${moved.slice(at)}` : moved;
  return { range, newText };
}

/** Where an entry that is taken out of a mapping goes, and how it is written there. */
interface Target {
  readonly column: number;
  /** Column of a dash in front of it. */
  readonly dash?: number | undefined;
  /** Put above the dash. */
  readonly comment?: string | undefined;
}

/**
 * Takes a member out of the mapping it is in, and puts it behind that mapping. Undefined where lines hold something
 * else besides it.
 */
export function movedOut(
  source: Source,
  owner: FieldPath,
  key: string,
  target: Target,
): readonly FixEdit[] | undefined {
  const { file, resource } = source;
  const { text } = file;
  const keys = resource.keysOf(owner);
  const index = keys.findIndex(({ name }) => name === key);
  const entry = keys[index];
  const last = keys.at(-1);
  const outer = resource.locate(owner);
  if (entry === undefined || last === undefined || outer?.key === undefined) return undefined;
  if (isFlow(source, owner)) return movedOutOfFlow(source, owner, entry, target);
  if (!isAloneOnLines(text, entry)) return undefined;
  const newText = entryText(text, entry, target);
  const lines = { start: lineStart(text, entry.key.start), end: entry.value.end };
  if (keys.length === 1) return [emptied(text, outer.key), { range: lines, newText }];
  if (entry === last) return [{ range: lines, newText }];
  const end = lineEnd(text, last.value.end);
  const comment = text.slice(lines.end, lineEnd(text, lines.end));
  return [
    { range: { start: lines.start, end: nextLineStart(text, lines.end) }, newText: '' },
    { range: { start: end, end }, newText: lineBreak(text) + newText + comment },
  ];
}

/**
 * Takes a member out of a mapping in an item of a list, and makes it an item of its own behind that one, perhaps under a
 * comment.
 */
export function movedToOwnItem(
  source: Source,
  owner: FieldPath,
  key: string,
  comment?: string,
): readonly FixEdit[] | undefined {
  const { file, resource } = source;
  const item = owner.slice(0, -1);
  const { dash } = resource.locate(item) ?? {};
  const outer = resource.locate(owner)?.key;
  const dashColumn = dash && columnOf(file.text, dash.start);
  if (isFlow(source, item)) return movedToFlowItem(source, owner, key, { dash: dashColumn, comment });
  const isLast = resource.keysOf(item).at(-1)?.name === owner.at(-1);
  if (!isLast || dashColumn === undefined || outer === undefined) return undefined;
  const target = { column: columnOf(file.text, outer.start), dash: dashColumn, comment };
  return movedOut(source, owner, key, target);
}

/** The item is in braces; so is the new one. */
function movedToFlowItem(
  source: Source,
  owner: FieldPath,
  key: string,
  { dash, comment }: Pick<Target, 'dash' | 'comment'>,
): readonly FixEdit[] | undefined {
  const { text } = source.file;
  const entry = source.resource.keysOf(owner).find(({ name }) => name === key);
  const outer = source.resource.locate(owner)?.value;
  const item = source.resource.locate(owner.slice(0, -1))?.value;
  if (entry === undefined || outer === undefined || item === undefined) return undefined;
  const member = text.slice(entry.key.start, entry.value.end);
  // Where all of the list is in brackets, there is no line for a comment about one item.
  if (/[\r\n]/u.test(member) || (dash === undefined && comment !== undefined)) return undefined;
  const removal = removalOf(source, [...owner, key]) ?? { range: outer, newText: '{}' };
  const at = dash === undefined ? item.end : lineEnd(text, item.end);
  const before =
    dash === undefined
      ? ', '
      : `${lineBreak(text)}${commentLine(text, { dash, comment })}${' '.repeat(dash)}- `;
  return [removal, { range: { start: at, end: at }, newText: `${before}{${member}}` }];
}

function movedOutOfFlow(
  source: Source,
  owner: FieldPath,
  entry: FieldKey,
  target: Target,
): readonly FixEdit[] | undefined {
  const { text } = source.file;
  const outer = source.resource.locate(owner)?.value;
  const newText = entryText(text, entry, target);
  const isOnOneLine = !/[\r\n]/u.test(text.slice(entry.key.start, entry.value.end));
  if (outer === undefined || !isOnOneLine) return undefined;
  const removal = removalOf(source, [...owner, entry.name]) ?? { range: outer, newText: '{}' };
  if (isFlow(source, owner.slice(0, -1))) {
    const end = { start: outer.end, end: outer.end };
    return target.dash === undefined
      ? [removal, { range: end, newText: `, ${newText.trimStart()}` }]
      : undefined;
  }
  const end = lineEnd(text, outer.end);
  return [removal, { range: { start: end, end }, newText: lineBreak(text) + newText }];
}

function isAloneOnLines(text: string, { key, value }: FieldKey): boolean {
  const before = text.slice(lineStart(text, key.start), key.start);
  const behind = text.slice(value.end, lineEnd(text, value.end));
  return before.trim() === '' && /^\s*(?:#.*)?$/u.test(behind);
}

function commentLine(text: string, { dash = 0, comment }: Pick<Target, 'dash' | 'comment'>): string {
  return comment === undefined ? '' : `${' '.repeat(dash)}${comment}${lineBreak(text)}`;
}

function entryText(text: string, { key, value }: FieldKey, { column, dash, comment }: Target): string {
  const moved = shiftLines(text.slice(key.start, value.end), column - columnOf(text, key.start));
  if (dash === undefined) return ' '.repeat(column) + moved;
  const item = `${' '.repeat(dash)}-${' '.repeat(Math.max(1, column - dash - 1))}${moved}`;
  return commentLine(text, { dash, comment }) + item;
}

/** A mapping that lost its only member has to be written as an empty one. */
function emptied(text: string, key: OffsetRange): FixEdit {
  const at = text.indexOf(':', key.end) + 1;
  return { range: { start: at, end: at }, newText: ' {}' };
}
