/**
 * Rule: fields of cluster-wide policies that only the experimental channel of their API has.
 */
import { formatPath, type FieldPath } from '../manifests/document';
import { isKind, KINDS } from '../manifests/known-kinds';
import { portItemsOf } from './api/cluster-policy-parts';
import { keyRange } from './api/place';
import { isClusterPolicy } from './api/policy-kinds';
import { isSet, type Part } from './api/policy-parts';
import type { Rule, RuleContext } from './rule';

const PEERS = ['nodes', 'domainNames'];

export const rule = {
  id: 'experimental-field',
  severity: 'info',
  documentation: {
    title: 'A field of the experimental channel',
    clusterDoes:
      'A cluster with the standard channel of this API does not know the field. It drops it, and then rejects what is left as a peer or port that says nothing.',
    meant:
      'Fine where the experimental channel is installed: the CustomResourceDefinition says so in the annotation policy.networking.k8s.io/channel.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  egress:\n  - action: Deny\n    to:\n    - nodes: {matchLabels: {role: worker}}',
    good: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject: {namespaces: {}}\n  egress:\n  - action: Deny\n    to:\n    - networks: [192.0.2.0/24]',
    link: 'https://network-policy-api.sigs.k8s.io/getting-started/',
  },
  appliesTo: isClusterPolicy,
  *check(context) {
    for (const path of experimentalFields(context)) {
      yield {
        range: keyRange(context, path),
        field: formatPath(path),
        message: `Only the experimental channel of this API has ${String(path.at(-1))}. With the standard channel the API server rejects the policy.`,
      };
    }
  },
} satisfies Rule;

function experimentalFields({ parts, resource }: RuleContext): readonly FieldPath[] {
  // ClusterNetworkPolicy has names of ports in both channels.
  const ports = isKind(resource, KINDS.ClusterNetworkPolicy) ? [] : portItemsOf(parts);
  const fields = [
    ...parts.peers.flatMap((peer) => fieldsOf(peer, PEERS)),
    ...ports.flatMap((port) => fieldsOf(port, ['namedPort'])),
  ];
  // Whoever knows it of one knows it of all of that name.
  return [...new Map(fields.toReversed().map((path) => [path.at(-1), path])).values()];
}

function fieldsOf({ path, value }: Part, names: readonly string[]): readonly FieldPath[] {
  return names.filter((name) => isSet(value[name])).map((name) => [...path, name]);
}
