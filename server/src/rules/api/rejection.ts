/**
 * Findings about values that the API server rejects: range, field and reason from one path.
 */
import { formatPath, type FieldPath } from '../../manifests/document';
import type { Finding, Reason } from '../rule';
import { valueRange, type Source } from './place';

/** A finding that the API server would have, too: at the value, with the path and the class of its error. */
export function rejection(
  source: Source,
  path: FieldPath,
  reason: Reason,
  message: string,
  more: Partial<Finding> = {},
): Finding {
  return { range: valueRange(source, path), field: formatPath(path), reason, message, ...more };
}

/** For label and annotation maps: the API server names the map, the finding stands at the key or value at fault. */
export function mapRejection(
  path: FieldPath,
  range: Finding['range'],
  message: string,
  more: Partial<Finding> = {},
): Finding {
  return { range, field: formatPath(path), reason: 'Invalid', message, ...more };
}
