/**
 * What is different between two snapshots, as far as it decides whether something concluded from the first still holds.
 */
import { differingItems, differingPart } from '../evaluator/differing-part';
import type { Cluster, Policy, SourceRef, Workload } from '../evaluator/model';
import type { ManifestDocument, ManifestFile } from '../manifests/document';
import { lazy } from '../manifests/lazy';
import { sameItems } from './derived';
import { changedNames } from './file-table';
import { FACETS, hasSameAnswer, isOfFacetsOnly, plain, type Question, type Reads } from './reads';
import type { Duplicate, Snapshot } from './snapshot';

/** Whether something that was concluded from these reads may be different now. */
export type MayDiffer = (reads: Reads) => boolean;

/** Compares once; the answer is quick for any number of reads. */
export function differences(before: Snapshot, now: Snapshot): MayDiffer {
  if (before === now) return () => false;
  const objects = changedObjects(before.files, now.files);
  const facets =
    changedParts(before.cluster, now.cluster) |
    (sameDuplicates(before.duplicates, now.duplicates) ? 0 : FACETS.duplicates) |
    (objects.size === 0 ? 0 : FACETS.files);
  const governed = lazy(() => workloadsGovernedAnew(before, now));
  const isGovernedAnew = (workloads: ReadonlySet<Workload>): boolean =>
    (facets & FACETS.policies) !== 0 && intersects(governed(), workloads);
  const isChanged = (object: SourceRef): boolean => objects.get(object.file)?.has(object.resource) ?? false;
  const isAffected = (reads: Reads): boolean =>
    (facets & reads.facets) !== 0 || (!isOfFacetsOnly(reads) && isAffectedElsewhere(reads));
  const isAffectedElsewhere = (reads: Reads): boolean =>
    (objects.size > 0 && some(reads.objects, isChanged)) ||
    (reads.governed !== undefined && isGovernedAnew(reads.governed)) ||
    some(reads.others, isAffectedOther) ||
    some(reads.questions, isAnsweredOtherwise);
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

/** What was compared last is compared again soon, as each thing that was computed from the one may hold of the other. */
let compared: { readonly before: Cluster; readonly now: Cluster; readonly parts: number } | undefined;

/** The facets of a snapshot that are parts of its cluster. */
function changedParts(before: Cluster, now: Cluster): number {
  if (compared?.before === before && compared.now === now) return compared.parts;
  const parts =
    (sameWorkloads(before, now) ? 0 : FACETS.workloads) |
    (sameEntries(before.namespaces, now.namespaces) ? 0 : FACETS.namespaces) |
    (sameItems(before.services, now.services) ? 0 : FACETS.services) |
    (sameItems(before.entrances, now.entrances) ? 0 : FACETS.entrances) |
    (samePolicies(before, now) ? 0 : FACETS.policies);
  compared = { before, now, parts };
  return parts;
}

const PARTS = FACETS.workloads | FACETS.namespaces | FACETS.services | FACETS.entrances | FACETS.policies;

/** Whether certainly nothing of these reads is different in two observed clusters. */
export function readsAlike(before: Cluster, now: Cluster): (reads: Reads) => boolean {
  const same = PARTS & ~changedParts(plain(before), plain(now));
  return (reads) => isOfFacetsOnly(reads) && (reads.facets & ~same) === 0;
}

function sameWorkloads(a: Cluster, b: Cluster): boolean {
  if (!sameItems(a.workloads, b.workloads)) return false;
  const others = changedKeys(a.namespaces, b.namespaces);
  return others.size === 0 || !b.workloads.some(({ namespace }) => others.has(namespace));
}

/** The keys under which two maps hold something else. */
function changedKeys<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): ReadonlySet<K> {
  if (a === b) return new Set();
  return new Set([...a.keys(), ...b.keys()].filter((key) => a.get(key) !== b.get(key)));
}

function samePolicies(a: Cluster, b: Cluster): boolean {
  return sameItems(a.policies, b.policies) && sameItems(a.unreadPolicies, b.unreadPolicies);
}

function sameEntries<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  return changedKeys(a, b).size === 0;
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
  for (const name of changedNames(before, now)) {
    const [old, young] = [before.get(name), now.get(name)];
    changed.set(name, changedIn(old?.documents ?? [], young?.documents ?? []));
  }
  return changed;
}

/** Documents that hold the same hold the same objects. */
function changedIn(a: readonly ManifestDocument[], b: readonly ManifestDocument[]): ReadonlySet<number> {
  const { start, oldEnd, newEnd } = differingPart(a, b, (old, young) => old?.body === young?.body);
  const values = valuesIn(a.slice(start, oldEnd));
  const changed = new Set<number>();
  for (const [index, value] of valuesIn(b.slice(start, newEnd))) {
    if (values.get(index) !== value) changed.add(index);
    values.delete(index);
  }
  for (const gone of values.keys()) changed.add(gone);
  return changed;
}

function valuesIn(documents: readonly ManifestDocument[]): Map<number, unknown> {
  const resources = documents.flatMap((document) => (document.isRelevant ? document.resources : []));
  return new Map(resources.map(({ index, value }) => [index, value]));
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
  const { gone, come } = differingItems(before, now);
  const [old, young] = [new Set(gone), new Set(come)];
  const isInOrder = sameItems(
    gone.filter((policy) => young.has(policy)),
    come.filter((policy) => old.has(policy)),
  );
  if (!isInOrder) return 'order';
  return [...gone.filter((policy) => !young.has(policy)), ...come.filter((policy) => !old.has(policy))];
}

function intersects<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  return some(few, (item) => many.has(item));
}

/** Of sets alone: engines then go through them without an object for each step. */
function some<T>(items: ReadonlySet<T> | undefined, test: (item: T) => boolean): boolean {
  if (items === undefined) return false;
  for (const item of items) if (test(item)) return true;
  return false;
}
