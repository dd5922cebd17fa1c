/**
 * Finds the Kubernetes objects in the value of a document: one at the root, or many in a List, an OpenShift Template
 * or a bare YAML list. Knows the common fields of objects, not what any kind means.
 */
import type { FieldPath } from './document';
import { field, fieldAt, isObject, items, text, type JsonObject } from './json-value';

export interface KubernetesObject {
  /** Path within the document. */
  readonly base: FieldPath;
  readonly value: JsonObject;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** What an object takes over from the list it is in. */
interface Inherited {
  readonly apiVersion: string;
  readonly kind: string;
}

const NOTHING: Inherited = { apiVersion: '', kind: '' };

/** Lists in lists in lists are followed this far. */
const DEEPEST = 8;

/** All objects of a document, in their order. */
export function findObjects(document: unknown): readonly KubernetesObject[] {
  return [...objectsIn(document, [], NOTHING)];
}

function* objectsIn(value: unknown, base: FieldPath, inherited: Inherited): Generator<KubernetesObject> {
  if (base.length > DEEPEST) return;
  if (Array.isArray(value)) {
    yield* objectsOf(value, base, NOTHING);
    return;
  }
  if (!isObject(value)) return;
  const object = readObject(value, base, inherited);
  if (object.kind.endsWith('List') && Array.isArray(value['items'])) {
    yield* objectsOf(value['items'], [...base, 'items'], inheritance(object));
  } else if (object.kind === 'Template' && Array.isArray(value['objects'])) {
    yield* objectsOf(value['objects'], [...base, 'objects'], NOTHING);
  } else if (object.kind !== '' || object.apiVersion !== '') yield object;
}

function* objectsOf(
  list: readonly unknown[],
  base: FieldPath,
  inherited: Inherited,
): Generator<KubernetesObject> {
  for (const [index, item] of list.entries()) yield* objectsIn(item, [...base, index], inherited);
}

function readObject(value: JsonObject, base: FieldPath, inherited: Inherited): KubernetesObject {
  const metadata = field(value, 'metadata');
  const hasType = text(field(value, 'kind')) !== undefined || text(field(value, 'apiVersion')) !== undefined;
  return {
    base,
    value,
    apiVersion: text(field(value, 'apiVersion')) ?? (hasType ? '' : inherited.apiVersion),
    kind: text(field(value, 'kind')) ?? (hasType ? '' : inherited.kind),
    name: text(field(metadata, 'name')) ?? text(field(metadata, 'generateName')),
    namespace: text(field(metadata, 'namespace')),
  };
}

/** The items of a `NetworkPolicyList` need not repeat what they are; those of a plain `List` have to. */
function inheritance({ apiVersion, kind }: KubernetesObject): Inherited {
  return kind === 'List' ? NOTHING : { apiVersion, kind: kind.slice(0, -'List'.length) };
}

/** A list of JSON6902 operations (`op`, `path`), as kustomize takes them. */
export function isJsonPatch(document: unknown): boolean {
  const operations = items(document);
  return operations.length > 0 && operations.every((item) => isOperation(item));
}

function isOperation(item: unknown): boolean {
  return text(fieldAt(item, ['op'])) !== undefined && text(fieldAt(item, ['path'])) !== undefined;
}
