/**
 * Rule: a policy in a cluster that enforces none. Said once for the whole workspace.
 */
import { ENGINE_NAMES } from './engines';
import { valueRange } from './api/place';
import type { Rule } from './rule';

export const rule = {
  id: 'policy-not-enforced',
  severity: 'info',
  engines: ['flannel', 'none'],
  documentation: {
    title: 'Policies that nothing enforces',
    clusterDoes:
      'The API server stores the policies, and nothing applies them: every pod can reach every other. Nobody is told. flannel by itself enforces no policies, nor does a cluster without a network plugin for them.',
    meant:
      'A network plugin that enforces policies, such as Calico, Cilium or Antrea, or kube-network-policies beside flannel. Only the first policy of a workspace has this finding.',
    bad: 'podSelector: {}\npolicyTypes: [Ingress]',
    good: '# no policy, or another setting for podreach.engine',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites',
  },
  *check(context) {
    const { snapshot, file, resource, engine } = context;
    const policy = snapshot.policyOf(file, resource);
    if (policy === undefined || snapshot.cluster.policies[0] !== policy) return;
    yield {
      range: valueRange(context, ['kind']),
      message: `With ${ENGINE_NAMES[engine]}, nothing enforces the policies of this workspace: they are stored, and every pod can reach every other.`,
    };
  },
} satisfies Rule;
