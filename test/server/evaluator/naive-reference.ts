/**
 * A second evaluator, as plain as can be: one pod, one address, one port at a time, straight from the text of the
 * specification. It shares nothing with the real one but the types of the model, so that both are unlikely to be
 * wrong in the same way.
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type {
  Cluster,
  Direction,
  EndpointPredicate,
  Entrance,
  EntranceController,
  Peer,
  Policy,
  PolicyRule,
  Protocol,
  Service,
  Workload,
} from '../../../server/src/evaluator/model';

/** One end of one connection: a pod, a single address outside, or an ingress controller's pod. */
export type End = { readonly workload: Workload } | { readonly address: string } | 'ingress-controller';

/** As an end, but a controller's pod is that of a certain entrance. */
type Place = { readonly workload: Workload } | { readonly address: string } | EntranceController;

/** All that is known of a controller where no entrance says more. */
const SOME_CONTROLLER: EntranceController = {
  namespaceLabels: new Map([['kubernetes.io/metadata.name', '']]),
};

/** One single connection. ICMP stands for all protocols without ports. */
export type Traffic = { readonly protocol: Protocol; readonly port: number } | 'ICMP';

type Answer = 'yes' | 'no' | 'unknown';

/** All outcomes that are possible: both, where the specification or the manifests leave it open. */
export type Outcomes = ReadonlySet<boolean>;

/** Whether traffic gets from one end to the other. */
export function outcomes(cluster: Cluster, source: End, destination: End, traffic: Traffic): Outcomes {
  const to = destination === 'ingress-controller' ? SOME_CONTROLLER : destination;
  if (source !== 'ingress-controller') return pairOutcomes(cluster, source, to, traffic);
  // Several entrances: what one of them lets through for certain gets through.
  const result = new Set<boolean>();
  let isCertain = false;
  for (const entrance of cluster.entrances) {
    if (!('workload' in to) || !leadsTo(cluster, entrance, to.workload, traffic)) continue;
    const own = pairOutcomes(cluster, entrance.controller, to, traffic);
    if (own.has(true)) result.add(true);
    if (!own.has(false)) isCertain = true;
  }
  if (!isCertain) result.add(false);
  return result;
}

function leadsTo(cluster: Cluster, entrance: Entrance, pod: Workload, traffic: Traffic): boolean {
  if (traffic === 'ICMP') return false;
  for (const backend of entrance.backends) {
    const service = cluster.services.find(
      (one) => one.namespace === backend.namespace && one.name === backend.service,
    );
    if (service === undefined || backend.protocol !== traffic.protocol) continue;
    const ports = service.ports.filter((one) => one.protocol === backend.protocol);
    const byService = ports.filter(({ port, name }) => backend.port === port || backend.port === name);
    const byTarget = ports.filter(({ targetPort }) => backend.port === targetPort);
    const byName = ports.filter(({ name }) => backend.port === name);
    const byPod = ports.filter(({ targetPort, protocol }) => {
      if (typeof targetPort === 'number') return targetPort === backend.port;
      const found = pod.ports.find((one) => one.name === targetPort && one.protocol === protocol);
      return found?.port === backend.port;
    });
    const [first] = {
      service: byService,
      'service-or-target': [...byService, ...byTarget],
      'target-or-service': [...byName, ...byPod, ...byTarget, ...byService],
    }[backend.portOf];
    const meant = backend.port === undefined ? ports : first === undefined ? [] : [first];
    for (const port of meant) {
      const only = { ...service, headless: false, ports: [port] };
      if (behindService(only, port, pod).some((one) => one !== 'ICMP' && one.port === traffic.port))
        return true;
    }
  }
  return false;
}

function pairOutcomes(cluster: Cluster, source: Place, destination: Place, traffic: Traffic): Outcomes {
  const result = new Set<boolean>();
  for (const out of oneWay(cluster, 'egress', source, destination, traffic)) {
    for (const into of oneWay(cluster, 'ingress', destination, source, traffic)) result.add(out && into);
  }
  return result;
}

/** What the policies on `self` say. Ends that are no pods have none. */
function oneWay(
  cluster: Cluster,
  direction: Direction,
  self: Place,
  other: Place,
  traffic: Traffic,
): Outcomes {
  if (!('workload' in self)) return new Set([true]);
  const policies = cluster.policies.filter(
    (policy) => policy[direction] !== undefined && selects(policy.subject, self.workload, cluster),
  );
  const ask = (rule: PolicyRule): Answer => ruleMatches(cluster, direction, rule, self, other, traffic);
  const result = new Set<boolean>();
  walkTiers(cluster, direction, policies, 0, ask, result);
  return result;
}

function walkTiers(
  cluster: Cluster,
  direction: Direction,
  policies: readonly Policy[],
  tierIndex: number,
  ask: (rule: PolicyRule) => Answer,
  result: Set<boolean>,
): void {
  const tier = cluster.tiers[tierIndex];
  if (tier === undefined) {
    result.add(true);
    return;
  }
  const members = policies.filter((policy) => policy.tier === tier.id);
  const next = (): void => {
    walkTiers(cluster, direction, policies, tierIndex + 1, ask, result);
  };
  if (members.length === 0) {
    next();
    return;
  }
  for (const order of possibleOrders(members)) {
    const rules = order.flatMap((policy) => policy[direction] ?? []);
    walkRules(rules, 0, ask, result, next, () => {
      if (tier.end === 'deny') result.add(false);
      else next();
    });
  }
}

