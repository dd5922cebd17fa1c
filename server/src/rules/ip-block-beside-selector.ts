/**
 * Rule: addresses and pods in one peer.
 */
import { keyRange } from './api/place';
import { isMembers } from './api/policy-parts';
import { rejection } from './api/rejection';
import type { Rule } from './rule';

export const rule = {
  id: 'ip-block-beside-selector',
  severity: 'error',
  documentation: {
    title: 'An ipBlock beside a selector in one peer',
    clusterDoes: 'The API server rejects the policy: a peer is either addresses or pods.',
    meant: 'Two peers, each with its own dash: those addresses, or those pods.',
    bad: 'from:\n- podSelector: {}\n  ipBlock: {cidr: 192.0.2.0/24}',
    good: 'from:\n- podSelector: {}\n- ipBlock: {cidr: 192.0.2.0/24}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  },
  *check(context) {
    for (const { path, value } of context.parts.peers) {
      // What is set to something else than a map is a fault of its own.
      const hasSelector = isMembers(value['podSelector']) || isMembers(value['namespaceSelector']);
      if (!hasSelector || !isMembers(value['ipBlock'])) continue;
      const message =
        'A peer is either addresses or pods: the API server rejects an ipBlock beside a selector. Give the ipBlock a dash of its own.';
      yield rejection(context, path, 'Forbidden', message, {
        range: keyRange(context, [...path, 'ipBlock']),
      });
    }
  },
} satisfies Rule;
