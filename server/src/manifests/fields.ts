/**
 * The mappings of a manifest as values. Knows nothing of YAML.
 */

/** They inherit nothing, so that `__proto__` and `constructor` are keys like any others. */
export type Fields = Record<string, unknown>;

/**
 * Nothing is inherited from it. With a prototype V8 gives mappings of the same keys one shape; without, each of them is
 * a hash table, which takes several times the memory.
 */
const NOTHING = Object.freeze(Object.create(null) as Fields);

/** A mapping to be filled. */
export function noFields(): Fields {
  return Object.create(NOTHING) as Fields;
}
