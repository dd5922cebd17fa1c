/**
 * Puts the objects of all files together: pods under their owners, the namespaces that are only mentioned, and the ways
 * in that are open. After an edit, only what depends on a changed object is put together anew.
 */
import {
  KUBERNETES_TIERS,
  type Cluster,
  type Entrance,
  type Namespace,
  type Policy,
  type Service,
  type UnreadPolicy,
  type Workload,
} from '../evaluator/model';
import { readNamespaceLabels } from '../manifests/namespace';
import { withBorrowedTemplates } from './borrowed-templates';
import type { Choice } from './choice';
import { derived, type Derived } from './derived';
import type { EntranceEntry, Entry, GatewayEntry, GrantEntry, WorkloadEntry } from './entry';
import { openEntrances } from './gateway-routes';
import { groupByOwner, isGrouped } from './pod-owners';
import type { Kind, Listing } from './roster';
import { sharedEntries, sharedItems, sharedList } from './shared';
import { createTellsApart } from './visible-differences';

/** A cluster with what it was put together from. */
export interface Assembly {
  readonly cluster: Cluster;
  readonly objects: Objects;
  readonly namespaces: Derived<ReadonlyMap<string, Namespace>>;
  readonly workloads: Derived<readonly Workload[]>;
  readonly entrances: Derived<readonly Entrance[]>;
}

/** The objects of each kind that count, in the order of the files. */
interface Objects {
  readonly policies: Derived<readonly Policy[]>;
  readonly unreadPolicies: Derived<readonly UnreadPolicy[]>;
  readonly services: Derived<readonly Service[]>;
  readonly owners: Derived<readonly WorkloadEntry[]>;
  readonly declared: Derived<readonly Namespace[]>;
  readonly entrances: Derived<readonly EntranceEntry[]>;
  readonly gateways: Derived<readonly GatewayEntry[]>;
  readonly grants: Derived<readonly GrantEntry[]>;
}

/**
 * The cluster that the files describe together. Of `before`, a cluster of the same files at another time or as another
 * choice leaves it, it has all that is the same.
 */
export function assembleCluster(listing: Listing, choice: Choice, before: Assembly | undefined): Assembly {
  const objects = objectsOf(listing, choice, before?.objects);
  const { policies, unreadPolicies, services, owners, declared, gateways, grants } = objects;
  const namespaces = derived([declared.value, listing.namespaces], before?.namespaces, (known) =>
    sharedEntries(allNamespaces(declared.value, listing.namespaces), known),
  );
  const surroundings = isGrouped(owners.value) ? [policies.value, namespaces.value] : [];
  const workloads = derived([owners.value, ...surroundings], before?.workloads, (known) => {
    const tellsApart = createTellsApart(policies.value, namespaces.value);
    return sharedItems(groupByOwner(withBorrowedTemplates(owners.value), tellsApart), known);
  });
  const routing = { gateways: gateways.value, grants: grants.value, namespaces: namespaces.value };
  const entrances = derived(
    [objects.entrances.value, ...Object.values(routing)],
    before?.entrances,
    (known) => sharedItems(openEntrances(objects.entrances.value, routing), known),
  );
  const parts = { namespaces, workloads, services, entrances, policies, unreadPolicies };
  return { cluster: clusterOf(parts, before?.cluster), objects, namespaces, workloads, entrances };
}

type Parts = { readonly [Part in Exclude<keyof Cluster, 'tiers'>]: Derived<Cluster[Part]> };

function clusterOf(parts: Parts, before: Cluster | undefined): Cluster {
  const cluster = {
    namespaces: parts.namespaces.value,
    workloads: parts.workloads.value,
    services: parts.services.value,
    entrances: parts.entrances.value,
    policies: parts.policies.value,
    unreadPolicies: parts.unreadPolicies.value,
    tiers: KUBERNETES_TIERS,
  };
  const isSame =
    before?.namespaces === cluster.namespaces &&
    before.workloads === cluster.workloads &&
    before.services === cluster.services &&
    before.entrances === cluster.entrances &&
    before.policies === cluster.policies &&
    before.unreadPolicies === cluster.unreadPolicies;
  return isSame ? before : cluster;
}

function objectsOf(listing: Listing, choice: Choice, before: Objects | undefined): Objects {
  const pick = <T>(
    kind: Kind,
    known: Derived<readonly T[]> | undefined,
    objectOf: (entry: Entry) => T | undefined,
  ): Derived<readonly T[]> => {
    const slots = listing.slots.get(kind) ?? NONE;
    return derived([slots, choice.key], known, (old) =>
      sharedList(
        slots.flatMap((slot) => objectOf(choice.of(slot)) ?? []),
        old,
      ),
    );
  };
  return {
    policies: pick('policy', before?.policies, (one) => (one.kind === 'policy' ? one.object : undefined)),
    unreadPolicies: pick('unread-policy', before?.unreadPolicies, (one) =>
      one.kind === 'unread-policy' ? one.object : undefined,
    ),
    services: pick('service', before?.services, (one) => (one.kind === 'service' ? one.object : undefined)),
    owners: pick('workload', before?.owners, (one) => (one.kind === 'workload' ? one.object : undefined)),
    declared: pick('namespace', before?.declared, (one) =>
      one.kind === 'namespace' ? one.object : undefined,
    ),
    entrances: pick('entrance', before?.entrances, (one) =>
      one.kind === 'entrance' ? one.object : undefined,
    ),
    gateways: pick('gateway', before?.gateways, (one) => (one.kind === 'gateway' ? one.object : undefined)),
    grants: pick('grant', before?.grants, (one) => (one.kind === 'grant' ? one.object : undefined)),
  };
}

const NONE: readonly [] = [];

/** The declared ones, then those that are only mentioned. */
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
