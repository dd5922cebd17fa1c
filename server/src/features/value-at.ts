/**
 * The value at a path of a resource, whatever has been typed there so far.
 */
import type { FieldPath } from '../manifests/document';
import { field, items } from '../manifests/json-value';

/** Undefined when there is nothing, or something of another shape on the way. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce(
    (found: unknown, step) => (typeof step === 'number' ? items(found)[step] : field(found, step)),
    value,
  );
}
