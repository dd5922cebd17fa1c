/**
 * Adds items to lists of words.
 */
import type { FieldPath } from '../../manifests/document';
import type { Source } from '../api/place';
import { valueAt } from '../api/shape';
import type { FixEdit } from '../rule';
import { columnOf, isFlow, lineBreak, lineEnd, textOf } from './layout';

/** The edit that adds a word behind the last item, in its style and quotes. Undefined for an empty list. */
export function appendedItem(source: Source, path: FieldPath, word: string): FixEdit | undefined {
  const list = valueAt(source.resource.value, path);
  const last = Array.isArray(list) ? source.resource.locate([...path, list.length - 1]) : undefined;
  if (last === undefined || last.value.end <= last.value.start) return undefined;
  const quote = /^["']/u.exec(textOf(source, last.value))?.[0] ?? '';
  const item = quote + word + quote;
  if (isFlow(source, path)) {
    return { range: { start: last.value.end, end: last.value.end }, newText: `, ${item}` };
  }
  if (last.dash === undefined) return undefined;
  const { text } = source.file;
  const end = lineEnd(text, last.value.end);
  const newText = `${lineBreak(text)}${' '.repeat(columnOf(text, last.dash.start))}- ${item}`;
  return { range: { start: end, end }, newText };
}
