/**
 * Writes new objects into lists, in the style of the items that are there: flow or block, with the indentation and the
 * quotes of the document. Knows no Kubernetes.
 */
import type { FieldPath, OffsetRange } from '../../manifests/document';
import type { Source } from '../api/place';
import { valueAt } from '../api/shape';
import type { FixEdit } from '../rule';
import { indentStep } from './block-moves';
import { columnOf, hasProperties, isFlow, lineBreak, lineEnd } from './layout';

/** What can be written: objects and lists down to words and numbers. */
export type NewValue = string | number | readonly NewValue[] | { readonly [key: string]: NewValue };

/** The edit that puts an object behind the last item of a list. Undefined for lists without items, and for aliases. */
export function appendedObject(source: Source, path: FieldPath, value: NewValue): FixEdit | undefined {
  return appendedObjects(source, path, [value]);
}

/** The same for several objects, in one edit. */
export function appendedObjects(
  source: Source,
  path: FieldPath,
  values: readonly NewValue[],
): FixEdit | undefined {
  const list = valueAt(source.resource.value, path);
  if (!Array.isArray(list) || list.length === 0 || hasProperties(source, path)) return undefined;
  const lastPath = [...path, list.length - 1];
  const last = source.resource.locate(lastPath);
  if (last === undefined || last.value.end <= last.value.start) return undefined;
  if (isFlow(source, path)) {
    const quoted = isJson(source);
    return insertion(last.value.end, values.map((value) => `, ${flowText(value, quoted)}`).join(''));
  }
  if (last.dash === undefined) return undefined;
  return blockInsertion(source, path, last.dash, last.value, values);
}

function blockInsertion(
  source: Source,
  path: FieldPath,
  dash: OffsetRange,
  value: OffsetRange,
  items: readonly NewValue[],
): FixEdit {
  const { text } = source.file;
  const column = columnOf(text, dash.start);
  const end = lineEnd(text, value.end);
  const style = { step: indentStep(source), listIndent: listIndent(source, path, column) };
  const lines = blockLines(items, style);
  const newText = lines.map((line) => lineBreak(text) + ' '.repeat(column) + line).join('');
  return insertion(end, newText);
}

function insertion(offset: number, newText: string): FixEdit {
  return { range: { start: offset, end: offset }, newText };
}

/** Columns from a key to the dashes below it. */
function listIndent({ file: { text }, resource }: Source, path: FieldPath, dashColumn: number): number {
  const key = resource.locate(path)?.key;
  return key === undefined ? 0 : Math.max(0, dashColumn - columnOf(text, key.start));
}

interface BlockStyle {
  readonly step: number;
  readonly listIndent: number;
}

/** Lines without the indentation of the whole. */
function blockLines(value: NewValue, style: BlockStyle): readonly string[] {
  if (isList(value)) {
    return value.flatMap((item) => {
      const [first = '', ...rest] = blockLines(item, style);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  if (!isObject(value)) return [scalarText(value)];
  return Object.entries(value).flatMap(([key, member]) => memberLines(key, member, style));
}

function memberLines(key: string, member: NewValue, style: BlockStyle): readonly string[] {
  if (isEmpty(member)) return [`${key}: ${flowText(member, false)}`];
  if (isList(member)) return [`${key}:`, ...indented(blockLines(member, style), style.listIndent)];
  if (isObject(member)) return [`${key}:`, ...indented(blockLines(member, style), style.step)];
  return [`${key}: ${scalarText(member)}`];
}

function indented(lines: readonly string[], columns: number): readonly string[] {
  return lines.map((line) => ' '.repeat(columns) + line);
}

function isEmpty(value: NewValue): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** In one line, as JSON or with as few quotes as YAML needs. */
export function flowText(value: NewValue, quoted: boolean): string {
  if (isList(value)) return `[${value.map((item) => flowText(item, quoted)).join(', ')}]`;
  if (!isObject(value)) return quoted ? JSON.stringify(value) : scalarText(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${quoted ? `"${key}"` : key}: ${flowText(member, quoted)}`,
  );
  return `{${members.join(', ')}}`;
}

/** Words that YAML would read as something else stand in quotes. */
function scalarText(value: string | number): string {
  if (typeof value === 'number') return `${value}`;
  return /^(?:[A-Za-z][\w./-]*|\d+(?:\.\d+){3}\/\d+)$/u.test(value) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(value)
    ? value
    : JSON.stringify(value);
}

function isList(value: NewValue): value is readonly NewValue[] {
  return Array.isArray(value);
}

function isObject(value: NewValue): value is { readonly [key: string]: NewValue } {
  return typeof value === 'object' && !isList(value);
}

/** Whether a document is written as JSON, in which every word has quotes. */
export function isJson({ file, resource }: Source): boolean {
  const [first] = resource.keysOf([]);
  return first !== undefined && file.text[first.key.start] === '"';
}
