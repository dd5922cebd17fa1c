/**
 * Takes an item out of a list and writes an object that holds it behind the last item of another list, one further out.
 * Knows no Kubernetes.
 */
import type { FieldPath } from '../../manifests/document';
import type { Source } from '../api/place';
import { valueAt } from '../api/shape';
import type { FixEdit } from '../rule';
import { lineBreak, textOf } from './layout';
import { removedItem } from './list-items';
import { appendedObject, type NewValue } from './new-item';

/**
 * The edits for `newObject` of the item's value in the list at `outer`, an item of which holds the one at `path`.
 * Undefined where something would be lost: comments, anchors and what they stand for, values that are no text or number.
 */
export function extractedItem(
  source: Source,
  path: FieldPath,
  outer: FieldPath,
  newObject: (item: NewValue) => NewValue | undefined,
): readonly FixEdit[] | undefined {
  const holder = source.resource.locate(path.slice(0, outer.length + 1));
  if (holder === undefined || /(?:^|\s)#|[&*!]/mu.test(textOf(source, holder.value))) return undefined;
  const value = valueAt(source.resource.value, path);
  const written = isNewValue(value) ? newObject(value) : undefined;
  const removal = removedItem(source, path);
  const addition = written === undefined ? undefined : appendedObject(source, outer, written);
  return removal && addition && apart(source, removal, addition);
}

/** What comes behind the last line of what goes is one edit with it. */
function apart({ file: { text } }: Source, removal: FixEdit, addition: FixEdit): readonly FixEdit[] {
  const { range } = removal;
  const at = addition.range.start;
  if (at <= range.start || at > range.end) return [removal, addition];
  const newText = addition.newText.slice(lineBreak(text).length) + text.slice(at, range.end);
  return [{ range, newText }];
}

/** Whether it can be written anew and means the same. */
export function isNewValue(value: unknown): value is NewValue {
  if (typeof value === 'string' || typeof value === 'number') return true;
  if (Array.isArray(value)) return value.every(isNewValue);
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(([key, member]) => isPlainKey(key) && isNewValue(member))
  );
}

function isPlainKey(key: string): boolean {
  return /^[A-Za-z][\w./-]*$/u.test(key) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(key);
}
