/**
 * A cluster made of the pieces of an earlier one wherever they say the same, so that what was computed from a piece, or
 * from a whole list of them, goes on counting.
 */
import type { Cluster, Namespace, SourceRef } from '../evaluator/model';
import { sameModel } from './same-model';

/** The same cluster; lists and maps in which nothing changed are those of `before`. */
export function sharedCluster(now: Cluster, before: Cluster): Cluster {
  return {
    ...now,
    namespaces: sharedNamespaces(now.namespaces, before.namespaces),
    workloads: sharedItems(now.workloads, before.workloads),
    services: sharedItems(now.services, before.services),
    entrances: sharedItems(now.entrances, before.entrances),
    policies: sharedItems(now.policies, before.policies),
  };
}

function sharedItems<T extends { readonly source: SourceRef }>(
  now: readonly T[],
  before: readonly T[],
): readonly T[] {
  if (areSame(now, before)) return before;
  const bySource = new Map(before.map((item) => [item.source, item]));
  const shared = now.map((item) => {
    const known = bySource.get(item.source);
    return known !== undefined && sameModel(known, item) ? known : item;
  });
  return areSame(shared, before) ? before : shared;
}

function sharedNamespaces(
  now: ReadonlyMap<string, Namespace>,
  before: ReadonlyMap<string, Namespace>,
): ReadonlyMap<string, Namespace> {
  const shared = Array.from(now, ([name, namespace]) => {
    const known = before.get(name);
    return [name, known !== undefined && sameModel(known, namespace) ? known : namespace] as const;
  });
  return areSame(shared.flat(), [...before].flat()) ? before : new Map(shared);
}

function areSame<T>(now: readonly T[], before: readonly T[]): boolean {
  return now.length === before.length && now.every((item, nth) => item === before[nth]);
}
