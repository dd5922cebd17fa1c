/**
 * Reads ClusterNetworkPolicy (policy.networking.k8s.io/v1alpha2).
 * See https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go
 */
import type { PortMatch, Protocol } from '../evaluator/model';
import {
  onlyMember,
  readClusterPolicy,
  readPriority,
  type ClusterPolicy,
  type PolicyDialect,
} from './cluster-policy';
import { field, fieldAt, isAbsent, isObject, text } from './json-value';
import { isPortNumber } from './ports';

const DIALECT: PolicyDialect = {
  actions: new Map([
    ['Accept', 'allow'],
    ['Deny', 'deny'],
    ['Pass', 'pass'],
  ]),
  ports: 'protocols',
  readPort: readProtocolItem,
};

const PROTOCOLS: ReadonlyMap<unknown, Protocol> = new Map([
  ['tcp', 'TCP'],
  ['udp', 'UDP'],
  ['sctp', 'SCTP'],
]);

/** Reads the value of a ClusterNetworkPolicy; undefined while its tier is missing or none of the two. */
export function readClusterNetworkPolicy(value: unknown): ClusterPolicy | undefined {
  const tier = readTier(fieldAt(value, ['spec', 'tier']));
  if (tier === undefined) return undefined;
  return { tier, priority: readPriority(value), ...readClusterPolicy(value, DIALECT) };
}

function readTier(tier: unknown): ClusterPolicy['tier'] | undefined {
  if (tier === 'Admin') return 'admin';
  return tier === 'Baseline' ? 'baseline' : undefined;
}

function readProtocolItem(item: unknown): PortMatch | undefined {
  const [kind, member] = onlyMember(item) ?? [];
  const protocol = PROTOCOLS.get(kind);
  if (protocol !== undefined) return readDestinationPort(member, protocol);
  const name = kind === 'destinationNamedPort' ? text(member) : undefined;
  return name === undefined ? undefined : { kind: 'named', name };
}

/** All ports when none is given: that is the text's meaning of `tcp: {}`, which the schema refuses. */
function readDestinationPort(member: unknown, protocol: Protocol): PortMatch | undefined {
  const destination = field(member, 'destinationPort');
  if (isAbsent(destination)) {
    return isObject(member) ? { kind: 'range', protocol, port: 1, endPort: 65_535 } : undefined;
  }
  const [kind, port] = onlyMember(destination) ?? [];
  if (kind === 'number' && isPortNumber(port)) return { kind: 'range', protocol, port, endPort: port };
  const start = field(port, 'start');
  const end = field(port, 'end');
  if (kind !== 'range' || !isPortNumber(start) || !isPortNumber(end)) return undefined;
  return { kind: 'range', protocol, port: start, endPort: end };
}
