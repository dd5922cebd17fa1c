/**
 * A map that forgets what was not used for longest. Knows nothing of what it holds but how much each entry weighs.
 */

export interface BoundedMap<V> {
  /** The value under this key; it counts as used. */
  get(key: string): V | undefined;
  /** Keeps a value, and forgets the least recently used ones while all together weigh too much. */
  set(key: string, value: V, weight: number): void;
}

/** An entry that alone weighs more than `capacity` is kept until the next one comes. */
export function createBoundedMap<V>(capacity: number): BoundedMap<V> {
  const entries = new Map<string, { readonly value: V; readonly weight: number }>();
  let total = 0;

  const forget = (key: string): void => {
    total -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      // A map is ordered by insertion, so what is used goes to its end.
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, weight) {
      forget(key);
      entries.set(key, { value, weight });
      total += weight;
      for (const oldest of entries.keys()) {
        if (total <= capacity || oldest === key) return;
        forget(oldest);
      }
    },
  };
}
