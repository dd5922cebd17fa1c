/**
 * Lists of caveats in which nothing is said twice.
 */
import type { Caveat } from './answers';

/** Each caveat once, where it was first said. */
export function distinctCaveats(caveats: readonly Caveat[]): readonly Caveat[] {
  return caveats.filter((caveat, index) => caveats.findIndex((other) => sameCaveat(other, caveat)) === index);
}

/** Caveats refer to the objects of the model, which are the same objects wherever they are the same thing. */
function sameCaveat(a: Caveat, b: Caveat): boolean {
  if (a.kind === 'equal-order' && b.kind === 'equal-order') {
    return a.first.rule === b.first.rule && a.second.rule === b.second.rule;
  }
  const others = new Map(Object.entries(b));
  return Object.entries(a).every(([field, value]) => others.get(field) === value);
}
