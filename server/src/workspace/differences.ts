/**
 * What is different between two snapshots, as far as it decides whether something concluded from the first still holds.
 */
import type { Cluster, Policy, SourceRef, Workload } from '../evaluator/model';
import type { ManifestFile } from '../manifests/document';
import { lazy } from '../manifests/lazy';
import { FACETS, hasSameAnswer, type Question, type Reads } from './reads';
import type { Duplicate, Snapshot } from './snapshot';

/** Whether something that was concluded from these reads may be different now. */
export type MayDiffer = (reads: Reads) => boolean;

/** Compares once; the answer is quick for any number of reads. */
export function differences(before: Snapshot, now: Snapshot): MayDiffer {
  if (before === now) return () => false;
  const facets = changedFacets(before, now);
  const objects = changedObjects(before.files, now.files);
  const governed = lazy(() => workloadsGovernedAnew(before, now));
  const isGovernedAnew = (workloads: ReadonlySet<Workload>): boolean =>
    (facets & FACETS.policies) !== 0 && intersects(governed(), workloads);
  const isChanged = (object: SourceRef): boolean => objects.get(object.file)?.has(object.resource) ?? false;
  const isAffected = (reads: Reads): boolean =>
    (facets & reads.facets) !== 0 ||
    (objects.size > 0 && some(reads.objects ?? [], isChanged)) ||
    (reads.governed !== undefined && isGovernedAnew(reads.governed)) ||
    some(reads.others ?? [], isAffectedOther) ||
    some(reads.questions ?? [], isAnsweredOtherwise);
  const isAnsweredOtherwise = (question: Question): boolean =>
    isAffected(question.reads) && !hasSameAnswer(question, now);
  // What was computed once is used by many.
  const others = new Map<Reads, boolean>();
  const isAffectedOther = (reads: Reads): boolean => {
    const known = others.get(reads) ?? isAffected(reads);
    others.set(reads, known);
    return known;
  };
  return isAffected;
}

function changedFacets(before: Snapshot, now: Snapshot): number {
  const [a, b] = [before.cluster, now.cluster];
  return (
    (sameWorkloads(a, b) ? 0 : FACETS.workloads) |
    (sameEntries(a.namespaces, b.namespaces) ? 0 : FACETS.namespaces) |
    (sameItems(a.services, b.services) ? 0 : FACETS.services) |
    (sameItems(a.entrances, b.entrances) ? 0 : FACETS.entrances) |
    (sameItems(a.policies, b.policies) ? 0 : FACETS.policies) |
    (sameDuplicates(before.duplicates, now.duplicates) ? 0 : FACETS.duplicates) |
    (sameEntries(before.files, now.files) ? 0 : FACETS.files)
  );
}

function sameWorkloads(a: Cluster, b: Cluster): boolean {
  if (!sameItems(a.workloads, b.workloads)) return false;
  if (a.namespaces === b.namespaces) return true;
  return b.workloads.every(({ namespace }) => a.namespaces.get(namespace) === b.namespaces.get(namespace));
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}

function sameEntries<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  return a === b || (a.size === b.size && !some(a, ([key, value]) => b.get(key) !== value));
}

function sameDuplicates(a: readonly Duplicate[], b: readonly Duplicate[]): boolean {
  return a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));
}

/** By file, the numbers of the objects whose manifests are others now, or gone, or new. */
function changedObjects(
  before: ReadonlyMap<string, ManifestFile>,
  now: ReadonlyMap<string, ManifestFile>,
): ReadonlyMap<string, ReadonlySet<number>> {
  const changed = new Map<string, ReadonlySet<number>>();
  for (const name of new Set([...before.keys(), ...now.keys()])) {
    const [a, b] = [before.get(name), now.get(name)];
    if (a !== b) changed.set(name, changedIn(a?.resources ?? [], b?.resources ?? []));
  }
  return changed;
}

function changedIn(a: ManifestFile['resources'], b: ManifestFile['resources']): ReadonlySet<number> {
  const values = new Map(a.map(({ index, value }) => [index, value]));
  const changed = new Set<number>();
  for (const { index, value } of b) {
    if (values.get(index) !== value) changed.add(index);
    values.delete(index);
  }
  for (const gone of values.keys()) changed.add(gone);
  return changed;
}

/** Workloads that other policies govern than before. They themselves, and their namespaces, are the same. */
function workloadsGovernedAnew(before: Snapshot, now: Snapshot): ReadonlySet<Workload> {
  const policies = changedPolicies(before.cluster.policies, now.cluster.policies);
  return new Set(
    policies === 'order'
      ? now.cluster.workloads
      : policies.flatMap(({ subject }) => now.evaluator.select(subject)),
  );
}

/** Those that came or went, a changed one being both; `order` when the others do not stand as they did. */
function changedPolicies(before: readonly Policy[], now: readonly Policy[]): readonly Policy[] | 'order' {
  const [old, young] = [new Set(before), new Set(now)];
  const gone = before.filter((policy) => !young.has(policy));
  const come = now.filter((policy) => !old.has(policy));
  const stayed = before.filter((policy) => young.has(policy));
  const isInOrder = sameItems(
    stayed,
    now.filter((policy) => old.has(policy)),
  );
  return isInOrder ? [...gone, ...come] : 'order';
}

function intersects<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  return some(few, (item) => many.has(item));
}

function some<T>(items: Iterable<T>, test: (item: T) => boolean): boolean {
  for (const item of items) if (test(item)) return true;
  return false;
}
