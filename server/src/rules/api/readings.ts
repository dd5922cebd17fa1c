/**
 * What a peer means in the workspace as it is, and what other ways to write it would mean: predicates, the workloads
 * they select, and a few words for both. Knows no text and no layout.
 */
import type { EndpointPredicate, LabelPredicate, Policy, Workload } from '../../evaluator/model';
import { holds, namespaceLabels, NAMESPACE_NAME } from '../../evaluator/predicate';
import { formatPath, type FieldPath } from '../../manifests/document';
import { count, list, listSome } from '../../wording/quantities';
import { predicateText, requirementText } from '../../wording/selectors';
import type { Snapshot } from '../../workspace/snapshot';
import { perObject } from './computed-once';

/** One way to understand a peer, with the workloads it means today. */
export interface Reading {
  readonly predicate: EndpointPredicate;
  readonly workloads: readonly Workload[];
}

/** How many workloads are named before they are only counted. */
const NAMES = 3;

/** What a selector means now: its predicate and the workloads that it selects. */
export function readingOf({ evaluator }: Snapshot, predicate: EndpointPredicate): Reading {
  return { predicate, workloads: evaluator.select(predicate) };
}

/** The predicate of the peer at a path; undefined for addresses, and for what the model does not hold. */
export function peerPredicate(policy: Policy, path: FieldPath): EndpointPredicate | undefined {
  return predicatesByPath(policy).get(formatPath(path));
}

const predicatesByPath = perObject(({ ingress = [], egress = [] }: Policy) => {
  const peers = [...ingress, ...egress].flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers));
  return new Map(
    peers.flatMap((peer) => (peer.kind === 'endpoints' ? [[peer.path, peer.predicate] as const] : [])),
  );
});

/** The same pods, wherever they live. */
export function anywhere(predicate: EndpointPredicate): EndpointPredicate {
  const parts = conjuncts(predicate);
  return {
    op: 'all',
    of: parts.filter((part) => !isOnNamespace(part)),
  };
}

/** The same, and besides them the pods on the host network that policies are not about. */
export function withHostNetwork(predicate: EndpointPredicate): EndpointPredicate {
  return { op: 'all', of: conjuncts(predicate) };
}

/** All pods of the namespaces that a predicate asks for. */
export function namespacesOf(predicate: EndpointPredicate): EndpointPredicate {
  return { op: 'all', of: conjuncts(predicate).filter(isOnNamespace) };
}

/** The known namespaces whose pods may be meant, whatever the pods' own labels. */
export function namespacesMeant(predicate: EndpointPredicate, { cluster }: Snapshot): readonly string[] {
  const place = namespacesOf(predicate);
  return [...cluster.namespaces.keys()].filter((name) => holds(place, anyPodOf(name, cluster)));
}

/** Both predicates have to hold. */
export function both(a: EndpointPredicate, b: EndpointPredicate): EndpointPredicate {
  return { op: 'all', of: [a, b] };
}

/**
 * Whether all pods of a namespace are meant, for certain. Of a namespace that no manifest declares only the name is
 * known.
 */
export function coversNamespace(
  predicate: EndpointPredicate,
  namespace: string,
  { cluster }: Snapshot,
): boolean {
  const requirements = conjuncts(predicate);
  const isDeclared = cluster.namespaces.get(namespace)?.source !== undefined;
  const isKnown = requirements.every(
    (part) => isDeclared || (part.op === 'label' && part.key === NAMESPACE_NAME),
  );
  return (
    isKnown &&
    requirements.every((part) => isOnNamespace(part)) &&
    holds(predicate, anyPodOf(namespace, cluster))
  );
}

/** Whether a part asks about the namespace of a pod, rather than the pod. */
function isOnNamespace(part: EndpointPredicate): boolean {
  return part.op === 'namespace' || (part.op === 'label' && part.on === 'namespace');
}

function anyPodOf(namespace: string, { namespaces }: Snapshot['cluster']) {
  const none: ReadonlyMap<string, string> = new Map();
  return {
    labels: none,
    namespace,
    namespaceLabels: namespaceLabels(namespace, namespaces),
    serviceAccountLabels: none,
    hostNetwork: false,
  };
}

/** The parts that must all hold, as written: that pods on the host network are not meant goes without saying. */
export function conjuncts(predicate: EndpointPredicate): readonly EndpointPredicate[] {
  if (predicate.op === 'not' && predicate.of.op === 'host-network') return [];
  return predicate.op === 'all' ? predicate.of.flatMap(conjuncts) : [predicate];
}

/**
 * `all 3 workloads of namespaces with purpose=development`, `1 workload, development/frontend`; where nothing is known,
 * `pods with app=web in namespace shop (none known in this workspace)`.
 */
export function readingText(reading: Reading): string {
  const { predicate, workloads } = reading;
  if (workloads.length === 0) return `${predicateText(predicate)} (none known in this workspace)`;
  const parts = conjuncts(predicate);
  const selectsPods = parts.some((part) => !isOnNamespace(part));
  if (selectsPods) return namedWorkloads(workloads);
  return `${wholeAmount(workloads.length)} ${placeText(parts)}`;
}

function wholeAmount(workloads: number): string {
  if (workloads === 1) return 'the only workload';
  return workloads === 2 ? 'both workloads' : `all ${count(workloads, 'workload')}`;
}

/** A title with what its reading admits; without, where nothing is known of any of the readings to choose from. */
export function withAdmitted(
  title: string,
  workloads: readonly Workload[],
  alternatives: readonly (readonly Workload[])[] = [],
): string {
  const isKnown = [workloads, ...alternatives].some(({ length }) => length > 0);
  return isKnown ? `${title}: ${namedWorkloads(workloads)}` : title;
}

/** Those of several readings, each once. */
export function joined(...readings: readonly Reading[]): readonly Workload[] {
  return [...new Set(readings.flatMap(({ workloads }) => workloads))];
}

/** `no known workload`, `1 workload, shop/web`, `7 workloads`. */
export function namedWorkloads(workloads: readonly Workload[]): string {
  if (workloads.length === 0) return 'no known workload';
  const amount = count(workloads.length, 'workload');
  const names = workloads.map(({ namespace, name }) => `${namespace}/${name}`);
  return `${amount}, ${listSome(names, NAMES)}`;
}

function placeText(parts: readonly EndpointPredicate[]): string {
  const name = parts.find((part) => part.op === 'namespace');
  if (name?.op === 'namespace') return `of namespace ${name.name}`;
  const requirements = parts.filter((part): part is LabelPredicate => part.op === 'label');
  return requirements.length === 0
    ? 'of all namespaces'
    : `of namespaces with ${list(requirements.map(requirementText))}`;
}
