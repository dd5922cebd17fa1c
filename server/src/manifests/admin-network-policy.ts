/**
 * Reads AdminNetworkPolicy and BaselineAdminNetworkPolicy (policy.networking.k8s.io/v1alpha1).
 * See https://github.com/kubernetes-sigs/network-policy-api/tree/v0.1.7/apis/v1alpha1
 */
import type { PortMatch } from '../evaluator/model';
import {
  LAST_PRIORITY,
  onlyMember,
  readClusterPolicy,
  readPriority,
  type ClusterPolicy,
  type PolicyDialect,
} from './cluster-policy';
import { field, text } from './json-value';
import { isPortNumber, readProtocol } from './ports';

const ADMIN: PolicyDialect = {
  actions: new Map([
    ['Allow', 'allow'],
    ['Deny', 'deny'],
    ['Pass', 'pass'],
  ]),
  ports: 'ports',
  readPort,
};

/** There is nothing behind the baseline to pass to. */
const BASELINE: PolicyDialect = {
  ...ADMIN,
  actions: new Map([
    ['Allow', 'allow'],
    ['Deny', 'deny'],
  ]),
};

/** Reads the value of an AdminNetworkPolicy. */
export function readAdminNetworkPolicy(value: unknown): ClusterPolicy {
  return { tier: 'admin', priority: readPriority(value), ...readClusterPolicy(value, ADMIN) };
}

/**
 * Reads the value of a BaselineAdminNetworkPolicy. It has no priority and is meant to be the only one of its tier: a
 * ClusterNetworkPolicy beside it is asked first, which no specification says.
 */
export function readBaselineAdminNetworkPolicy(value: unknown): ClusterPolicy {
  return { tier: 'baseline', priority: LAST_PRIORITY + 1, ...readClusterPolicy(value, BASELINE) };
}

function readPort(item: unknown): PortMatch | undefined {
  const [kind, port] = onlyMember(item) ?? [];
  if (kind === 'portNumber') return range(port, field(port, 'port'), field(port, 'port'));
  if (kind === 'portRange') return range(port, field(port, 'start'), field(port, 'end'));
  const name = kind === 'namedPort' ? text(port) : undefined;
  return name === undefined ? undefined : { kind: 'named', name };
}

/** Of protocols other than these three, which are stored all the same, no packet with ports can be. */
function range(owner: unknown, port: unknown, endPort: unknown): PortMatch | undefined {
  const protocol = readProtocol(field(owner, 'protocol'));
  if (protocol === undefined || !isPortNumber(port) || !isPortNumber(endPort)) return undefined;
  return { kind: 'range', protocol, port, endPort };
}
