/**
 * Rule: the API server looked for among pods.
 */
import type { EndpointPredicate } from '../evaluator/model';
import { NAMESPACE_NAME } from '../evaluator/predicate';
import { portParts } from './api/destinations';
import { valueRange } from './api/place';
import { peersOfRule, type DirectedPart } from './api/policy-parts';
import { peerPredicate } from './api/readings';
import type { Rule, RuleContext } from './rule';

const API_SERVER_PORTS: ReadonlySet<unknown> = new Set([443, 6443]);

/** Where the Service of the API server is, and where people look for it. */
const LOOKED_FOR_IN: ReadonlySet<string> = new Set(['default', 'kube-system']);

export const rule = {
  id: 'api-server-egress',
  severity: 'hint',
  documentation: {
    title: 'The API server looked for among pods',
    clusterDoes:
      'The API server is no pod that a selector could mean: it is on the host network or outside the cluster. A peer by namespace with its port allows no connection to it. Behind its Service, the port is that of the server itself, often 6443.',
    meant:
      'An ipBlock with the addresses of the API server, or a rule without peers for its port, which then is open to everybody. It speaks about rules for port 443 or 6443 whose peers are all in kube-system or default, and no known pod there has the port.',
    bad: 'podSelector: {matchLabels: {app: operator}}\npolicyTypes: [Egress]\negress:\n- ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]\n- to:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: default}}\n  ports: [{protocol: TCP, port: 443}]',
    good: 'podSelector: {matchLabels: {app: operator}}\npolicyTypes: [Egress]\negress:\n- ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]\n- to:\n  - ipBlock: {cidr: 192.0.2.10/32}\n  ports: [{protocol: TCP, port: 6443}]',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  },
  *check(context) {
    for (const directed of context.parts.rules) {
      if (directed.direction !== 'egress' || !isMeant(context, directed)) continue;
      const [item] = portParts([directed]);
      if (item === undefined) continue;
      yield {
        range: valueRange(context, [...item.path, 'port']),
        message:
          'If this is meant for the API server: no selector means it, since it is no pod of the cluster network. Write its address as an ipBlock.',
      };
    }
  },
} satisfies Rule;

function isMeant(context: RuleContext, directed: DirectedPart): boolean {
  const { snapshot, file, resource } = context;
  const items = portParts([directed]);
  const policy = snapshot.policyOf(file, resource);
  if (items.length === 0 || !items.every(({ value }) => API_SERVER_PORTS.has(value['port']))) return false;
  const peers = peersOfRule(directed).map(({ path }) => policy && peerPredicate(policy, path));
  const isThere = peers.length > 0 && peers.every((peer) => peer !== undefined && isWholeNamespace(peer));
  if (!isThere) return false;
  const pods = peers.flatMap((peer) => (peer === undefined ? [] : snapshot.evaluator.select(peer)));
  return !pods.some(({ ports }) => ports.some(({ port }) => API_SERVER_PORTS.has(port)));
}

/** All pods of one of those namespaces: labels of pods would tell what else is meant. */
function isWholeNamespace(predicate: EndpointPredicate): boolean {
  const parts = conjuncts(predicate).filter(({ op }) => op !== 'not');
  return (
    parts.length > 0 &&
    parts.every(
      (part) =>
        part.op === 'label' &&
        part.on === 'namespace' &&
        part.key === NAMESPACE_NAME &&
        part.operator === 'In' &&
        part.values.every((value) => LOOKED_FOR_IN.has(value)),
    )
  );
}

function conjuncts(predicate: EndpointPredicate): readonly EndpointPredicate[] {
  return predicate.op === 'all' ? predicate.of.flatMap(conjuncts) : [predicate];
}
