/**
 * What the cluster-wide policy kinds of `policy.networking.k8s.io` have in common: subjects, rules with an action, and
 * peers. What differs between the kinds is handed in as their dialect.
 */
import type { PortMatch } from '../evaluator/model';
import { field, fieldAt, isAbsent, isObject, items, text } from './json-value';
import { readLabelSelector, type LabelSelector } from './labels';

export interface ClusterPolicy {
  readonly tier: 'admin' | 'baseline';
  /** Lower ones are asked first. */
  readonly priority: number;
  readonly subject: PodsOfNamespaces;
  /** Empty: the policy has nothing to say in this direction. */
  readonly ingress: readonly ClusterPolicyRule[];
  readonly egress: readonly ClusterPolicyRule[];
}

/** The pods with certain labels in all namespaces with certain labels. Never pods on the host network. */
export interface PodsOfNamespaces {
  readonly namespaceSelector: LabelSelector;
  readonly podSelector: LabelSelector;
}

export type ClusterPolicyAction = 'allow' | 'deny' | 'pass';

export interface ClusterPolicyRule {
  /** `spec.ingress[0]` */
  readonly path: string;
  /** The name it was given, for people. */
  readonly name: string | undefined;
  readonly action: ClusterPolicyAction;
  /** `any` only for rules that have to fail closed: a peer to be denied is not understood. */
  readonly peers: 'any' | readonly ClusterPolicyPeer[];
  readonly ports: 'any' | readonly PortMatch[];
}

export type ClusterPolicyPeer =
  /** `path` is `spec.ingress[0].from[1]`. */
  | { readonly kind: 'pods'; readonly path: string; readonly pods: PodsOfNamespaces }
  | { readonly kind: 'networks'; readonly path: string; readonly cidrs: readonly string[] }
  | { readonly kind: 'nodes'; readonly path: string; readonly selector: LabelSelector }
  | { readonly kind: 'domainNames'; readonly path: string; readonly names: readonly string[] };

/** What differs between the kinds. */
export interface PolicyDialect {
  readonly actions: ReadonlyMap<unknown, ClusterPolicyAction>;
  /** Name of the list of ports in a rule, and how an item of it is read: as nothing when it is no port. */
  readonly ports: string;
  readonly readPort: (item: unknown) => PortMatch | undefined;
}

type DirectionFields =
  { readonly rules: 'ingress'; readonly peers: 'from' } | { readonly rules: 'egress'; readonly peers: 'to' };

const INGRESS: DirectionFields = { rules: 'ingress', peers: 'from' };
const EGRESS: DirectionFields = { rules: 'egress', peers: 'to' };

const EVERYTHING: LabelSelector = { requirements: [], isValid: true };
const NOTHING: LabelSelector = { requirements: [], isValid: false };
const NOBODY: PodsOfNamespaces = { namespaceSelector: NOTHING, podSelector: NOTHING };

/** Priorities end here; so does a policy whose priority is not written yet. */
export const LAST_PRIORITY = 1000;

/** Subject and rules of the value of an object. What cannot be read selects nobody and allows nothing. */
export function readClusterPolicy(
  value: unknown,
  dialect: PolicyDialect,
): Pick<ClusterPolicy, 'subject' | 'ingress' | 'egress'> {
  const spec = field(value, 'spec');
  return {
    subject: readPods(field(spec, 'subject')) ?? NOBODY,
    ingress: readRules(spec, INGRESS, dialect),
    egress: readRules(spec, EGRESS, dialect),
  };
}

/** `spec.priority`. */
export function readPriority(value: unknown): number {
  const priority = fieldAt(value, ['spec', 'priority']);
  return typeof priority === 'number' ? priority : LAST_PRIORITY;
}

