/**
 * Rule: more policy types than there are directions.
 */
import { rejection } from './api/rejection';
import type { Rule } from './rule';

const MAX_POLICY_TYPES = 2;

export const rule = {
  id: 'too-many-policy-types',
  severity: 'error',
  documentation: {
    title: 'More than two policy types',
    clusterDoes: 'The API server rejects the policy.',
    meant: 'Ingress and Egress, each at most once.',
    bad: 'policyTypes: [Ingress, Egress, Ingress]',
    good: 'policyTypes: [Ingress, Egress]',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  *check(context) {
    const types = context.parts.spec?.value['policyTypes'];
    if (!Array.isArray(types) || types.length <= MAX_POLICY_TYPES) return;
    const message = `policyTypes may have two items, not ${types.length}; the API server rejects the policy.`;
    yield rejection(context, ['spec', 'policyTypes'], 'Invalid', message);
  },
} satisfies Rule;
