/**
 * Adds words to lists, and takes items out of lists.
 */
import type { FieldPath } from '../../manifests/document';
import type { Source } from '../api/place';
import { valueAt } from '../api/shape';
import type { FixEdit } from '../rule';
import { columnOf, isFlow, lineBreak, lineEnd, lineStart, nextLineStart, textOf } from './layout';
import { flowRemoval } from './member';

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

/**
 * The edit that takes an item out of a list. Undefined for the only item, whose list would have to be rewritten, and
 * where lines hold something else besides it.
 */
export function removedItem(source: Source, path: FieldPath): FixEdit | undefined {
  const list = path.slice(0, -1);
  const items = valueAt(source.resource.value, list);
  const item = source.resource.locate(path);
  if (item === undefined || !Array.isArray(items) || items.length < 2) return undefined;
  if (isFlow(source, list)) {
    const range = flowRemoval(source, item.value);
    return range && { range, newText: '' };
  }
  const { text } = source.file;
  if (item.dash === undefined) return undefined;
  const range = {
    start: lineStart(text, item.dash.start),
    end: nextLineStart(text, Math.max(item.dash.end, item.value.end)),
  };
  const isAlone = text.slice(range.start, item.dash.start).trim() === '';
  return isAlone ? { range, newText: '' } : undefined;
}
