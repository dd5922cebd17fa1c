/**
 * Rule: a peer that names nobody.
 */
import { PEERS_KEY, isSet } from './api/policy-parts';
import { rejection } from './api/rejection';
import type { Rule } from './rule';

const PEER_FIELDS = ['podSelector', 'namespaceSelector', 'ipBlock'] as const;

export const rule = {
  id: 'empty-peer',
  severity: 'error',
  fallback: true,
  documentation: {
    title: 'A peer that names nobody',
    clusterDoes: 'The API server rejects the policy.',
    meant:
      'All pods of the same namespace (podSelector: {}), all pods of the cluster (namespaceSelector: {}), or everybody: then leave out the whole list.',
    bad: 'ingress:\n- from:\n  - {}',
    good: 'ingress:\n- from:\n  - podSelector: {}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  },
  *check(context) {
    for (const { path, value, direction } of context.parts.peers) {
      if (PEER_FIELDS.some((field) => isSet(value[field]))) continue;
      const message = `This peer names nobody, and the API server rejects it. Write podSelector: {} for all pods of this namespace, namespaceSelector: {} for all pods of the cluster, or leave out ${PEERS_KEY[direction]} for everybody.`;
      yield rejection(context, path, 'Required', message, { missing: true });
    }
  },
} satisfies Rule;
