/**
 * What rules ask over and over: computed once, however many policies they look at. It is kept for as long as what it
 * was computed from, which never changes.
 */
import type { Cluster, EndpointPredicate } from '../../evaluator/model';
import { readsAlike } from '../../workspace/differences';
import { lineOf, readAgain, reading } from '../../workspace/reads';
import type { Snapshot } from '../../workspace/snapshot';

/** What outlives a change of layout: no files, and no places in them. */
export type Known = Pick<Snapshot, 'cluster' | 'evaluator'>;

/** The same function, computed once for each object. */
export function perObject<K extends object, T>(compute: (object: K) => T): (object: K) => T {
  const kept = new WeakMap<K, Computed<T>>();
  return (object) => {
    const found = kept.get(object) ?? reading(() => compute(object));
    kept.set(object, found);
    return used(found);
  };
}

/** The same function, computed once for each cluster. */
export function perCluster<T>(compute: (known: Known) => T): (known: Known) => T {
  return perKey(() => '', compute);
}

/** The same function, computed once for each cluster and each text, which stands for the arguments. */
export function perKey<A extends readonly unknown[], T>(
  keyOf: (...args: A) => string,
  compute: (known: Known, ...args: A) => T,
): (known: Known, ...args: A) => T {
  const answersFor = perLine<T>();
  return (known, ...args) => {
    const answers = answersFor(known.cluster);
    const key = keyOf(...args);
    const found = answers.get(key) ?? reading(() => compute(known, ...args));
    answers.set(key, found);
    return used(found);
  };
}

/** The same function, computed once for each snapshot and each text: for what comes from manifests themselves, too. */
export function perSnapshot<A extends readonly unknown[], T>(
  keyOf: (...args: A) => string,
  compute: (snapshot: Snapshot, ...args: A) => T,
): (snapshot: Snapshot, ...args: A) => T {
  const answersOf = new WeakMap<Snapshot, Map<string, Computed<T>>>();
  return (snapshot, ...args) => {
    const answers = answersOf.get(snapshot) ?? new Map<string, Computed<T>>();
    answersOf.set(snapshot, answers);
    const key = keyOf(...args);
    const found = answers.get(key) ?? reading(() => compute(snapshot, ...args));
    answers.set(key, found);
    return used(found);
  };
}

type Computed<T> = ReturnType<typeof reading<T>>;

/** What was computed of a cluster, by key. */
interface Answers<T> {
  readonly cluster: Cluster;
  readonly computed: Map<string, Computed<T>>;
}

/** So many answers are kept for one cluster: a person types new selectors all day. */
const MOST_ANSWERS = 10_000;

/** The answers of a cluster: at first those of the one before it that come from nothing which changed since. */
function perLine<T>(): (cluster: Cluster) => Map<string, Computed<T>> {
  const kept = new WeakMap<object, Answers<T>>();
  return (cluster) => {
    const line = lineOf(cluster);
    const before = kept.get(line);
    if (before?.cluster === cluster) return before.computed;
    const computed = before === undefined ? new Map<string, Computed<T>>() : stillTrue(before, cluster);
    kept.set(line, { cluster, computed });
    return computed;
  };
}

/** What does not hold of another cluster for certain is forgotten. */
function stillTrue<T>({ cluster: before, computed }: Answers<T>, now: Cluster): Map<string, Computed<T>> {
  if (computed.size > MOST_ANSWERS) return new Map();
  const isAlike = readsAlike(before, now);
  for (const [key, { reads }] of computed) if (!isAlike(reads)) computed.delete(key);
  return computed;
}

/** Policies repeat one another's selectors, and predicates of equal structure have equal answers. */
export function predicateKey(...predicates: readonly EndpointPredicate[]): string {
  return predicates.map(keyOfOne).join(' ');
}

const keyOfOne = perObject((predicate: EndpointPredicate) => JSON.stringify(predicate));

/** Whoever takes a known answer looks at all that it was computed from. */
function used<T>({ value, reads }: Computed<T>): T {
  readAgain(reads);
  return value;
}
