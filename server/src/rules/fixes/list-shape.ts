/**
 * Makes a list of what should have been one.
 */
import type { FieldPath } from '../../manifests/document';
import type { Source } from '../api/place';
import { isMembers } from '../api/policy-parts';
import { valueAt } from '../api/shape';
import type { Fix } from '../rule';
import { columnOf, contentRange, hasProperties, isFlow, lineStart, shiftLines, textOf } from './layout';

/** Puts brackets around a policy type or a flow mapping. */
export function bracketed(source: Source, path: FieldPath): readonly Fix[] {
  const range = contentRange(source, path);
  if (range === undefined || hasProperties(source, path)) return [];
  const text = textOf(source, range);
  const value = valueAt(source.resource.value, path);
  const isMap = isMembers(value) && Object.keys(value).length > 0 && isFlow(source, path);
  if (!(isMap || isPolicyType(path, value)) || /^[|>]|[\r\n]/u.test(text)) return [];
  return [{ title: 'Make it a list of one item', edits: [{ range, newText: `[${text}]` }], preferred: true }];
}

/** Any other text would be as wrong in a list. */
function isPolicyType(path: FieldPath, value: unknown): boolean {
  return path.at(-1) === 'policyTypes' && (value === 'Ingress' || value === 'Egress');
}

/** Puts a dash in front of a block mapping and indents what follows. */
export function dashed(source: Source, path: FieldPath): readonly Fix[] {
  const range = contentRange(source, path);
  const value = valueAt(source.resource.value, path);
  if (range === undefined || !isMembers(value) || isFlow(source, path)) return [];
  const { text } = source.file;
  const indent = text.slice(lineStart(text, range.start), range.start);
  if (indent.trim() !== '' || columnOf(text, range.start) === 0) return [];
  const newText = `- ${shiftLines(textOf(source, range), 2)}`;
  return [{ title: 'Make it a list of one item', edits: [{ range, newText }], preferred: true }];
}
