/**
 * Rule: cluster-wide policies of a kind that an engine does not read.
 */
import { isKind, KINDS } from '../manifests/known-kinds';
import { ENGINE_NAMES, type Engine } from './engines';
import { valueRange } from './api/place';
import { isClusterPolicy } from './api/policy-kinds';
import type { Rule } from './rule';

/** These know NetworkPolicy alone. */
const NETWORK_POLICY_ONLY: readonly Engine[] = [
  'aws-vpc-cni',
  'azure-npm',
  'azure-npm-lite',
  'azure-npm-windows',
  'kube-router',
  'weave',
];

/** Of the cluster-wide kinds these know ClusterNetworkPolicy only, and that in newer versions. */
const NEW_KIND_ONLY: readonly Engine[] = ['azure-cilium', 'cilium'];

export const rule = {
  id: 'engine-cluster-policy',
  severity: 'warning',
  engines: [...NETWORK_POLICY_ONLY, ...NEW_KIND_ONLY],
  documentation: {
    title: 'A cluster-wide policy that the engine does not read',
    clusterDoes:
      'Where the kind is installed, the API server stores the policy, and nothing applies it: neither what it denies nor what it allows. AdminNetworkPolicy and BaselineAdminNetworkPolicy are read by OVN-Kubernetes, Antrea and some versions of Calico, ClusterNetworkPolicy by Calico from 3.32 on and by Cilium from 1.20 on where it is switched on.',
    meant: 'NetworkPolicies in each namespace, or an engine that reads the kind.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: a}\nspec:\n  priority: 10\n  subject: {namespaces: {}}\n  ingress:\n  - {action: Deny, from: [{namespaces: {}}]}',
    good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: shop}\nspec:\n  podSelector: {}',
    link: 'https://network-policy-api.sigs.k8s.io/implementations/',
  },
  appliesTo: isClusterPolicy,
  *check(context) {
    const { engine, resource } = context;
    if (NEW_KIND_ONLY.includes(engine) && isKind(resource, KINDS.ClusterNetworkPolicy)) return;
    const name = ENGINE_NAMES[engine];
    yield {
      range: valueRange(context, ['kind']),
      message: `${name.charAt(0).toUpperCase()}${name.slice(1)} does not read ${resource.kind}: nothing of this policy is applied. Write NetworkPolicies.`,
    };
  },
} satisfies Rule;
