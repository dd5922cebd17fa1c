/**
 * Rule: DNS rules for pods that the cluster does not ask.
 */
import type { EndpointPredicate, Policy, PolicyRule } from '../evaluator/model';
import { NAMESPACE_NAME } from '../evaluator/predicate';
import { answerTo } from '../workspace/reads';
import type { Snapshot } from '../workspace/snapshot';
import { modelRule, portParts } from './api/destinations';
import { isDnsPort } from './api/dns';
import { perCluster, perKey } from './api/computed-once';
import { keyRange } from './api/place';
import type { DirectedPart } from './api/policy-parts';
import { togetherAmong } from './api/selected-together';
import { appendedObject, appendedObjects } from './fixes/new-item';
import type { Finding, Fix, Rule, RuleContext } from './rule';

const OPENSHIFT_DNS = 'openshift-dns';

/** The port of the pods; 53 is the port of their Service. */
const OPENSHIFT_PORT = 5353;

const NODE_CACHE = 'node-local-dns';

/** Where the cache listens unless somebody chose another address. */
const NODE_CACHE_CIDR = '169.254.20.10/32';

export const rule = {
  id: 'dns-target-unreachable',
  severity: 'warning',
  documentation: {
    title: 'A DNS rule that misses the DNS',
    clusterDoes:
      'Queries go somewhere else than the rule allows, and time out. The DNS pods of OpenShift listen on port 5353; 53 is only the port of their Service. With NodeLocal DNSCache, pods ask a process on the host network of their node, which no selector can select.',
    meant:
      'For OpenShift: port 5353, beside 53 or instead of it. For NodeLocal DNSCache: an ipBlock with its address, usually 169.254.20.10/32, or that of the DNS Service. It speaks about rules for the namespace openshift-dns, and where a DaemonSet called node-local-dns is in the workspace; about that it is information unless the inventory is declared complete.',
    bad: 'podSelector: {}\npolicyTypes: [Egress]\negress:\n- to:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: openshift-dns}}\n  ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]',
    good: 'podSelector: {}\npolicyTypes: [Egress]\negress:\n- to:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: openshift-dns}}\n  ports: [{protocol: UDP, port: 5353}, {protocol: TCP, port: 5353}]',
    link: 'https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/',
  },
  *check(context) {
    const { snapshot, file, resource, parts } = context;
    const policy = snapshot.policyOf(file, resource);
    if (policy === undefined) return;
    for (const directed of parts.rules) {
      const one = directed.direction === 'egress' ? modelRule(policy, directed) : undefined;
      if (one === undefined || !isForDnsPods(one)) continue;
      if (isForOpenShift(one)) yield* openShift(context, policy, directed);
      else if (hasCache(snapshot) && !allowsAnother(policy, snapshot, 'cache'))
        yield cache(context, directed);
    }
  },
} satisfies Rule;

const hasCache = perCluster(({ cluster }) =>
  cluster.workloads.some(({ name, kind }) => kind === 'DaemonSet' && name === NODE_CACHE),
);

/** A rule for nothing but DNS, and for pods only. */
function isForDnsPods({ peers, ports }: PolicyRule): boolean {
  if (peers === 'any' || ports === 'any' || peers.length === 0 || ports.length === 0) return false;
  return peers.every(({ kind }) => kind === 'endpoints') && ports.every(isDnsPort);
}

function isForOpenShift({ peers }: PolicyRule): boolean {
  return (
    peers !== 'any' && peers.every((peer) => peer.kind === 'endpoints' && asksForOpenShift(peer.predicate))
  );
}

function asksForOpenShift(predicate: EndpointPredicate): boolean {
  if (predicate.op === 'all') return predicate.of.some(asksForOpenShift);
  return (
    predicate.op === 'label' &&
    predicate.key === NAMESPACE_NAME &&
    predicate.operator === 'In' &&
    predicate.values.every((value) => value === OPENSHIFT_DNS)
  );
}

/** Any rule for the same pods counts. */
function allowsAnother(policy: Policy, snapshot: Snapshot, what: Destination): boolean {
  return reaches(policy, what) || answerTo(snapshot, (known) => othersReach(known, what)(policy).length > 0);
}

/** What is asked instead of the DNS pods that everybody knows. */
type Destination = 'openshift' | 'cache';

const othersReach = perKey(
  (what: Destination) => what,
  ({ cluster }, what) => togetherAmong(cluster.policies.filter((policy) => reaches(policy, what))),
);

function reaches({ egress = [] }: Policy, what: Destination): boolean {
  const suffices = what === 'cache' ? reachesCache : reachesOpenShift;
  return egress.some((one) => one.verdict === 'allow' && suffices(one));
}

function reachesOpenShift({ ports }: PolicyRule): boolean {
  return (
    ports === 'any' ||
    ports.some((match) =>
      match.kind === 'named'
        ? isDnsPort(match)
        : match.port <= OPENSHIFT_PORT && OPENSHIFT_PORT <= match.endPort,
    )
  );
}

/** By an address, or because everybody may be asked. */
function reachesCache({ peers, ports }: PolicyRule): boolean {
  const isForDns = ports === 'any' || ports.some((match) => isDnsPort(match) || coversDns(match));
  return isForDns && (peers === 'any' || peers.some(({ kind }) => kind !== 'endpoints'));
}

function coversDns(match: Parameters<typeof isDnsPort>[0]): boolean {
  return match.kind === 'range' && match.port <= 53 && 53 <= match.endPort;
}

function* openShift(context: RuleContext, policy: Policy, directed: DirectedPart): Iterable<Finding> {
  if (allowsAnother(policy, context.snapshot, 'openshift')) return;
  yield {
    range: keyRange(context, [...directed.path, 'ports']),
    message: `The DNS pods of OpenShift listen on port ${OPENSHIFT_PORT}, and policies see the port of the pod: port 53 never matches. Add port ${OPENSHIFT_PORT}.`,
    fixes: addPorts(context, directed),
  };
}

function addPorts(context: RuleContext, directed: DirectedPart): readonly Fix[] {
  const protocols = new Set(portParts([directed]).map(({ protocol }) => protocol));
  const edit = appendedObjects(
    context,
    [...directed.path, 'ports'],
    Array.from(protocols, (protocol) => ({ protocol, port: OPENSHIFT_PORT })),
  );
  return edit === undefined ? [] : [{ title: `Add port ${OPENSHIFT_PORT}`, edits: [edit], preferred: true }];
}

function cache(context: RuleContext, directed: DirectedPart): Finding {
  const edit = appendedObject(context, [...directed.path, 'to'], { ipBlock: { cidr: NODE_CACHE_CIDR } });
  return {
    range: keyRange(context, [...directed.path, 'to']),
    message: `The cluster has a DNS cache on its nodes (DaemonSet ${NODE_CACHE}), which no selector can select. Add an ipBlock with its address, usually ${NODE_CACHE_CIDR}.`,
    severity: context.isInventoryComplete ? 'warning' : 'info',
    fixes: edit === undefined ? [] : [{ title: `Add ipBlock ${NODE_CACHE_CIDR}`, edits: [edit] }],
  };
}
