/**
 * Recognises objects that make pods of a template although their kind is not known: custom resources in the form of a
 * Deployment. Their selector shows that the pods have the labels of the template; without one they may have others.
 */
import { field, fieldAt, isObject, items, type JsonObject } from './json-value';
import { splitApiVersion } from './known-kinds';
import { readLabels } from './labels';

/** Whether an object of a kind that is not known makes pods with the labels of its `spec.template`. */
export function isPodReplicator({
  apiVersion,
  value,
}: {
  readonly apiVersion: string;
  readonly value: JsonObject;
}): boolean {
  if (!splitApiVersion(apiVersion).group.includes('.')) return false;
  const spec = field(value, 'spec');
  if (items(fieldAt(spec, ['template', 'spec', 'containers'])).length === 0) return false;
  const selector = field(spec, 'selector');
  const wanted = readLabels(
    isObject(field(selector, 'matchLabels')) ? field(selector, 'matchLabels') : selector,
  );
  const labels = readLabels(fieldAt(spec, ['template', 'metadata', 'labels']));
  return wanted.size > 0 && [...wanted].every(([key, label]) => labels.get(key) === label);
}

/** Whether a text of a kind that is not known may be one of them. Definitions of custom resources never are. */
export function mayReplicatePods(text: string, kind: string): boolean {
  return (
    kind !== 'CustomResourceDefinition' &&
    text.includes('containers') &&
    text.includes('template') &&
    text.includes('selector')
  );
}
