/**
 * Rule: ranges of ports in cluster-wide policies that do not go up.
 */
import { formatPath } from '../manifests/document';
import { isKind, KINDS } from '../manifests/known-kinds';
import { portNumbersOf } from './api/cluster-policy-parts';
import { valueRange } from './api/place';
import { isClusterPolicy } from './api/policy-kinds';
import type { Part } from './api/policy-parts';
import type { Finding, Rule, RuleContext } from './rule';

export const rule = {
  id: 'port-range-not-ascending',
  severity: 'error',
  documentation: {
    title: 'A range of ports that does not go up',
    clusterDoes:
      'The API server rejects a ClusterNetworkPolicy unless the range ends with a greater port than it starts with. In the older kinds a range that goes down is stored and matches nothing.',
    meant: 'The ports the other way round, or a single port as a number.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  ingress:\n  - action: Deny\n    from: [{namespaces: {}}]\n    protocols:\n    - tcp: {destinationPort: {range: {start: 80, end: 80}}}',
    good: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  ingress:\n  - action: Deny\n    from: [{namespaces: {}}]\n    protocols:\n    - tcp: {destinationPort: {number: 80}}',
    link: 'https://network-policy-api.sigs.k8s.io/reference/spec/',
  },
  appliesTo: isClusterPolicy,
  *check(context) {
    for (const part of portNumbersOf(context.parts)) yield* judge(context, part);
  },
} satisfies Rule;

function* judge(context: RuleContext, { path, value }: Part): Iterable<Finding> {
  const { start, end } = value;
  if (typeof start !== 'number' || typeof end !== 'number' || start < end) return;
  const field = formatPath(path);
  const range = valueRange(context, [...path, 'end']);
  if (isKind(context.resource, KINDS.ClusterNetworkPolicy)) {
    const advice = start === end ? `For one port write number: ${start}.` : 'Swap the two.';
    const message = `The range from ${start} to ${end} does not go up, so the API server rejects the policy. ${advice}`;
    yield { range, field, reason: 'Invalid', message };
  } else if (start > end) {
    const message = `No port is in the range from ${start} to ${end}: this matches nothing. Swap the two.`;
    yield { range, field, severity: 'warning', message };
  }
}
