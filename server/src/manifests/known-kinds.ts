/**
 * The kinds Podreach reads, by API group and kind, and in which of their fields it looks. One line for each kind;
 * a kind that is not listed is passed over without being parsed.
 */

export interface KnownKind {
  /** API groups it is served in; the empty one is the core group (`apiVersion: v1`). */
  readonly groups: readonly string[];
  /** Versions that are read; all when absent. */
  readonly versions?: readonly string[];
  readonly kind: string;
  /** Paths of the fields that answers depend on, apart from name and namespace. `[]` stands for any item. */
  readonly reads: readonly string[];
}

const POD_FIELDS = [
  'metadata.labels',
  'spec.hostNetwork',
  'spec.serviceAccountName',
  'spec.containers[].ports',
  'spec.initContainers[].ports',
];

const POD: KnownKind = { groups: [''], kind: 'Pod', reads: [...POD_FIELDS, 'status.podIPs'] };
const NETWORK_POLICY: KnownKind = {
  groups: ['networking.k8s.io'],
  versions: ['v1'],
  kind: 'NetworkPolicy',
  reads: ['spec'],
};
const ADMIN_API = { groups: ['policy.networking.k8s.io'], reads: ['spec'] };
const GATEWAY_API = { groups: ['gateway.networking.k8s.io'], reads: ['spec'] };
const NAMESPACE: KnownKind = { groups: [''], kind: 'Namespace', reads: ['metadata.labels'] };
const SERVICE: KnownKind = {
  groups: [''],
  kind: 'Service',
  reads: ['spec.selector', 'spec.ports', 'spec.clusterIP', 'spec.type', 'spec.externalName'],
};

export const KINDS = {
  NetworkPolicy: NETWORK_POLICY,
  AdminNetworkPolicy: { ...ADMIN_API, versions: ['v1alpha1'], kind: 'AdminNetworkPolicy' },
  BaselineAdminNetworkPolicy: { ...ADMIN_API, versions: ['v1alpha1'], kind: 'BaselineAdminNetworkPolicy' },
  ClusterNetworkPolicy: { ...ADMIN_API, versions: ['v1alpha2'], kind: 'ClusterNetworkPolicy' },
  Namespace: NAMESPACE,
  Service: SERVICE,
  // `extensions` is where Ingress stood before it moved to its present group.
  Ingress: { groups: ['networking.k8s.io', 'extensions'], kind: 'Ingress', reads: ['spec'] },
  Route: { groups: ['route.openshift.io'], kind: 'Route', reads: ['spec'] },
  Gateway: { ...GATEWAY_API, kind: 'Gateway' },
  HTTPRoute: { ...GATEWAY_API, kind: 'HTTPRoute' },
  GRPCRoute: { ...GATEWAY_API, kind: 'GRPCRoute' },
  TLSRoute: { ...GATEWAY_API, kind: 'TLSRoute' },
  TCPRoute: { ...GATEWAY_API, kind: 'TCPRoute' },
  UDPRoute: { ...GATEWAY_API, kind: 'UDPRoute' },
  ReferenceGrant: { ...GATEWAY_API, kind: 'ReferenceGrant' },
  Pod: POD,
  // `extensions` is where these kinds stood before Kubernetes 1.16; manifests of that age still describe workloads.
  Deployment: templated(['apps', 'extensions'], 'Deployment'),
  ReplicaSet: templated(['apps', 'extensions'], 'ReplicaSet'),
  DaemonSet: templated(['apps', 'extensions'], 'DaemonSet'),
  StatefulSet: templated(['apps'], 'StatefulSet'),
  ReplicationController: templated([''], 'ReplicationController'),
  Job: templated(['batch'], 'Job'),
  CronJob: templated(['batch'], 'CronJob', 'spec.jobTemplate.spec.template'),
  DeploymentConfig: templated(['apps.openshift.io', ''], 'DeploymentConfig'),
  Rollout: withReads(templated(['argoproj.io'], 'Rollout'), ['spec.workloadRef']),
  VirtualMachine: virtualMachine('VirtualMachine', 'spec.template.'),
  VirtualMachineInstance: virtualMachine('VirtualMachineInstance', ''),
  VirtualMachineInstanceReplicaSet: virtualMachine('VirtualMachineInstanceReplicaSet', 'spec.template.'),
} as const satisfies Readonly<Record<string, KnownKind>>;

/** What kind an object is of: its API group and version and its kind decide, never the kind alone. */
export function isKind(
  object: { readonly apiVersion: string; readonly kind: string },
  known: KnownKind,
): boolean {
  if (object.kind !== known.kind) return false;
  const { group, version } = splitApiVersion(object.apiVersion);
  return known.groups.includes(group) && (known.versions?.includes(version) ?? true);
}

/** The known kind of an object, if it is of one. */
export function knownKindOf(object: {
  readonly apiVersion: string;
  readonly kind: string;
}): KnownKind | undefined {
  return Object.values<KnownKind>(KINDS).find((known) => isKind(object, known));
}

/** `apps/v1` is version `v1` of group `apps`; `v1` alone is of the core group, whose name is empty. */
export function splitApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf('/');
  return { group: apiVersion.slice(0, Math.max(slash, 0)), version: apiVersion.slice(slash + 1) };
}

function templated(groups: readonly string[], kind: string, template = 'spec.template'): KnownKind {
  return { groups, kind, reads: POD_FIELDS.map((path) => `${template}.${path}`) };
}

function withReads(known: KnownKind, reads: readonly string[]): KnownKind {
  return { ...known, reads: [...known.reads, ...reads] };
}

function virtualMachine(kind: string, template: string): KnownKind {
  const fields = ['metadata.labels', 'spec.domain.devices.interfaces', 'spec.volumes'];
  return { groups: ['kubevirt.io'], kind, reads: fields.map((path) => template + path) };
}
