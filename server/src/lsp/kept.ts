/**
 * Things that are made once for each key.
 */

/** What is under the key; made and put there when there is nothing. */
export function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** In the order of their keys: which came first decides nothing. */
export function byName<V>(things: ReadonlyMap<string, V>): readonly V[] {
  return [...things].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, thing]) => thing);
}
