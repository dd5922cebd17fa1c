/**
 * Looking into plain values of unknown shape. What has not the type asked for is as good as absent.
 */

/** A mapping as {@link Resource.value} has them, without a prototype. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of a mapping; undefined for anything that is no mapping. Null is returned as null. */
export function field(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The field at the end of a chain of mappings. */
export function fieldAt(value: unknown, names: readonly string[]): unknown {
  return names.reduce(field, value);
}

/** The items of a list; none for anything else. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Null counts as absent, as everywhere in the Kubernetes API. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
