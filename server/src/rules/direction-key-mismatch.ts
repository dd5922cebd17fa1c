/**
 * Rule: `from` in an egress rule, or `to` in an ingress rule.
 */
import { formatPath } from '../manifests/document';
import { keyRange } from './api/place';
import { PEERS_KEY } from './api/policy-parts';
import { renameKey } from './fixes/scalar';
import type { Rule } from './rule';

export const rule = {
  id: 'direction-key-mismatch',
  severity: 'error',
  documentation: {
    title: 'The peers of the other direction',
    clusterDoes:
      'The API server rejects the policy. A client that drops unknown fields leaves a rule without peers, which allows everybody.',
    meant: 'Sources are from, in ingress rules; destinations are to, in egress rules.',
    bad: 'egress:\n- from:\n  - podSelector: {}',
    good: 'egress:\n- to:\n  - podSelector: {}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  *check(context) {
    for (const { path, value, direction } of context.parts.rules) {
      const right = PEERS_KEY[direction];
      const wrong = right === 'from' ? 'to' : 'from';
      if (!Object.hasOwn(value, wrong)) continue;
      const field = [...path, wrong];
      yield {
        range: keyRange(context, field),
        message: `${direction} rules have ${right}, not ${wrong}: the API server rejects the policy. Without the field the rule would allow ${direction === 'egress' ? 'every destination' : 'everybody'}.`,
        field: formatPath(field),
        reason: 'Unknown' as const,
        fixes: Object.hasOwn(value, right) ? [] : renameKey(context, field, right),
      };
    }
  },
} satisfies Rule;