function readRules(
  spec: unknown,
  direction: DirectionFields,
  dialect: PolicyDialect,
): readonly ClusterPolicyRule[] {
  return items(field(spec, direction.rules))
    .map((rule, index) => readRule(rule, `spec.${direction.rules}[${index}]`, direction, dialect))
    .filter((rule) => rule !== undefined);
}

/** A rule without a known action decides nothing. */
function readRule(
  rule: unknown,
  path: string,
  direction: DirectionFields,
  dialect: PolicyDialect,
): ClusterPolicyRule | undefined {
  const action = dialect.actions.get(field(rule, 'action'));
  if (action === undefined) return undefined;
  const named = { path, name: text(field(rule, 'name')) };
  const peers = readPeers(rule, path, direction);
  if (peers !== undefined) return { ...named, action, peers, ports: readPorts(rule, dialect) };
  // https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go
  return action === 'allow'
    ? { ...named, action, peers: [], ports: [] }
    : { ...named, action: 'deny', peers: 'any', ports: 'any' };
}

/** Undefined when there is a peer that nobody can interpret; the rule then fails closed. */
function readPeers(
  rule: unknown,
  path: string,
  { rules, peers: key }: DirectionFields,
): readonly ClusterPolicyPeer[] | undefined {
  const list = field(rule, key);
  if (!Array.isArray(list)) return [];
  const peers = list
    .map((peer, index) => readPeer(peer, `${path}.${key}[${index}]`, rules))
    .filter((peer) => peer !== undefined);
  return peers.length === list.length ? peers : undefined;
}

/** Exactly one member; of those below, an ingress peer can have the first two only. */
function readPeer(
  peer: unknown,
  path: string,
  direction: DirectionFields['rules'],
): ClusterPolicyPeer | undefined {
  const pods = readPods(peer);
  if (pods !== undefined) return { kind: 'pods', path, pods };
  const [kind, value] = onlyMember(peer) ?? [];
  if (direction === 'ingress') return undefined;
  if (kind === 'nodes') return readNodes(value, path);
  if (!isTextList(value)) return undefined;
  if (kind === 'networks') return { kind, path, cidrs: value };
  return kind === 'domainNames' ? { kind, path, names: value } : undefined;
}

function readNodes(value: unknown, path: string): ClusterPolicyPeer | undefined {
  const selector = readLabelSelector(value);
  return selector?.isValid === true ? { kind: 'nodes', path, selector } : undefined;
}

/** A subject, or a peer of pods: `namespaces`, or `pods` with a selector for each. */
function readPods(value: unknown): PodsOfNamespaces | undefined {
  const [kind, member] = onlyMember(value) ?? [];
  if (kind === 'namespaces') return podsOf(member, undefined);
  // Where both selectors are required, a rule tells what is missing; it means here what it means in the other kind.
  return kind === 'pods' && isObject(member)
    ? podsOf(member['namespaceSelector'], member['podSelector'])
    : undefined;
}

function podsOf(namespaces: unknown, pods: unknown): PodsOfNamespaces | undefined {
  const namespaceSelector = readLabelSelector(namespaces) ?? EVERYTHING;
  const podSelector = readLabelSelector(pods) ?? EVERYTHING;
  return namespaceSelector.isValid && podSelector.isValid ? { namespaceSelector, podSelector } : undefined;
}

/** The one member of an object of which exactly one may be set. */
export function onlyMember(value: unknown): readonly [name: string, member: unknown] | undefined {
  if (!isObject(value)) return undefined;
  const [member, ...others] = Object.entries(value).filter(([, set]) => !isAbsent(set));
  return others.length > 0 ? undefined : member;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => text(item) !== undefined);
}

/** A list that is absent restricts nothing. Items that cannot be read are no port. */
function readPorts(rule: unknown, { ports, readPort }: PolicyDialect): 'any' | readonly PortMatch[] {
  const list = field(rule, ports);
  if (isAbsent(list)) return 'any';
  return items(list)
    .map(readPort)
    .filter((port) => port !== undefined);
}
