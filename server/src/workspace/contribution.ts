/**
 * What one file adds to the cluster, object by object. Depends on this file alone; what objects of several files mean
 * together is decided when the cluster is assembled.
 */
import type { Namespace, Policy, Service, SourceRef, Workload } from '../evaluator/model';
import { readAdminNetworkPolicy, readBaselineAdminNetworkPolicy } from '../manifests/admin-network-policy';
import { readClusterNetworkPolicy } from '../manifests/cluster-network-policy';
import type { ClusterPolicy } from '../manifests/cluster-policy';
import type { ManifestFile, Resource } from '../manifests/document';
import { KINDS, isKind } from '../manifests/known-kinds';
import { readNamespaceLabels } from '../manifests/namespace';
import { readNetworkPolicy } from '../manifests/network-policy';
import { readService } from '../manifests/service';
import { readWorkload, type Owner } from '../manifests/workload';
import { sameModel } from './same-model';
import { translateClusterPolicy } from './translate-cluster-policy';
import { translateNetworkPolicy } from './translate-network-policy';

/** A workload with what decides whether it stands for pods of its own. */
export interface WorkloadEntry {
  readonly workload: Workload;
  readonly owner: Owner | undefined;
  readonly isOver: boolean;
}

/** One object of the cluster model, and where it is written. */
export type Entry = { readonly source: SourceRef } & (
  | { readonly kind: 'policy'; readonly object: Policy }
  | { readonly kind: 'workload'; readonly object: WorkloadEntry }
  | { readonly kind: 'service'; readonly object: Service }
  | { readonly kind: 'namespace'; readonly object: Namespace }
);

export interface Contribution {
  /** By the index of the resource, in ascending order. */
  readonly entries: ReadonlyMap<number, Entry>;
  /** The value each entry was made from. */
  readonly values: ReadonlyMap<number, Resource['value']>;
}

export const NO_CONTRIBUTION: Contribution = { entries: new Map(), values: new Map() };

/**
 * Translates the resources of a file. What `previous`, the contribution of an earlier text of the file, has already is
 * taken from it; the result is `previous` itself when nothing changed that an answer could depend on.
 */
export function contributionOf(file: ManifestFile, namespace: string, previous: Contribution): Contribution {
  const entries = new Map<number, Entry>();
  const values = new Map<number, Resource['value']>();
  for (const resource of file.resources) {
    if (resource.document.notJudged !== undefined) continue;
    const entry = entryOf(file.file, resource, namespace, previous);
    if (entry === undefined) continue;
    entries.set(resource.index, entry);
    values.set(resource.index, resource.value);
  }
  return isUnchanged(entries, previous) ? { entries: previous.entries, values } : { entries, values };
}

function entryOf(
  file: string,
  resource: Resource,
  namespace: string,
  previous: Contribution,
): Entry | undefined {
  const known = previous.entries.get(resource.index);
  if (known !== undefined && previous.values.get(resource.index) === resource.value) return known;
  const entry = translate(resource, { file, resource: resource.index }, namespace);
  return known !== undefined && sameModel(known, entry) ? known : entry;
}

function isUnchanged(entries: ReadonlyMap<number, Entry>, { entries: known }: Contribution): boolean {
  if (entries.size !== known.size) return false;
  return [...entries].every(([index, entry]) => known.get(index) === entry);
}

function translate(resource: Resource, source: SourceRef, defaultNamespace: string): Entry | undefined {
  const { value, name = '', namespace = defaultNamespace } = resource;
  const policy = translatePolicy(resource, source, defaultNamespace);
  if (policy !== undefined) return { kind: 'policy', source, object: policy };
  if (isKind(resource, KINDS.Service)) {
    return { kind: 'service', source, object: { ...readService(value), namespace, name, source } };
  }
  if (isKind(resource, KINDS.Namespace)) {
    return { kind: 'namespace', source, object: { name, labels: readNamespaceLabels(value, name), source } };
  }
  const workload = readWorkload(resource);
  if (workload === undefined) return undefined;
  const { owner, isOver, ...seen } = workload;
  const object = { ...seen, kind: resource.kind, namespace, name, source };
  return { kind: 'workload', source, object: { workload: object, owner, isOver } };
}

function translatePolicy(
  resource: Resource,
  source: SourceRef,
  defaultNamespace: string,
): Policy | undefined {
  const { value, kind, name = '', namespace = defaultNamespace } = resource;
  if (isKind(resource, KINDS.NetworkPolicy)) {
    return translateNetworkPolicy(readNetworkPolicy(value), namespace, name, source);
  }
  const policy = readAnyClusterPolicy(resource);
  return policy && translateClusterPolicy(policy, kind, name, source);
}

function readAnyClusterPolicy(resource: Resource): ClusterPolicy | undefined {
  if (isKind(resource, KINDS.AdminNetworkPolicy)) return readAdminNetworkPolicy(resource.value);
  if (isKind(resource, KINDS.BaselineAdminNetworkPolicy))
    return readBaselineAdminNetworkPolicy(resource.value);
  return isKind(resource, KINDS.ClusterNetworkPolicy) ? readClusterNetworkPolicy(resource.value) : undefined;
}
