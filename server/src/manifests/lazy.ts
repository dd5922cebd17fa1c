/**
 * Values that are computed when they are first asked for.
 */

/** The value, computed at the first call and kept. */
export function lazy<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: compute() }).value;
}
