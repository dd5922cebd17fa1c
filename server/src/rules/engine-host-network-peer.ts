/**
 * Rule: a peer by namespace alone, for an engine that takes pods on the host network out of it.
 */
import { namedWorkloads, peerPredicate, withHostNetwork } from './api/readings';
import { keyRange } from './api/place';
import { peerForm } from './api/peer-form';
import { insertionBefore } from './fixes/member';
import type { DirectedPart } from './api/policy-parts';
import type { Fix, Rule, RuleContext } from './rule';

export const rule = {
  id: 'engine-host-network-peer',
  severity: 'warning',
  engines: ['ovn-kubernetes'],
  documentation: {
    title: 'A namespace whose pods are on the host network',
    clusterDoes:
      'OVN-Kubernetes counts pods on the host network among the peers only where the peer has an empty podSelector beside the namespaceSelector, or the namespace has the label for host network traffic. With a namespaceSelector alone they are shut out.',
    meant: 'An empty podSelector beside the namespaceSelector.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: router, namespace: routers}\nspec: {hostNetwork: true}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {}\n  ingress:\n  - from:\n    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: routers}}',
    good: 'apiVersion: v1\nkind: Pod\nmetadata: {name: router, namespace: routers}\nspec: {hostNetwork: true}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {}\n  ingress:\n  - from:\n    - podSelector: {}\n      namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: routers}}',
    link: 'https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/network_security/network-policy',
  },
  *check(context) {
    const { snapshot, file, resource, parts } = context;
    const policy = snapshot.policyOf(file, resource);
    if (policy === undefined) return;
    for (const peer of parts.peers) {
      const predicate = peerForm(peer.value) === 'namespaces' ? peerPredicate(policy, peer.path) : undefined;
      if (predicate === undefined) continue;
      const onHost = snapshot.evaluator
        .select(withHostNetwork(predicate))
        .filter(({ hostNetwork }) => hostNetwork);
      if (onHost.length === 0) continue;
      yield {
        range: keyRange(context, [...peer.path, 'namespaceSelector']),
        message: `OVN-Kubernetes does not count pods on the host network here (${namedWorkloads(onHost)}). To include them, write podSelector: {} beside the namespaceSelector.`,
        fixes: addPodSelector(context, peer),
      };
    }
  },
} satisfies Rule;

function addPodSelector(context: RuleContext, { path }: DirectedPart): readonly Fix[] {
  const edit = insertionBefore(context, [...path, 'namespaceSelector'], 'podSelector', '{}');
  return edit === undefined ? [] : [{ title: 'Add podSelector: {}', edits: [edit], preferred: true }];
}