function walkRules(
  rules: readonly PolicyRule[],
  index: number,
  ask: (rule: PolicyRule) => Answer,
  result: Set<boolean>,
  nextTier: () => void,
  endOfTier: () => void,
): void {
  const rule = rules[index];
  if (rule === undefined) {
    endOfTier();
    return;
  }
  const answer = ask(rule);
  if (answer !== 'no') {
    if (rule.verdict === 'allow') result.add(true);
    if (rule.verdict === 'deny') result.add(false);
    if (rule.verdict === 'pass') nextTier();
  }
  if (answer !== 'yes' || rule.verdict === 'log') {
    walkRules(rules, index + 1, ask, result, nextTier, endOfTier);
  }
}

/** Ascending order; where it is equal, every sequence is possible. */
function possibleOrders(policies: readonly Policy[]): Policy[][] {
  if (policies.length === 0) return [[]];
  const lowest = Math.min(...policies.map((policy) => policy.order));
  const result: Policy[][] = [];
  for (const first of policies) {
    if (first.order !== lowest) continue;
    const rest = policies.filter((policy) => policy !== first);
    for (const order of possibleOrders(rest)) result.push([first, ...order]);
  }
  return result;
}

function ruleMatches(
  cluster: Cluster,
  direction: Direction,
  rule: PolicyRule,
  self: Place,
  other: Place,
  traffic: Traffic,
): Answer {
  const destination = direction === 'ingress' ? self : other;
  if (!portsMatch(rule.ports, destination, traffic)) return 'no';
  if (rule.exceptPorts !== undefined && portsMatch(rule.exceptPorts, destination, traffic)) return 'no';
  const certainly = rule.condition === undefined ? 'yes' : 'unknown';
  if (rule.peers === 'any') return certainly;
  let answer: Answer = 'no';
  for (const peer of rule.peers) {
    const match = peerMatches(cluster, peer, other);
    if (match === 'yes') return certainly;
    if (match === 'unknown') answer = 'unknown';
  }
  return answer;
}

function portsMatch(ports: PolicyRule['ports'], destination: Place, traffic: Traffic): boolean {
  if (ports === 'any') return true;
  if (traffic === 'ICMP') return false;
  for (const match of ports) {
    if (match.kind === 'range') {
      const inRange = match.port <= traffic.port && traffic.port <= match.endPort;
      if (inRange && match.protocol === traffic.protocol) return true;
      continue;
    }
    if (!('workload' in destination)) continue;
    for (const port of destination.workload.ports) {
      const named = port.name === match.name && (match.protocol ?? port.protocol) === port.protocol;
      if (named && port.protocol === traffic.protocol && port.port === traffic.port) return true;
    }
  }
  return false;
}

function peerMatches(cluster: Cluster, peer: Peer, other: Place): Answer {
  const outside = 'address' in other;
  const workload = 'workload' in other ? other.workload : undefined;
  switch (peer.kind) {
    case 'endpoints':
      if (outside) return 'no';
      return selects(peer.predicate, 'workload' in other ? other.workload : other, cluster) ? 'yes' : 'no';
    case 'addresses':
      if (outside) return inBlock(peer, other.address) ? 'yes' : 'no';
      // Where the API does not say that pods are meant, they are taken not to be.
      if (peer.coversPods !== true) return 'no';
      // An address is all that is known of a pod without one; the API says that networks mean pods as well.
      if (!workload?.addresses.length && holdsAllOfIpv4(peer)) return 'yes';
      return workloadInBlock(peer, workload?.addresses ?? []);
    case 'names':
      return outside ? 'unknown' : 'no';
    case 'nodes':
      // Addresses outside the cluster are not those of its nodes; whose labels no manifest tells.
      if (workload?.hostNetwork !== true) return 'no';
      return isSaidOfAll(peer.predicate) ? 'yes' : 'unknown';
  }
}

type AddressPeer = Extract<Peer, { kind: 'addresses' }>;

function holdsAllOfIpv4(peer: AddressPeer): boolean {
  const isIpv4 = (cidr: string): boolean => cidr.includes('.');
  return peer.cidrs.includes('0.0.0.0/0') && !peer.except.some(isIpv4);
}

/** An empty selector, which holds for every node. */
function isSaidOfAll(predicate: EndpointPredicate): boolean {
  if (predicate.op === 'all') return !predicate.of.some((part) => !isSaidOfAll(part));
  if (predicate.op === 'any') return predicate.of.some(isSaidOfAll);
  return predicate.op === 'not' && isSaidOfNone(predicate.of);
}

