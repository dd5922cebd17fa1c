/**
 * Values that are computed when they are first asked for.
 */

/** The value, computed at the first call and kept. */
export function lazy<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: compute() }).value;
}

/** The same function, computed once for each object and kept for as long as that. */
export function perObject<K extends object, T>(compute: (object: K) => T): (object: K) => T {
  const kept = new WeakMap<K, { readonly value: T }>();
  return (object) => {
    const known = kept.get(object);
    if (known !== undefined) return known.value;
    const value = compute(object);
    kept.set(object, { value });
    return value;
  };
}
