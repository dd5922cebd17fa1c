/**
 * Reads NetworkPolicy (networking.k8s.io/v1) with the defaults of the API server. What the server would refuse is
 * read so that it allows nothing: an invalid peer is nobody, an invalid port no port.
 * See https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/v1/defaults.go
 */
import type { Protocol } from '../evaluator/model';
import { field, isAbsent, isObject, text } from './json-value';
import { readLabelSelector, type LabelSelector } from './labels';
import { isPortNumber, readProtocol } from './ports';

export interface NetworkPolicy {
  readonly podSelector: LabelSelector;
  /** Rules by direction; absent for a direction that `policyTypes`, as given or by default, does not name. */
  readonly ingress?: readonly NetworkPolicyRule[];
  readonly egress?: readonly NetworkPolicyRule[];
}

export interface NetworkPolicyRule {
  /** `spec.ingress[0]` */
  readonly path: string;
  readonly peers: 'any' | readonly NetworkPolicyPeer[];
  readonly ports: 'any' | readonly NetworkPolicyPort[];
}

export type NetworkPolicyPeer = PodPeer | IpBlockPeer;

/** At least one of the two is set. */
export interface PodPeer {
  readonly kind: 'pods';
  /** `spec.ingress[0].from[1]` */
  readonly path: string;
  readonly podSelector: LabelSelector | undefined;
  /** Undefined: the policy's own namespace. */
  readonly namespaceSelector: LabelSelector | undefined;
}

export interface IpBlockPeer {
  readonly kind: 'ipBlock';
  readonly path: string;
  readonly cidr: string;
  readonly except: readonly string[];
}

export interface NetworkPolicyPort {
  readonly protocol: Protocol;
  /** Absent: all ports of the protocol. */
  readonly port: number | string | undefined;
  readonly endPort: number | undefined;
}

/** Names of the fields of one direction. */
interface DirectionFields {
  readonly rules: 'ingress' | 'egress';
  readonly peers: 'from' | 'to';
}

const INGRESS: DirectionFields = { rules: 'ingress', peers: 'from' };
const EGRESS: DirectionFields = { rules: 'egress', peers: 'to' };

/** Reads the value of a NetworkPolicy object. */
export function readNetworkPolicy(value: unknown): NetworkPolicy {
  const spec = field(value, 'spec');
  const types = policyTypes(spec);
  return {
    podSelector: readLabelSelector(field(spec, 'podSelector')) ?? EVERYTHING,
    ...(types.has('Ingress') && { ingress: readRules(spec, INGRESS) }),
    ...(types.has('Egress') && { egress: readRules(spec, EGRESS) }),
  };
}

const EVERYTHING: LabelSelector = { requirements: [], isValid: true };

/** Ingress always, Egress where there is at least one egress rule; unless the policy names types itself. */
function policyTypes(spec: unknown): ReadonlySet<unknown> {
  const given = field(spec, 'policyTypes');
  const types = new Set(Array.isArray(given) ? given.filter(isPolicyType) : []);
  if (types.size > 0) return types;
  const egress = field(spec, 'egress');
  return new Set(Array.isArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']);
}

function isPolicyType(value: unknown): boolean {
  return value === 'Ingress' || value === 'Egress';
}

function readRules(spec: unknown, direction: DirectionFields): readonly NetworkPolicyRule[] {
  const rules = field(spec, direction.rules);
  if (!Array.isArray(rules)) return [];
  return rules.map((rule, index) => readRule(rule, `spec.${direction.rules}[${index}]`, direction));
}

function readRule(rule: unknown, path: string, direction: DirectionFields): NetworkPolicyRule {
  // A null item is the empty rule, which allows everything; any other item that is no mapping allows nothing.
  if (!isAbsent(rule) && !isObject(rule)) return { path, peers: [], ports: [] };
  const peers = readList(field(rule, direction.peers), (peer, index) =>
    readPeer(peer, `${path}.${direction.peers}[${index}]`),
  );
  return { path, peers, ports: readList(field(rule, 'ports'), readPort) };
}

/** A list that is absent or empty restricts nothing. Items that cannot be read are left out. */
function readList<T>(
  list: unknown,
  read: (item: unknown, index: number) => T | undefined,
): 'any' | readonly T[] {
  if (isAbsent(list)) return 'any';
  if (!Array.isArray(list)) return [];
  return list.length === 0 ? 'any' : list.map(read).filter((item) => item !== undefined);
}

function readPeer(peer: unknown, path: string): NetworkPolicyPeer | undefined {
  const podSelector = readLabelSelector(field(peer, 'podSelector'));
  const namespaceSelector = readLabelSelector(field(peer, 'namespaceSelector'));
  const ipBlock = field(peer, 'ipBlock');
  const hasSelector = podSelector !== undefined || namespaceSelector !== undefined;
  if (isAbsent(ipBlock))
    return hasSelector ? { kind: 'pods', path, podSelector, namespaceSelector } : undefined;
  return hasSelector ? undefined : readIpBlock(ipBlock, path);
}

function readIpBlock(ipBlock: unknown, path: string): IpBlockPeer | undefined {
  const cidr = text(field(ipBlock, 'cidr'));
  const except = field(ipBlock, 'except') ?? [];
  if (cidr === undefined || !isTextList(except)) return undefined;
  return { kind: 'ipBlock', path, cidr, except };
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => text(item) !== undefined);
}

function readPort(item: unknown): NetworkPolicyPort | undefined {
  // A null item is TCP on all ports, as `{}` is.
  if (!isAbsent(item) && !isObject(item)) return undefined;
  const protocol = readProtocol(field(item, 'protocol'));
  const port = field(item, 'port') ?? undefined;
  const endPort = field(item, 'endPort') ?? undefined;
  if (protocol === undefined || !isPort(port) || !isEndPort(endPort, port)) return undefined;
  return { protocol, port, endPort };
}

function isPort(port: unknown): port is number | string | undefined {
  return port === undefined || isPortNumber(port) || text(port) !== undefined;
}

function isEndPort(endPort: unknown, port: number | string | undefined): endPort is number | undefined {
  if (endPort === undefined) return true;
  return isPortNumber(endPort) && typeof port === 'number' && endPort >= port;
}