function isSaidOfNone(predicate: EndpointPredicate): boolean {
  if (predicate.op === 'all') return predicate.of.some(isSaidOfNone);
  if (predicate.op === 'any') return !predicate.of.some((part) => !isSaidOfNone(part));
  return predicate.op === 'not' && isSaidOfAll(predicate.of);
}

/** Only addresses of families that the block is about are compared; some but not all inside is unknown. */
function workloadInBlock(peer: AddressPeer, addresses: readonly string[]): Answer {
  const about4 = peer.cidrs.some((cidr) => inAnyOf([cidr], '::', 'any-ipv4'));
  const about6 = peer.cidrs.some((cidr) => inAnyOf([cidr], '::', 'any-ipv6'));
  let inside = 0;
  let compared = 0;
  for (const address of addresses) {
    if (isIPv4(address) ? !about4 : !about6) continue;
    compared++;
    if (inBlock(peer, address)) inside++;
  }
  if (inside === 0) return 'no';
  return inside === compared ? 'yes' : 'unknown';
}

/** The traffic that reaches a pod when a client asks a Service for a port. */
export function behindService(
  service: Service,
  asked: { readonly port: number | string; readonly protocol?: Protocol },
  pod: Workload,
): Traffic[] {
  if (service.selector === undefined || service.selector.size === 0) return [];
  if (pod.namespace !== service.namespace) return [];
  for (const [key, value] of service.selector) {
    if (pod.labels.get(key) !== value) return [];
  }
  if (service.headless && typeof asked.port === 'number') {
    return [{ protocol: asked.protocol ?? 'TCP', port: asked.port }];
  }
  const traffic: Traffic[] = [];
  for (const { name, port, protocol, targetPort } of service.ports) {
    if (asked.protocol !== undefined && asked.protocol !== protocol) continue;
    if (asked.port !== port && asked.port !== name) continue;
    const target =
      typeof targetPort === 'number'
        ? targetPort
        : pod.ports.find((one) => one.name === targetPort && one.protocol === protocol)?.port;
    if (target !== undefined) traffic.push({ protocol, port: target });
  }
  return traffic;
}

function inBlock(peer: AddressPeer, address: string): boolean {
  return inAnyOf(peer.cidrs, address) && !inAnyOf(peer.except, address);
}

/** Whether an address lies in one of the CIDRs. */
export function inCidrs(cidrs: readonly string[], address: string): boolean {
  return inAnyOf(cidrs, address);
}

function inAnyOf(cidrs: readonly string[], address: string, ask?: 'any-ipv4' | 'any-ipv6'): boolean {
  return cidrs.some((cidr) => {
    const [network = '', length] = cidr.split('/');
    const prefix = Number(length);
    // IPv4 in IPv6 clothes is IPv4.
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/u.exec(network)?.[1];
    if (mapped !== undefined) return inAnyOf([`${mapped}/${prefix - 96}`], address, ask);
    const family = isIPv4(network) ? 'ipv4' : isIPv6(network) ? 'ipv6' : undefined;
    if (family === undefined || length === undefined) return false;
    if (ask !== undefined) return ask === `any-${family}`;
    if (family !== (isIPv4(address) ? 'ipv4' : 'ipv6')) return false;
    const list = new BlockList();
    list.addSubnet(network, prefix, family);
    return list.check(address, family);
  });
}

/** The pod of a controller has no labels, and of its namespace little may be known. */
function selects(
  predicate: EndpointPredicate,
  pod: Workload | EntranceController,
  cluster: Cluster,
): boolean {
  switch (predicate.op) {
    case 'all':
      return !predicate.of.some((part) => !selects(part, pod, cluster));
    case 'any':
      return predicate.of.some((part) => selects(part, pod, cluster));
    case 'not':
      return !selects(predicate.of, pod, cluster);
    case 'namespace':
      return pod.namespace === predicate.name;
    case 'host-network':
      return 'hostNetwork' in pod && pod.hostNetwork;
    case 'label':
      break;
  }
  const value = labelValue(predicate.on, predicate.key, pod, cluster);
  switch (predicate.operator) {
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'In':
      return predicate.values.some((listed) => listed === value);
    case 'NotIn':
      return !predicate.values.some((listed) => listed === value);
    case 'Contains':
      return predicate.values.some((part) => value?.includes(part) === true);
    case 'StartsWith':
      return predicate.values.some((part) => value?.startsWith(part) === true);
    case 'EndsWith':
      return predicate.values.some((part) => value?.endsWith(part) === true);
  }
}

function labelValue(
  on: 'pod' | 'namespace' | 'service-account',
  key: string,
  pod: Workload | EntranceController,
  cluster: Cluster,
): string | undefined {
  if (!('kind' in pod)) return on === 'namespace' ? pod.namespaceLabels.get(key) : undefined;
  if (on === 'pod') return pod.labels.get(key);
  if (on === 'service-account') return key === 'projectcalico.org/name' ? pod.serviceAccount : undefined;
  const namespace = cluster.namespaces.get(pod.namespace);
  if (namespace !== undefined) return namespace.labels.get(key);
  return key === 'kubernetes.io/metadata.name' ? pod.namespace : undefined;
}
