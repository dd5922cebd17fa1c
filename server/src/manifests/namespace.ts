/**
 * Reads Namespace (v1).
 */
import type { Labels } from '../evaluator/model';
import { fieldAt } from './json-value';
import { readLabels } from './labels';

/** The label every namespace has; its value is always the name, whatever a manifest says. */
const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** The labels a Namespace object has once it is stored. */
export function readNamespaceLabels(value: unknown, name: string): Labels {
  return new Map(readLabels(fieldAt(value, ['metadata', 'labels']))).set(NAMESPACE_NAME_LABEL, name);
}
