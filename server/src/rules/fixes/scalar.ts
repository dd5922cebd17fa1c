/**
 * Small edits of keys and scalars. Each gives nothing where the edit would not be certain.
 */
import type { FieldPath } from '../../manifests/document';
import { keyRange, type Source } from '../api/place';
import { contentRange, hasProperties, textOf } from './layout';
import type { Fix, FixEdit } from '../rule';

/** Writes another key in place of the one at a path, in the quotes it has. */
export function renameKey(source: Source, path: FieldPath, key: string): readonly Fix[] {
  const range = keyRange(source, path);
  const newText = inQuotesOf(textOf(source, range), key);
  return [{ title: `Rename to ${key}`, edits: [{ range, newText }], preferred: true }];
}

/** Writes another scalar in place of the one at a path, in the quotes it has. */
export function replaceScalar(
  source: Source,
  path: FieldPath,
  value: string,
  fix: Omit<Fix, 'edits'>,
): readonly Fix[] {
  const range = contentRange(source, path);
  if (range === undefined || !isPlainOrQuoted(textOf(source, range))) return [];
  return [{ ...fix, edits: [{ range, newText: inQuotesOf(textOf(source, range), value) }] }];
}

/** Puts quotes around a plain scalar, so that it is read as the text it looks like. */
export function quoteScalar(source: Source, path: FieldPath): readonly Fix[] {
  const range = contentRange(source, path);
  const text = range && textOf(source, range);
  if (range === undefined || text === undefined || !/^[\w.+-]+$/u.test(text)) return [];
  return [
    {
      title: `Write "${text}" in quotes`,
      edits: [{ range, newText: `"${text}"` }],
      preferred: true,
      safe: true,
    },
  ];
}

/** Takes away the quotes of a scalar that should be a number. */
export function unquoteNumber(source: Source, path: FieldPath): readonly Fix[] {
  const range = contentRange(source, path);
  const digits = range && /^(["'])([1-9]\d{0,4})\1$/u.exec(textOf(source, range))?.[2];
  if (range === undefined || digits === undefined) return [];
  return [{ title: `Write ${digits} without quotes`, edits: [{ range, newText: digits }], preferred: true }];
}

function isPlainOrQuoted(text: string): boolean {
  return !/[\r\n]/u.test(text) && !/^[*&!|>{[]/u.test(text);
}

function inQuotesOf(old: string, text: string): string {
  const quote = /^(["']).*\1$/su.exec(old)?.[1] ?? '';
  return quote + text + quote;
}

/** Writes a value behind the key at a path. */
export function writeValue(
  source: Source,
  path: FieldPath,
  value: string,
  fix: Omit<Fix, 'edits'>,
): readonly Fix[] {
  const edit = writtenValue(source, path, value);
  return edit === undefined ? [] : [{ ...fix, edits: [edit] }];
}

/**
 * The edit that writes a value behind the key at a path: in place of a plain null, or of what is on the lines below it.
 * Undefined where a comment would be lost.
 */
export function writtenValue(source: Source, path: FieldPath, value: string): FixEdit | undefined {
  const location = source.resource.locate(path);
  if (location?.key === undefined || hasProperties(source, path)) return undefined;
  const { text } = source.file;
  const colon = text.indexOf(':', location.key.end);
  const range = { start: colon + 1, end: Math.max(location.value.end, colon + 1) };
  if (colon === -1 || /[#]/u.test(textOf(source, range))) return undefined;
  return { range, newText: ` ${value}` };
}
