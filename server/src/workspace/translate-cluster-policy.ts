/**
 * AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy in the words of the evaluator: policies of
 * the tiers `admin` and `baseline`, in the order of their priorities.
 */
import type { EndpointPredicate, Peer, Policy, PolicyRule, SourceRef } from '../evaluator/model';
import type {
  ClusterPolicy,
  ClusterPolicyPeer,
  ClusterPolicyRule,
  PodsOfNamespaces,
} from '../manifests/cluster-policy';
import { NOT_HOST_NETWORK, selectorPredicate } from './selector-predicate';

/** One shape for the three kinds: they differ in tier, order and verdicts. */
export function translateClusterPolicy(
  policy: ClusterPolicy,
  kind: string,
  name: string,
  source: SourceRef,
): Policy {
  const { tier, priority, subject, ingress, egress } = policy;
  return {
    ref: { kind, name },
    source,
    tier,
    order: priority,
    subject: podsPredicate(subject),
    ...(ingress.length > 0 && { ingress: ingress.map(translateRule) }),
    ...(egress.length > 0 && { egress: egress.map(translateRule) }),
  };
}

function translateRule({ path, action, peers, ports }: ClusterPolicyRule): PolicyRule {
  return { path, verdict: action, peers: peers === 'any' ? 'any' : peers.map(translatePeer), ports };
}

function translatePeer(peer: ClusterPolicyPeer): Peer {
  const { path } = peer;
  switch (peer.kind) {
    case 'pods':
      return { kind: 'endpoints', path, predicate: podsPredicate(peer.pods) };
    case 'networks':
      return { kind: 'addresses', path, cidrs: peer.cidrs, except: [], coversPods: true };
    case 'nodes':
      return { kind: 'nodes', path, predicate: selectorPredicate(peer.selector, 'pod') };
    case 'domainNames':
      return { kind: 'names', path, patterns: peer.names };
  }
}

/** These kinds never mean pods on the host network, neither as subjects nor as peers. */
function podsPredicate({ namespaceSelector, podSelector }: PodsOfNamespaces): EndpointPredicate {
  return {
    op: 'all',
    of: [
      selectorPredicate(namespaceSelector, 'namespace'),
      selectorPredicate(podSelector, 'pod'),
      NOT_HOST_NETWORK,
    ],
  };
}
