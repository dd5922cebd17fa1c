/**
 * Which few characters of the text a finding is drawn under. Knows nothing of what the finding says.
 */
import type { FieldPath, ManifestFile, OffsetRange, Resource } from '../../manifests/document';

/** Where something stands: the resource with the text it was read from. */
export interface Source {
  readonly file: ManifestFile;
  readonly resource: Resource;
}

/** The key at a path; for a list item, its value. */
export function keyRange(source: Source, path: FieldPath): OffsetRange {
  return source.resource.locate(path)?.key ?? valueRange(source, path);
}

/**
 * The value at a path, if it is short. The key stands for values that are empty or go over several lines, and the
 * owner for what is not there at all.
 */
export function valueRange(source: Source, path: FieldPath): OffsetRange {
  const location = source.resource.locate(path);
  if (location === undefined)
    return path.length <= 1 ? headRange(source) : keyRange(source, path.slice(0, -1));
  const { key, dash, value } = location;
  const from = key?.start ?? value.start;
  const isShort = value.end > value.start && !isMultiLine(source, { start: from, end: value.end });
  if (isShort) return value;
  return key ?? (value.end > value.start ? firstLine(source, value) : (dash ?? value));
}

/** An item of a list that should be no item of its own: its dash together with its first key. */
export function itemRange(source: Source, path: FieldPath): OffsetRange {
  const dash = source.resource.locate(path)?.dash;
  const [first] = source.resource.keysOf(path);
  const key = first?.key ?? valueRange(source, path);
  if (dash === undefined) return key;
  const range = { start: dash.start, end: key.end };
  return isMultiLine(source, range) ? dash : range;
}

function isMultiLine({ file }: Source, { start: from, end }: OffsetRange): boolean {
  return file.text.slice(from, end).trimEnd().includes('\n');
}

function firstLine({ file }: Source, { start: from, end }: OffsetRange): OffsetRange {
  const [line = ''] = /^[^\r\n]*/u.exec(file.text.slice(from, end)) ?? [];
  return { start: from, end: from + line.trimEnd().length };
}

/** For what is missing at the top of an object: the word that says what it is. */
function headRange({ resource }: Source): OffsetRange {
  const head = resource.locate(['kind']) ?? resource.locate(['apiVersion']) ?? resource.locate([]);
  return head?.key ?? head?.value ?? resource.document.range;
}
