/**
 * Whether two pieces of the cluster model say the same, so that a change of layout or comments changes no answer.
 */

/** Deep equality of plain objects, arrays and maps. The order of keys does not count, that of items does. */
export function sameModel(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameItems(a, b);
  if (a instanceof Map || b instanceof Map) return a instanceof Map && b instanceof Map && sameEntries(a, b);
  return sameEntries(new Map(Object.entries(a)), new Map(Object.entries(b)));
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => sameModel(item, b[index]));
}

function sameEntries(a: ReadonlyMap<unknown, unknown>, b: ReadonlyMap<unknown, unknown>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.has(key) && sameModel(value, b.get(key)));
}
