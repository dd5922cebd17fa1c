/**
 * Rule: domain names of cluster-wide policies that no name can be.
 */
import { isClusterPolicy } from './api/policy-kinds';
import { textItemsOf } from './api/policy-parts';
import { rejection } from './api/rejection';
import type { Rule } from './rule';

/** At least two labels; the first of them may be a `*`, and a dot may end the name. */
const DOMAIN =
  /^(?:\*\.)?(?:[a-zA-Z0-9](?:[-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-Z0-9](?:[-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/u;

export const rule = {
  id: 'invalid-domain-name',
  severity: 'error',
  documentation: {
    title: 'Not a domain name',
    clusterDoes: 'The API server rejects the policy.',
    meant:
      'A name with at least one dot, without scheme, port or path; or *. and a domain, for all names below it.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  egress:\n  - action: Accept\n    to:\n    - domainNames: ["https://example.org", "*"]',
    good: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  egress:\n  - action: Accept\n    to:\n    - domainNames: [example.org, "*.example.org"]',
    link: 'https://network-policy-api.sigs.k8s.io/npeps/npep-133-fqdn-egress-selector/',
  },
  appliesTo: isClusterPolicy,
  *check(context) {
    for (const peer of context.parts.peers) {
      for (const { path, text } of textItemsOf(peer, 'domainNames')) {
        if (DOMAIN.test(text)) continue;
        const shown = text === '' ? 'An empty text' : `"${text}"`;
        const message = `${shown} is not a domain name, so the API server rejects the policy. Write one such as example.org or *.example.org.`;
        yield rejection(context, path, 'Invalid', message);
      }
    }
  },
} satisfies Rule;
