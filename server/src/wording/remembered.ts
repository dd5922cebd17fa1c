/**
 * Functions that remember what they answered, for texts that are needed over and over.
 */

/** The same function, computed once for each object. It keeps the objects for as long as it lives itself. */
export function remembered<K extends object>(compute: (key: K) => string): (key: K) => string {
  const known = new Map<K, string>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const text = compute(key);
    known.set(key, text);
    return text;
  };
}
