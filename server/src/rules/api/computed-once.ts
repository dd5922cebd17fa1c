/**
 * What rules ask over and over: computed once, however many policies they look at. It is kept for as long as what it
 * was computed from, which never changes.
 */
import type { EndpointPredicate } from '../../evaluator/model';
import { readAgain, reading } from '../../workspace/reads';
import type { Snapshot } from '../../workspace/snapshot';

/** What outlives a change of layout: no files, and no places in them. */
export type Known = Pick<Snapshot, 'cluster' | 'evaluator'>;

/** The same function, computed once for each object. */
export function perObject<K extends object, T>(compute: (object: K) => T): (object: K) => T {
  return remembering((object: K) => object, compute);
}

/** The same function, computed once for each cluster. */
export function perCluster<T>(compute: (known: Known) => T): (known: Known) => T {
  return remembering(({ cluster }: Known) => cluster, compute);
}

/** The same function, computed once for each cluster and each text, which stands for the arguments. */
export function perKey<A extends readonly unknown[], T>(
  keyOf: (...args: A) => string,
  compute: (known: Known, ...args: A) => T,
): (known: Known, ...args: A) => T {
  const answers = perCluster(() => new Map<string, ReturnType<typeof reading<T>>>());
  return (known, ...args) => {
    const kept = answers(known);
    const key = keyOf(...args);
    const found = kept.get(key) ?? reading(() => compute(known, ...args));
    kept.set(key, found);
    return used(found);
  };
}

/** Policies repeat one another's selectors, and predicates of equal structure have equal answers. */
export function predicateKey(...predicates: readonly EndpointPredicate[]): string {
  return predicates.map(keyOfOne).join(' ');
}

const keyOfOne = perObject((predicate: EndpointPredicate) => JSON.stringify(predicate));

function remembering<A, T>(objectOf: (from: A) => object, compute: (from: A) => T): (from: A) => T {
  const kept = new WeakMap<object, ReturnType<typeof reading<T>>>();
  return (from) => {
    const found = kept.get(objectOf(from)) ?? reading(() => compute(from));
    kept.set(objectOf(from), found);
    return used(found);
  };
}

/** Whoever takes a known answer looks at all that it was computed from. */
function used<T>({ value, reads }: ReturnType<typeof reading<T>>): T {
  readAgain(reads);
  return value;
}
