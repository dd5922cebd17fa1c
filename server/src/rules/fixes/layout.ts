/**
 * How a value is laid out in the text: on which lines it stands, in which column, how lines are moved.
 * For edits that keep comments and style. Knows no Kubernetes.
 */
import type { FieldPath, OffsetRange } from '../../manifests/document';
import type { Source } from '../api/place';

/** The text of a range. */
export function textOf({ file }: Source, { start, end }: OffsetRange): string {
  return file.text.slice(start, end);
}

/** The value at a path; undefined when there is no value, or only a missing one. */
export function contentRange({ resource }: Source, path: FieldPath): OffsetRange | undefined {
  const range = resource.locate(path)?.value;
  return range !== undefined && range.end > range.start ? range : undefined;
}

/** Key and value together; for a missing value, up to behind the colon. */
export function entryRange({ resource }: Source, path: FieldPath): OffsetRange | undefined {
  const location = resource.locate(path);
  return location?.key && { start: location.key.start, end: location.value.end };
}

/** Written with braces or brackets; so is everything in JSON. */
export function isFlow({ resource }: Source, path: FieldPath): boolean {
  const shape = resource.shapeOf(path);
  return shape === 'flow-map' || shape === 'flow-list';
}

/** An anchored or tagged value: moving it could move its meaning. Also an alias. */
export function hasProperties({ file: { text }, resource }: Source, path: FieldPath): boolean {
  const range = resource.locate(path)?.value;
  if (range === undefined || resource.shapeOf(path) === 'alias') return true;
  return /(?<=^|[\s,{}[\]])[&!][^\s,{}[\]]*\s+$/u.test(text.slice(lineStart(text, range.start), range.start));
}

/** Behind the line break in front of the offset. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Behind the line break of the line, or the end of the text. */
export function nextLineStart(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** Where the line ends, its line break not included. */
export function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  if (next === -1) return text.length;
  return text[next - 1] === '\r' ? next - 1 : next;
}

/** How far the offset is from the start of its line, in UTF-16 units. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The line break the file uses: that of its first line, as to look for another would mean to read all of it. */
export function lineBreak(text: string): '\r\n' | '\n' {
  return text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

/** Moves all lines behind the first by so many columns. Blank lines stay blank. */
export function shiftLines(block: string, columns: number): string {
  const [first = '', ...rest] = block.split('\n');
  return [first, ...rest.map((line) => shiftLine(line, columns))].join('\n');
}

/** Moves a line; to the left no further than it has blanks. */
export function shiftLine(line: string, columns: number): string {
  if (line.trim() === '') return line;
  if (columns >= 0) return ' '.repeat(columns) + line;
  const blanks = /^ */u.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(-columns, blanks));
}
