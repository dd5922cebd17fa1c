/**
 * Which rules let pods ask the DNS of the cluster, as far as anybody can tell from manifests. Where it cannot be told,
 * they are taken to do.
 */
import type { EndpointPredicate, LabelPredicate, Peer, PolicyRule, PortMatch } from '../../evaluator/model';
import { NAMESPACE_NAME, valueMatches } from '../../evaluator/predicate';
import { isDefaultRoute } from './ip-block';
import type { Known } from './computed-once';

/** 5353 is the port of the pods in OpenShift. */
export const DNS_PORTS: ReadonlySet<number> = new Set([53, 5353]);

/** Where clusters run their DNS. */
const DNS_NAMESPACES: readonly string[] = ['kube-system', 'openshift-dns'];

const DNS_PORT_NAME = /^(?:dns|domain)(?:-|$)/u;

/** The rule that works wherever kube-dns or CoreDNS runs as it is installed. */
export const DNS_RULE = {
  to: [
    {
      namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

/** A single port of DNS, by number or name. */
export function isDnsPort(match: PortMatch): boolean {
  if (match.kind === 'named') return DNS_PORT_NAME.test(match.name);
  return match.port === match.endPort && DNS_PORTS.has(match.port);
}

/** A rule for questions to the DNS and nothing else. */
export function isForDns({ ports }: Pick<PolicyRule, 'ports'>): boolean {
  return ports !== 'any' && ports.length > 0 && ports.every(isDnsPort);
}

/**
 * Whether questions to the DNS may get through by this rule. A rule that names a port of DNS was written for it,
 * whoever its peers are.
 */
export function mayReachDns(rule: PolicyRule, known: Known): boolean {
  if (rule.verdict !== 'allow') return false;
  if (rule.ports !== 'any' && rule.ports.some(isDnsPort)) return true;
  if (rule.ports !== 'any' && !rule.ports.some(coversDns)) return false;
  return rule.peers === 'any' || rule.peers.some((peer) => mayBeDns(peer, known));
}

function coversDns(match: PortMatch): boolean {
  return match.kind === 'range' && match.protocol === 'UDP' && match.port <= 53 && match.endPort >= 53;
}

function mayBeDns(peer: Peer, known: Known): boolean {
  switch (peer.kind) {
    case 'endpoints':
      return mayHoldForDns(peer.predicate, known);
    case 'addresses':
      return peer.cidrs.some(isWideOrPrivate);
    case 'names':
    case 'nodes':
      return true;
  }
}

/** The address of the DNS is not known: it is a private one, or that of a cache on the node. */
function isWideOrPrivate(cidr: string): boolean {
  return isDefaultRoute(cidr) || /^(?:10|172|192\.168|169\.254|100|f[cde]\w\w:)/iu.test(cidr);
}

/** Whether pods of the DNS may be meant. The labels of their namespace are known only where it is declared. */
export function mayHoldForDns(predicate: EndpointPredicate, { cluster }: Known): boolean {
  const may = (part: EndpointPredicate): boolean => {
    switch (part.op) {
      case 'all':
        return part.of.every(may);
      case 'any':
        return part.of.some(may);
      case 'not':
        return true;
      case 'host-network':
        return false;
      case 'namespace':
        return DNS_NAMESPACES.includes(part.name);
      case 'label':
        return part.on === 'namespace'
          ? DNS_NAMESPACES.some((name) => mayNamespaceHold(part, name, cluster.namespaces.get(name)))
          : mayPodHold(part);
    }
  };
  return may(predicate);
}

function mayNamespaceHold(
  part: LabelPredicate,
  name: string,
  known: { readonly labels: ReadonlyMap<string, string>; readonly source?: unknown } | undefined,
): boolean {
  if (part.key === NAMESPACE_NAME) return valueMatches(part, name);
  return known?.source === undefined || valueMatches(part, known.labels.get(part.key));
}

function mayPodHold({ operator, values }: LabelPredicate): boolean {
  return operator !== 'In' || values.some((value) => /dns/iu.test(value));
}
