/**
 * Rule: priorities of AdminNetworkPolicies that an engine does not take.
 */
import { formatPath } from '../manifests/document';
import { isKind, KINDS } from '../manifests/known-kinds';
import { valueRange } from './api/place';
import type { Rule } from './rule';

const HIGHEST = 99;

/** What the API takes; beyond it another rule speaks. */
const HIGHEST_OF_API = 1000;

export const rule = {
  id: 'engine-priority',
  severity: 'error',
  engines: ['ovn-kubernetes'],
  documentation: {
    title: 'A priority that OVN-Kubernetes does not take',
    clusterDoes:
      'The API server takes priorities up to 1000, OVN-Kubernetes up to 99. It reports the policy in an event and does not apply it.',
    meant: 'A priority from 0 to 99; lower ones are asked first.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: a}\nspec:\n  priority: 100\n  subject: {namespaces: {}}\n  ingress:\n  - {action: Deny, from: [{namespaces: {}}]}',
    good: 'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: a}\nspec:\n  priority: 50\n  subject: {namespaces: {}}\n  ingress:\n  - {action: Deny, from: [{namespaces: {}}]}',
    link: 'https://ovn-kubernetes.io/features/network-security-controls/admin-network-policy/',
  },
  appliesTo: (resource) => isKind(resource, KINDS.AdminNetworkPolicy),
  *check(context) {
    const priority = context.parts.spec?.value['priority'];
    if (typeof priority !== 'number' || priority <= HIGHEST || priority > HIGHEST_OF_API) return;
    const path = ['spec', 'priority'];
    yield {
      range: valueRange(context, path),
      field: formatPath(path),
      message: `OVN-Kubernetes takes priorities up to ${HIGHEST}: it does not apply this policy. Write a lower one.`,
    };
  },
} satisfies Rule;
