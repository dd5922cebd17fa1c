/**
 * NetworkPolicy in the words of the evaluator: a policy of the tier `networkpolicy` that only allows.
 */
import type { EndpointPredicate, Peer, Policy, PolicyRule, PortMatch, SourceRef } from '../evaluator/model';
import type { LabelSelector } from '../manifests/labels';
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  PodPeer,
} from '../manifests/network-policy';
import { NOT_HOST_NETWORK, selectorPredicate } from './selector-predicate';

/** Policies of this tier have no order among them. */
const TIER = { tier: 'networkpolicy', order: 0 };

/** Pods on the host network are meant by none of its selectors. */
export function translateNetworkPolicy(
  policy: NetworkPolicy,
  namespace: string,
  name: string,
  source: SourceRef,
): Policy {
  const rules = (given: readonly NetworkPolicyRule[]): readonly PolicyRule[] =>
    given.map((rule) => translateRule(rule, namespace));
  return {
    ref: { kind: 'NetworkPolicy', namespace, name },
    source,
    ...TIER,
    subject: podsOf({ op: 'namespace', name: namespace }, policy.podSelector),
    ...(policy.ingress && { ingress: rules(policy.ingress) }),
    ...(policy.egress && { egress: rules(policy.egress) }),
  };
}

function translateRule({ path, peers, ports }: NetworkPolicyRule, namespace: string): PolicyRule {
  return {
    path,
    verdict: 'allow',
    peers: peers === 'any' ? 'any' : peers.map((peer) => translatePeer(peer, namespace)),
    ports: ports === 'any' ? 'any' : ports.map(translatePort),
  };
}

function translatePeer(peer: NetworkPolicyPeer, namespace: string): Peer {
  if (peer.kind === 'ipBlock') {
    return { kind: 'addresses', path: peer.path, cidrs: [peer.cidr], except: peer.except };
  }
  return { kind: 'endpoints', path: peer.path, predicate: podPeer(peer, namespace) };
}

/** Without a namespaceSelector the pods of the policy's own namespace are meant. */
function podPeer({ podSelector, namespaceSelector }: PodPeer, namespace: string): EndpointPredicate {
  const home: EndpointPredicate =
    namespaceSelector === undefined
      ? { op: 'namespace', name: namespace }
      : selectorPredicate(namespaceSelector, 'namespace');
  return podsOf(home, podSelector);
}

/**
 * Pods on the host network are left out, as subjects and as peers: their traffic is the node's, and every network
 * plugin whose treatment of them is known takes it so. The specification leaves it open; answers carry a caveat.
 */
function podsOf(home: EndpointPredicate, podSelector: LabelSelector | undefined): EndpointPredicate {
  const selected = podSelector === undefined ? [] : [selectorPredicate(podSelector, 'pod')];
  return { op: 'all', of: [home, ...selected, NOT_HOST_NETWORK] };
}

function translatePort({ protocol, port, endPort }: NetworkPolicyPort): PortMatch {
  if (typeof port === 'string') return { kind: 'named', protocol, name: port };
  if (port === undefined) return { kind: 'range', protocol, port: 1, endPort: LAST_PORT };
  return { kind: 'range', protocol, port, endPort: endPort ?? port };
}

const LAST_PORT = 65_535;
