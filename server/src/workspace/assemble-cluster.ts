/**
 * Puts the contributions of all files together: one object of each name, pods under their owners, and the namespaces
 * that are only mentioned.
 */
import { KUBERNETES_TIERS, type Cluster, type Entrance, type Namespace } from '../evaluator/model';
import { readNamespaceLabels } from '../manifests/namespace';
import { withBorrowedTemplates } from './borrowed-templates';
import type { Contribution } from './contribution';
import type { Entry } from './entry';
import { openEntrances } from './gateway-routes';
import { groupByOwner } from './pod-owners';
import type { Duplicate } from './snapshot';
import { createTellsApart } from './visible-differences';

export interface Assembly {
  readonly cluster: Cluster;
  /** Objects that are written more than once. */
  readonly duplicates: readonly Duplicate[];
}

/** Which of several files is to be believed about an object: the one with the highest rank. */
export type Rank = (file: string) => number;

/** As after `kubectl apply` of one file after the other: no file ranks above another, the last one counts. */
export const LAST_COUNTS: Rank = () => 0;

/**
 * The cluster that the files describe together. An object that is written several times is taken from the file of the
 * highest rank; of files with equal rank, and within one file, the last one counts.
 */
export function assembleCluster(contributions: readonly Contribution[], rank: Rank): Assembly {
  const { entries, duplicates } = withoutDuplicates(contributions, rank);
  const policies = entries.flatMap((entry) => (entry.kind === 'policy' ? entry.object : []));
  const services = entries.flatMap((entry) => (entry.kind === 'service' ? entry.object : []));
  const owners = entries.flatMap((entry) => (entry.kind === 'workload' ? entry.object : []));
  const declared = entries.flatMap((entry) => (entry.kind === 'namespace' ? entry.object : []));
  const mentioned = [
    ...owners.map(({ workload }) => workload.namespace),
    ...services.map(({ namespace }) => namespace),
    ...policies.flatMap(({ ref }) => ref.namespace ?? []),
  ];
  const namespaces = allNamespaces(declared, mentioned);
  const workloads = groupByOwner(withBorrowedTemplates(owners), createTellsApart(policies, namespaces));
  const entrances = entrancesOf(entries, namespaces);
  const cluster = { namespaces, workloads, services, entrances, tiers: KUBERNETES_TIERS, policies };
  return { cluster, duplicates };
}

function entrancesOf(
  entries: readonly Entry[],
  namespaces: ReadonlyMap<string, Namespace>,
): readonly Entrance[] {
  const gateways = entries.flatMap((entry) => (entry.kind === 'gateway' ? entry.object : []));
  const grants = entries.flatMap((entry) => (entry.kind === 'grant' ? entry.object : []));
  const entrances = entries.flatMap((entry) => (entry.kind === 'entrance' ? entry.object : []));
  return openEntrances(entrances, { gateways, grants, namespaces });
}

function allNamespaces(
  declared: readonly Namespace[],
  mentioned: readonly string[],
): ReadonlyMap<string, Namespace> {
  const namespaces = new Map(declared.map((namespace) => [namespace.name, namespace]));
  for (const name of mentioned) {
    if (!namespaces.has(name)) namespaces.set(name, { name, labels: readNamespaceLabels(undefined, name) });
  }
  return namespaces;
}

function withoutDuplicates(
  contributions: readonly Contribution[],
  rank: Rank,
): { readonly entries: readonly Entry[]; readonly duplicates: readonly Duplicate[] } {
  const byIdentity = new Map<string, Entry[]>();
  for (const { entries } of contributions) {
    for (const entry of entries.values()) {
      const key = identity(entry);
      const same = byIdentity.get(key);
      if (same === undefined) byIdentity.set(key, [entry]);
      else same.push(entry);
    }
  }
  const entries: Entry[] = [];
  const duplicates: Duplicate[] = [];
  for (const same of byIdentity.values()) {
    const used = same.reduce((best, entry) =>
      rank(entry.source.file) >= rank(best.source.file) ? entry : best,
    );
    entries.push(used);
    if (same.length > 1) duplicates.push(duplicateOf(used, same));
  }
  return { entries, duplicates };
}

function duplicateOf(used: Entry, all: readonly Entry[]): Duplicate {
  return { ...nameOf(used), used: used.source, sources: all.map(({ source }) => source) };
}

/** Objects whose name is not yet written are all different. */
function identity(entry: Entry): string {
  const { kind, namespace = '', name } = nameOf(entry);
  const place = name === '' ? ` ${entry.source.file} ${entry.source.resource}` : '';
  return `${kind} ${namespace} ${name}${place}`;
}

function nameOf({ kind, object }: Entry): Pick<Duplicate, 'kind' | 'namespace' | 'name'> {
  switch (kind) {
    case 'policy':
      return object.ref;
    case 'workload':
      return named(object.workload.kind, object.workload);
    case 'service':
      return named('Service', object);
    case 'namespace':
      return { kind: 'Namespace', name: object.name };
    case 'entrance':
      return named(object.entrance.kind, object.entrance);
    case 'gateway':
      return named('Gateway', object);
    case 'grant':
      return named('ReferenceGrant', object);
  }
}

function named(
  kind: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Pick<Duplicate, 'kind' | 'namespace' | 'name'> {
  return { kind, namespace, name };
}
