/**
 * What is said and offered about a label that selects no pod for a slip.
 */
import type { FieldPath } from '../../manifests/document';
import { renameKey, replaceScalar } from '../fixes/scalar';
import type { Finding, Fix } from '../rule';
import type { NearLabel } from './near-labels';
import { keyRange, valueRange, type Source } from './place';

/** Where the slip is; the selector when it is not in its matchLabels. */
export function nearLabelRange(source: Source, selector: FieldPath, near: NearLabel): Finding['range'] {
  const path = [...selector, 'matchLabels', near.key];
  if (source.resource.locate(path) === undefined) return keyRange(source, selector);
  return near.slip === 'value' ? valueRange(source, path) : keyRange(source, path);
}

/** What the pods have that nearly fits, without a period. */
export function nearLabelText({ key, value, slip, instead, workload }: NearLabel): string {
  const { kind, namespace, name } = workload;
  const pods = `the pods of ${kind} ${namespace}/${name}`;
  switch (slip) {
    case 'key':
      return `${pods} have ${instead}=${value}, not ${key}`;
    case 'value':
      return `${pods} have ${key}=${instead}, not ${value}`;
    case 'object':
      return `${key}=${value} is a label of ${kind} ${namespace}/${name} itself, not of its pods`;
  }
}

/** Writes the label that nearly fits; nothing where it was not `matchLabels` that missed it. */
export function nearLabelFixes(source: Source, selector: FieldPath, near: NearLabel): readonly Fix[] {
  const { key, slip, instead } = near;
  const path = [...selector, 'matchLabels', key];
  if (source.resource.locate(path) === undefined || slip === 'object') return [];
  if (slip === 'value') return replaceScalar(source, path, instead, { title: `Write ${key}: ${instead}` });
  const isTaken = source.resource.locate([...selector, 'matchLabels', instead]) !== undefined;
  return isTaken ? [] : renameKey(source, path, instead);
}
