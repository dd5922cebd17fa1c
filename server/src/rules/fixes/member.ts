/**
 * Takes a member out of a mapping, together with what separates it from its neighbours.
 */
import type { FieldPath, OffsetRange } from '../../manifests/document';
import type { Source } from '../api/place';
import type { FixEdit } from '../rule';
import { entryRange, isFlow, lineStart, nextLineStart, textOf } from './layout';

/**
 * The edit that removes the member at a path. Undefined where it stands alone in its mapping, so that the mapping
 * would have to be rewritten, and where a comment stands in between.
 */
export function removalOf(source: Source, path: FieldPath): FixEdit | undefined {
  const entry = entryRange(source, path);
  if (entry === undefined || isAlone(source, path)) return undefined;
  const range = isFlow(source, path.slice(0, -1)) ? flowRemoval(source, entry) : blockRemoval(source, entry);
  return range && { range, newText: '' };
}

function isAlone({ resource }: Source, path: FieldPath): boolean {
  return resource.keysOf(path.slice(0, -1)).length < 2;
}

function flowRemoval(source: Source, { start, end }: OffsetRange): OffsetRange | undefined {
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
