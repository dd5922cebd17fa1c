/**
 * Rule: names of ports in egress rules of cluster-wide policies that have peers which are no pods.
 */
import { formatPath } from '../manifests/document';
import { list } from '../wording/quantities';
import { valueRange } from './api/place';
import { isClusterPolicy } from './api/policy-kinds';
import { isSet, itemsOf, peersOfRule, type DirectedPart } from './api/policy-parts';
import type { Finding, Rule, RuleContext } from './rule';

/** Peers that are addresses, and have no container ports. */
const WITHOUT_PODS = ['networks', 'nodes', 'domainNames'] as const;

const NAMED = [
  ['ports', 'namedPort'],
  ['protocols', 'destinationNamedPort'],
] as const;

export const rule = {
  id: 'named-port-without-pods',
  severity: 'warning',
  documentation: {
    title: 'A port name for peers that are no pods',
    clusterDoes:
      'Names stand for container ports of pods. With the experimental channel of this API the API server rejects such a rule beside networks, nodes or domainNames; with the standard channel it stores it, and the rule neither allows nor denies the port there.',
    meant: 'The number of the port, or a rule of its own for the peers that are no pods.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  egress:\n  - action: Deny\n    to:\n    - networks: [192.0.2.0/24]\n    protocols:\n    - destinationNamedPort: web',
    good: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  egress:\n  - action: Deny\n    to:\n    - networks: [192.0.2.0/24]\n    protocols:\n    - tcp: {destinationPort: {number: 8080}}',
    link: 'https://network-policy-api.sigs.k8s.io/npeps/npep-187-ports-and-protocols/',
  },
  appliesTo: isClusterPolicy,
  *check(context) {
    for (const part of context.parts.rules) {
      if (part.direction === 'egress') yield* findings(context, part);
    }
  },
} satisfies Rule;

function* findings(context: RuleContext, part: DirectedPart): Iterable<Finding> {
  const peers = peersOfRule(part);
  const others = WITHOUT_PODS.filter((field) => peers.some(({ value }) => isSet(value[field])));
  if (others.length === 0) return;
  for (const [items, field] of NAMED) {
    for (const { path, value } of itemsOf(part, items)) {
      const name = value[field];
      if (typeof name !== 'string') continue;
      const at = [...path, field];
      const message = `Only pods have port names, so ${name} means nothing on ${list(others)}: the rule neither allows nor denies it there, and the experimental channel of this API rejects the policy. Write the number, or a rule of its own for these peers.`;
      yield { range: valueRange(context, at), field: formatPath(at), message };
    }
  }
}
