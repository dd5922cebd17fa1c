/**
 * Rule: an object of a cluster-wide policy that has to say one of several things, and says none or more.
 */
import { list } from '../wording/quantities';
import {
  destinationPortsOf,
  portItemsOf,
  protocolsOf,
  setMembers,
  targetsOf,
} from './api/cluster-policy-parts';
import { ownerName } from './api/field-names';
import { isClusterPolicy } from './api/policy-kinds';
import type { Part, PolicyParts } from './api/policy-parts';
import { rejection } from './api/rejection';
import type { Finding, Rule, RuleContext } from './rule';

export const rule = {
  id: 'exactly-one-member',
  severity: 'error',
  documentation: {
    title: 'Exactly one of several fields is needed',
    clusterDoes: 'The API server rejects the policy.',
    meant:
      'A subject, a peer and a port say one thing each. Alternatives are items of their own: they are separated by a dash.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  egress:\n  - action: Deny\n    to:\n    - namespaces: {}\n      networks: [192.0.2.0/24]',
    good: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  egress:\n  - action: Deny\n    to:\n    - namespaces: {}\n    - networks: [192.0.2.0/24]',
    link: 'https://network-policy-api.sigs.k8s.io/reference/spec/',
  },
  appliesTo: isClusterPolicy,
  *check(context) {
    for (const part of unions(context.parts)) yield* judge(context, part);
  },
} satisfies Rule;

function unions(parts: PolicyParts): readonly Part[] {
  const items = portItemsOf(parts);
  return [
    ...targetsOf(parts),
    ...items,
    ...items.flatMap((item) => [...protocolsOf(item).filter(isEmpty), ...destinationPortsOf(item)]),
  ];
}

function isEmpty(part: Part): boolean {
  return setMembers(part).length === 0;
}

function* judge(context: RuleContext, part: Part): Iterable<Finding> {
  const members = setMembers(part);
  if (members.length === 1) return;
  const name = ownerName(part.path);
  if (members.length === 0) {
    const message = `${name} is empty, so the API server rejects the policy. ${advice(part)}`;
    yield rejection(context, part.path, 'Invalid', message, { missing: true });
    return;
  }
  const message = `${name} has ${list(members)}, but only one of them may be set; the API server rejects the policy. Write each as an item of its own.`;
  yield rejection(context, part.path, 'Invalid', message);
}

function advice({ path }: Part): string {
  const field = path.at(-1);
  if (field === 'tcp' || field === 'udp' || field === 'sctp') {
    return 'For all ports write destinationPort: {range: {start: 1, end: 65535}}.';
  }
  if (field === 'destinationPort') return 'Write number or range.';
  if (field === 'subject') return 'Write namespaces: {} for all pods of the cluster.';
  return 'Write one of its fields.';
}
