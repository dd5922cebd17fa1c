/**
 * Which pods a predicate means, judged on one pod at a time.
 * Knows no policy; the same question for all pods at once is answered by the selector index.
 */
import type {
  EndpointPredicate,
  LabelPredicate,
  Labels,
  Namespace,
  Policy,
  PolicyRule,
  Workload,
} from './model';

/** What predicates can see of a pod. */
export interface PodTraits {
  readonly labels: Labels;
  /** Absent for a pod whose namespace is not known, such as an ingress controller's. */
  readonly namespace?: string;
  readonly namespaceLabels: Labels;
  readonly serviceAccountLabels: Labels;
  readonly hostNetwork: boolean;
}

type Namespaces = ReadonlyMap<string, Namespace>;

export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
/** Calico's implied label by which a service account selector can name the account. */
const SERVICE_ACCOUNT_NAME = 'projectcalico.org/name';

/** Whether the predicate holds for the pods of a workload. */
export function matches(predicate: EndpointPredicate, workload: Workload, namespaces: Namespaces): boolean {
  return holds(predicate, traitsOf(workload, namespaces));
}

/** True when the predicate holds for every pod there could be, whatever its labels. */
export function selectsEverything(predicate: EndpointPredicate): boolean {
  return isAlways(true, predicate);
}

/** Whether the predicate has this value for every pod there could be. */
function isAlways(value: boolean, predicate: EndpointPredicate): boolean {
  const isPart = (part: EndpointPredicate): boolean => isAlways(value, part);
  switch (predicate.op) {
    case 'all':
      return value ? predicate.of.every(isPart) : predicate.of.some(isPart);
    case 'any':
      return value ? predicate.of.some(isPart) : predicate.of.every(isPart);
    case 'not':
      return isAlways(!value, predicate.of);
    case 'namespace':
    case 'host-network':
    case 'label':
      return false;
  }
}

export function traitsOf(workload: Workload, namespaces: Namespaces): PodTraits {
  return {
    labels: workload.labels,
    namespace: workload.namespace,
    namespaceLabels: namespaceLabels(workload.namespace, namespaces),
    serviceAccountLabels: new Map([[SERVICE_ACCOUNT_NAME, workload.serviceAccount]]),
    hostNetwork: workload.hostNetwork,
  };
}

/** A namespace that nobody declared has the one label that the API server gives to each. */
export function namespaceLabels(name: string, namespaces: Namespaces): Labels {
  return namespaces.get(name)?.labels ?? new Map([[NAMESPACE_NAME, name]]);
}

export function holds(predicate: EndpointPredicate, pod: PodTraits): boolean {
  switch (predicate.op) {
    case 'all':
      return predicate.of.every((part) => holds(part, pod));
    case 'any':
      return predicate.of.some((part) => holds(part, pod));
    case 'not':
      return !holds(predicate.of, pod);
    case 'namespace':
      return pod.namespace === predicate.name;
    case 'host-network':
      return pod.hostNetwork;
    case 'label':
      return valueMatches(predicate, labelsOn(predicate.on, pod).get(predicate.key));
  }
}

export function labelsOn(on: LabelPredicate['on'], pod: PodTraits): Labels {
  switch (on) {
    case 'pod':
      return pod.labels;
    case 'namespace':
      return pod.namespaceLabels;
    case 'service-account':
      return pod.serviceAccountLabels;
  }
}

/** Whether a requirement holds for the value of its key; undefined is a key that is absent. */
export function valueMatches({ operator, values }: LabelPredicate, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Contains':
      return value !== undefined && values.some((part) => value.includes(part));
    case 'StartsWith':
      return value !== undefined && values.some((part) => value.startsWith(part));
    case 'EndsWith':
      return value !== undefined && values.some((part) => value.endsWith(part));
  }
}

/** Whether an undeclared namespace leaves the predicate in doubt: it asks for labels other than the name. */
export function asksForNamespaceLabels(predicate: EndpointPredicate): boolean {
  switch (predicate.op) {
    case 'all':
    case 'any':
      return predicate.of.some(asksForNamespaceLabels);
    case 'not':
      return asksForNamespaceLabels(predicate.of);
    case 'namespace':
    case 'host-network':
      return false;
    case 'label':
      return predicate.on === 'namespace' && predicate.key !== NAMESPACE_NAME;
  }
}

/** All that a policy asks of pods: its subject, and the peers that are pods. */
export function predicatesOf({ subject, ingress = [], egress = [] }: Policy): readonly EndpointPredicate[] {
  return [subject, ...[...ingress, ...egress].flatMap(peerPredicates)];
}

function peerPredicates({ peers }: PolicyRule): readonly EndpointPredicate[] {
  if (peers === 'any') return [];
  return peers.flatMap((peer) => (peer.kind === 'endpoints' ? [peer.predicate] : []));
}

/** The labels of pods that it asks for. */
export function podLabelKeys(predicate: EndpointPredicate): readonly string[] {
  switch (predicate.op) {
    case 'all':
    case 'any':
      return predicate.of.flatMap(podLabelKeys);
    case 'not':
      return podLabelKeys(predicate.of);
    case 'label':
      return predicate.on === 'pod' ? [predicate.key] : [];
    case 'namespace':
    case 'host-network':
      return [];
  }
}
