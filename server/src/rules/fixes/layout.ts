/**
 * How a value is laid out in the text: where it really ends, on which lines it stands, block or flow style.
 * For edits that keep comments and style. Knows no Kubernetes.
 */
import type { FieldPath, ManifestFile, OffsetRange } from '../../manifests/document';
import type { Source } from '../api/place';
import { valueAt } from '../api/shape';

/** The text of a range. */
export function textOf({ file }: Pick<Source, 'file'>, { start, end }: OffsetRange): string {
  return file.text.slice(start, end);
}

/**
 * The value at a path without the blank lines and comments that follow it, which YAML counts to a block value.
 * Undefined when there is no value, or only a missing one.
 */
export function contentRange(source: Source, path: FieldPath): OffsetRange | undefined {
  const range = source.resource.locate(path)?.value;
  if (range === undefined || range.end <= range.start) return undefined;
  const end = contentEnd(source, path, range);
  return end > range.start ? { start: range.start, end } : undefined;
}

function contentEnd(source: Source, path: FieldPath, range: OffsetRange): number {
  const trimmed = range.start + textOf(source, range).trimEnd().length;
  if (isFlow(source.file, range)) return trimmed;
  const ends = memberPaths(source, path).flatMap((member) => memberEnd(source, member, range) ?? []);
  return ends.length === 0 ? trimmed : Math.max(...ends);
}

/** Where a member of a block value ends. What came in by an alias or a merge key stands elsewhere and does not count. */
function memberEnd(source: Source, path: FieldPath, owner: OffsetRange): number | undefined {
  const location = source.resource.locate(path);
  const first = location?.key?.start ?? location?.value.start;
  if (location === undefined || first === undefined || first < owner.start || first >= owner.end) {
    return undefined;
  }
  return contentRange(source, path)?.end ?? location.value.end;
}

function memberPaths({ resource }: Source, path: FieldPath): readonly FieldPath[] {
  const value = valueAt(resource.value, path);
  if (Array.isArray(value)) return value.map((_, index) => [...path, index]);
  return typeof value === 'object' && value !== null ? Object.keys(value).map((key) => [...path, key]) : [];
}

/** Key and value together; for a missing value, up to behind the colon. */
export function entryRange(source: Source, path: FieldPath): OffsetRange | undefined {
  const location = source.resource.locate(path);
  if (location?.key === undefined) return undefined;
  const end = contentRange(source, path)?.end ?? location.value.end;
  return { start: location.key.start, end };
}

/** Written with braces or brackets; so is everything in JSON. */
export function isFlow({ text }: ManifestFile, { start }: OffsetRange): boolean {
  return text[start] === '{' || text[start] === '[';
}

/** An alias or an anchored or tagged value: moving it could move its meaning. */
export function hasProperties({ text }: ManifestFile, { start }: OffsetRange): boolean {
  const before = text.slice(lineStart(text, start), start);
  return /^[*&!]/u.test(text.slice(start)) || /[&!]\S*\s+$/u.test(before);
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Behind the line break of the line, or the end of the text. */
export function nextLineStart(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The line break the file uses. */
export function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
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
