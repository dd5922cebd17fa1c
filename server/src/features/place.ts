/**
 * What stands under an offset: the resource, and the path of the key or value in it.
 * Knows the shape of values and where they stand, not what any field means.
 */
import type { FieldPath, ManifestFile, OffsetRange, Resource } from '../manifests/document';

export interface Place {
  readonly resource: Resource;
  readonly path: FieldPath;
  /** Whether the offset is in the key of `path`, in its scalar value, or in the white space of a collection. */
  readonly part: 'key' | 'scalar' | 'space';
  /** The key or scalar; for `space` the whole collection. */
  readonly range: OffsetRange;
}

/** The resource an offset belongs to, white space and comments of its document included. */
export function resourceAt(file: ManifestFile, offset: number): Resource | undefined {
  const document = file.documents.findLast(({ range }) => range.start <= offset);
  if (document === undefined || document.resources.length < 2) return document?.resources[0];
  return document.resources.find((resource) => {
    const root = resource.locate([])?.value;
    return root !== undefined && touches(root, offset);
  });
}

/** The deepest key or value an offset stands in; undefined outside of all resources. */
export function placeAt(file: ManifestFile, offset: number): Place | undefined {
  const resource = resourceAt(file, offset);
  if (resource === undefined) return undefined;
  const everything: Place = { resource, path: [], part: 'space', range: { start: 0, end: file.text.length } };
  return placeBelow(everything, resource.value, offset);
}

function placeBelow(parent: Place, value: unknown, offset: number): Place | undefined {
  const { resource } = parent;
  for (const [step, child] of childrenOf(value)) {
    const path = [...parent.path, step];
    const at = resource.locate(path);
    if (at === undefined) continue;
    if (at.key && touches(at.key, offset)) return { resource, path, part: 'key', range: at.key };
    if (isScalar(child)) {
      if (touches(at.value, offset)) return { resource, path, part: 'scalar', range: at.value };
    } else if (holds(at.value, offset) && isSmaller(at.value, parent.range)) {
      const place: Place = { resource, path, part: 'space', range: at.value };
      return placeBelow(place, child, offset) ?? place;
    }
  }
  return undefined;
}

function childrenOf(value: unknown): Iterable<[string | number, unknown]> {
  if (Array.isArray(value)) return value.entries();
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** An offset right behind a word still belongs to it, as it does for a text cursor. */
function touches(range: OffsetRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

function holds(range: OffsetRange, offset: number): boolean {
  return range.start <= offset && offset < range.end;
}

/** A value that holds itself by an alias would be descended into for ever if ranges did not have to shrink. */
function isSmaller(range: OffsetRange, than: OffsetRange): boolean {
  return range.end - range.start < than.end - than.start;
}
