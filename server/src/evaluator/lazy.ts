/**
 * What is made when it is first asked for, and then kept.
 */

export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The same function, computed once for each object. Texts only: whoever holds the object keeps the text. */
export function textOnce<K extends object>(compute: (object: K) => string): (object: K) => string {
  const known = new WeakMap<K, string>();
  return (object) => {
    const text = known.get(object) ?? compute(object);
    known.set(object, text);
    return text;
  };
}
