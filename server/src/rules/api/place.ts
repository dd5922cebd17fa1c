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
  if (location === undefined) return path.length === 0 ? start(source) : keyRange(source, path.slice(0, -1));
  const { key, dash, value } = location;
  const isEmpty = value.end <= value.start;
  if (!isEmpty && !isMultiLine(source, value)) return value;
  return key ?? (isEmpty ? (dash ?? value) : firstLine(source, value));
}

function isMultiLine({ file }: Source, { start: from, end }: OffsetRange): boolean {
  return file.text.slice(from, end).trimEnd().includes('\n');
}

function firstLine({ file }: Source, { start: from, end }: OffsetRange): OffsetRange {
  const [line = ''] = /^[^\r\n]*/u.exec(file.text.slice(from, end)) ?? [];
  return { start: from, end: from + line.trimEnd().length };
}

function start({ resource }: Source): OffsetRange {
  const { kind, value } = { kind: resource.locate(['kind']), value: resource.locate([]) };
  return kind?.key ?? value?.value ?? resource.document.range;
}
