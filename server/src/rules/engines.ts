/**
 * The programs that enforce policies in a cluster, by the names that the settings have for them.
 * What each of them does otherwise than the API says is in the rules, not here.
 */

/** By the value of the setting: the name in texts. */
export const ENGINE_NAMES = {
  /** What the API promises, and nothing of any one program. */
  kubernetes: 'Kubernetes',
  antrea: 'Antrea',
  'aws-vpc-cni': 'the AWS VPC CNI',
  'azure-cilium': 'AKS with Cilium',
  'azure-npm': 'Azure NPM',
  'azure-npm-lite': 'Azure NPM Lite',
  'azure-npm-windows': 'Azure NPM on Windows',
  calico: 'Calico',
  'calico-windows': 'Calico on Windows',
  cilium: 'Cilium',
  flannel: 'flannel',
  'gke-dataplane-v2': 'GKE Dataplane V2',
  kindnet: 'kindnet',
  'kube-router': 'kube-router',
  none: 'no network plugin',
  'ovn-kubernetes': 'OVN-Kubernetes',
  weave: 'Weave Net',
} as const;

export type Engine = keyof typeof ENGINE_NAMES;

export const DEFAULT_ENGINE: Engine = 'kubernetes';

export function isEngine(name: unknown): name is Engine {
  return typeof name === 'string' && Object.hasOwn(ENGINE_NAMES, name);
}

/** All names that the setting accepts: the default first, the others by the alphabet. */
export const ENGINES: readonly Engine[] = Object.keys(ENGINE_NAMES).filter(isEngine);

/** The plugins whose ranges of addresses never mean pods, since pods are known by their labels only. */
export const CILIUM_FAMILY: readonly Engine[] = ['cilium', 'azure-cilium', 'gke-dataplane-v2'];
