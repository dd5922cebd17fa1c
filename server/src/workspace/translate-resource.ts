/**
 * From a resource to its part of the cluster model: each kind through its reader and its translation.
 */
import type { Policy, SourceRef } from '../evaluator/model';
import { readAdminNetworkPolicy, readBaselineAdminNetworkPolicy } from '../manifests/admin-network-policy';
import { readClusterNetworkPolicy } from '../manifests/cluster-network-policy';
import type { ClusterPolicy } from '../manifests/cluster-policy';
import type { Resource } from '../manifests/document';
import { readGateway, readReferenceGrant } from '../manifests/gateway-api';
import { KINDS, isKind } from '../manifests/known-kinds';
import { readNamespaceLabels } from '../manifests/namespace';
import { readNetworkPolicy } from '../manifests/network-policy';
import { readService } from '../manifests/service';
import { unreadPolicyKind } from '../manifests/unread-policies';
import { readWorkload } from '../manifests/workload';
import type { Entry } from './entry';
import { translateClusterPolicy } from './translate-cluster-policy';
import { translateEntrance } from './translate-entrance';
import { translateNetworkPolicy } from './translate-network-policy';

/** What every object has, with the defaults filled in. */
interface Identity {
  readonly namespace: string;
  readonly name: string;
  readonly source: SourceRef;
}

type Translator = (resource: Resource, identity: Identity) => Entry | undefined;

const TRANSLATORS: readonly Translator[] = [
  policyEntry,
  unreadPolicyEntry,
  serviceEntry,
  namespaceEntry,
  entranceEntry,
  routingEntry,
  workloadEntry,
];

/** The entry of a resource; undefined for kinds that decide nothing. */
export function translateResource(
  resource: Resource,
  source: SourceRef,
  defaultNamespace: string,
): Entry | undefined {
  const { name = '', namespace = defaultNamespace } = resource;
  for (const translate of TRANSLATORS) {
    const entry = translate(resource, { namespace, name, source });
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function policyEntry(resource: Resource, { namespace, name, source }: Identity): Entry | undefined {
  const object = isKind(resource, KINDS.NetworkPolicy)
    ? translateNetworkPolicy(readNetworkPolicy(resource.value), namespace, name, source)
    : clusterPolicy(resource, name, source);
  return object && { kind: 'policy', source, object };
}

function clusterPolicy(resource: Resource, name: string, source: SourceRef): Policy | undefined {
  const policy = readAnyClusterPolicy(resource);
  return policy && translateClusterPolicy(policy, resource.kind, name, source);
}

function readAnyClusterPolicy(resource: Resource): ClusterPolicy | undefined {
  const { value } = resource;
  if (isKind(resource, KINDS.AdminNetworkPolicy)) return readAdminNetworkPolicy(value);
  if (isKind(resource, KINDS.BaselineAdminNetworkPolicy)) return readBaselineAdminNetworkPolicy(value);
  return isKind(resource, KINDS.ClusterNetworkPolicy) ? readClusterNetworkPolicy(value) : undefined;
}

/** Whether its kind has namespaces is not known: one that is not written is left open. */
function unreadPolicyEntry(resource: Resource, { name, source }: Identity): Entry | undefined {
  const kind = unreadPolicyKind(resource);
  if (kind === undefined) return undefined;
  const { namespace } = resource;
  const ref = { kind, ...(namespace !== undefined && { namespace }), name };
  return { kind: 'unread-policy', source, object: { ref, source } };
}

function serviceEntry(resource: Resource, identity: Identity): Entry | undefined {
  if (!isKind(resource, KINDS.Service)) return undefined;
  const object = { ...readService(resource.value), ...identity };
  return { kind: 'service', source: identity.source, object };
}

function namespaceEntry(resource: Resource, { name, source }: Identity): Entry | undefined {
  if (!isKind(resource, KINDS.Namespace)) return undefined;
  const object = { name, labels: readNamespaceLabels(resource.value, name), source };
  return { kind: 'namespace', source, object };
}

function entranceEntry(resource: Resource, { namespace, name, source }: Identity): Entry | undefined {
  const object = translateEntrance(resource, namespace, name, source);
  return object && { kind: 'entrance', source, object };
}

function routingEntry(resource: Resource, { namespace, name, source }: Identity): Entry | undefined {
  if (isKind(resource, KINDS.Gateway)) {
    return { kind: 'gateway', source, object: { namespace, name, gateway: readGateway(resource.value) } };
  }
  if (!isKind(resource, KINDS.ReferenceGrant)) return undefined;
  const grant = readReferenceGrant(resource.value);
  return { kind: 'grant', source, object: { namespace, name, grant } };
}

/** One that is still being typed, without any name, is nothing that would be applied. */
function workloadEntry(resource: Resource, identity: Identity): Entry | undefined {
  if (identity.name === '') return undefined;
  const read = readWorkload(resource);
  if (read === undefined) return undefined;
  const { owner, isOver, templateOf, ...seen } = read;
  const workload = { ...seen, kind: resource.kind, ...identity };
  const object = { workload, owner, isOver, ...(templateOf && { templateOf }) };
  return { kind: 'workload', source: identity.source, object };
}
