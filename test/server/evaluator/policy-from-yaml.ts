/**
 * Policies of the tests: NetworkPolicy as the program reads it, and AdminNetworkPolicy and BaselineAdminNetworkPolicy
 * as far as the tests of tiers need them.
 */
import type {
  EndpointPredicate,
  Peer,
  Policy,
  PolicyRule,
  PortMatch,
  RuleVerdict,
} from '../../../server/src/evaluator/model';
import { readLabelSelector } from '../../../server/src/manifests/labels';
import { readNetworkPolicy } from '../../../server/src/manifests/network-policy';
import { translateNetworkPolicy } from '../../../server/src/workspace/translate-network-policy';

const source = { file: 'test.yaml', resource: 0 };

interface AdminPeer {
  readonly namespaces?: object;
  readonly pods?: { readonly namespaceSelector?: object; readonly podSelector?: object };
  readonly networks?: readonly string[];
  readonly domainNames?: readonly string[];
  readonly nodes?: object;
}

interface AdminRule {
  readonly action: string;
  readonly from?: readonly AdminPeer[];
  readonly to?: readonly AdminPeer[];
  readonly ports?: readonly {
    readonly portNumber?: { readonly port: number };
    readonly namedPort?: string;
  }[];
}

interface Written {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly priority?: number;
    readonly subject?: AdminPeer;
    readonly ingress?: readonly AdminRule[];
    readonly egress?: readonly AdminRule[];
  };
}

/** An empty document is no policy. */
export function readPolicy(value: Written | null): Policy[] {
  if (value === null) return [];
  const { kind, metadata } = value;
  const { namespace = 'default', name } = metadata;
  if (kind !== 'NetworkPolicy') return [adminPolicy(value)];
  return [translateNetworkPolicy(readNetworkPolicy(value), namespace, name, source)];
}

function adminPolicy({ kind, metadata: { name }, spec }: Written): Policy {
  const rules = (direction: 'ingress' | 'egress'): PolicyRule[] | undefined =>
    spec[direction]?.map((rule, index) => adminRule(rule, `spec.${direction}[${index}]`));
  const [ingress, egress] = [rules('ingress'), rules('egress')];
  return {
    ref: { kind, name },
    source,
    tier: kind === 'AdminNetworkPolicy' ? 'admin' : 'baseline',
    order: spec.priority ?? 0,
    subject: pods(spec.subject ?? {}),
    ...(ingress && { ingress }),
    ...(egress && { egress }),
  };
}

const VERDICTS: Readonly<Record<string, RuleVerdict>> = {
  Allow: 'allow',
  Deny: 'deny',
  Pass: 'pass',
  Log: 'log',
};

function adminRule({ action, from, to, ports }: AdminRule, path: string): PolicyRule {
  const field = from === undefined ? 'to' : 'from';
  return {
    path,
    verdict: VERDICTS[action] ?? 'log',
    peers: (from ?? to ?? []).map((peer, index) => adminPeer(peer, `${path}.${field}[${index}]`)),
    ports: ports === undefined ? 'any' : ports.map(adminPort),
  };
}

function adminPort({ portNumber, namedPort = '' }: NonNullable<AdminRule['ports']>[number]): PortMatch {
  if (portNumber === undefined) return { kind: 'named', name: namedPort };
  return { kind: 'range', protocol: 'TCP', port: portNumber.port, endPort: portNumber.port };
}

function adminPeer(peer: AdminPeer, path: string): Peer {
  if (peer.networks) return { kind: 'addresses', path, cidrs: peer.networks, except: [] };
  if (peer.domainNames) return { kind: 'names', path, patterns: peer.domainNames };
  if (peer.nodes) return { kind: 'nodes', path, predicate: selector(peer.nodes, 'pod') };
  return { kind: 'endpoints', path, predicate: pods(peer) };
}

/** These kinds never mean pods on the host network. */
function pods(peer: AdminPeer): EndpointPredicate {
  const { namespaceSelector = peer.namespaces ?? {}, podSelector = {} } = peer.pods ?? {};
  return {
    op: 'all',
    of: [
      { op: 'not', of: { op: 'host-network' } },
      selector(namespaceSelector, 'namespace'),
      selector(podSelector, 'pod'),
    ],
  };
}

function selector(written: object, on: 'pod' | 'namespace'): EndpointPredicate {
  const { requirements = [] } = readLabelSelector(written) ?? {};
  return { op: 'all', of: requirements.map((requirement) => ({ op: 'label', on, ...requirement })) };
}
