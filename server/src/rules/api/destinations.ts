/**
 * The pods that the ports of a rule are ports of: those a policy selects for ingress, those of the peers for egress.
 */
import { ConnectionSet } from '../../evaluator/connection-set';
import type {
  ContainerPort,
  EndpointPredicate,
  Policy,
  PolicyRule,
  Protocol,
  Workload,
} from '../../evaluator/model';
import { formatPath } from '../../manifests/document';
import { perObject, type Known } from './computed-once';
import { itemsOf, peersOfRule, type DirectedPart, type Part } from './policy-parts';
import { peerPredicate } from './readings';

/** An item of `ports`, with the rule it belongs to. */
export interface PortPart extends Part {
  readonly rule: DirectedPart;
  /** As the API server reads it: TCP where nothing is said. */
  readonly protocol: Protocol;
}

/** The items of `ports` whose protocol is one. */
export function portParts(rules: readonly DirectedPart[]): readonly PortPart[] {
  return rules.flatMap((rule) =>
    itemsOf(rule, 'ports').flatMap((part) => {
      const protocol = part.value['protocol'] ?? 'TCP';
      return isProtocol(protocol) ? [{ ...part, rule, protocol }] : [];
    }),
  );
}

function isProtocol(value: unknown): value is Protocol {
  return value === 'TCP' || value === 'UDP' || value === 'SCTP';
}

/**
 * Predicates that each mean some of the pods that the ports of this rule stand for. Addresses, and rules without peers,
 * stand for no pods in particular.
 */
export function destinationPredicates(policy: Policy, rule: DirectedPart): readonly EndpointPredicate[] {
  if (rule.direction === 'ingress') return [policy.subject];
  return peersOfRule(rule).flatMap(({ path }) => peerPredicate(policy, path) ?? []);
}

/** The workloads that any of the predicates means, each of them once. */
export function selectedByAny(
  { evaluator }: Known,
  predicates: readonly EndpointPredicate[],
): readonly Workload[] {
  const [only, ...others] = predicates;
  if (only !== undefined && others.length === 0) return evaluator.select(only);
  return [...new Set(predicates.flatMap((predicate) => evaluator.select(predicate)))];
}

/** Whether they pick pods by labels, not all that there are in a namespace: others are less likely to be there. */
export function areSpecific(predicates: readonly EndpointPredicate[]): boolean {
  return predicates.every(asksForPodLabels);
}

function asksForPodLabels(predicate: EndpointPredicate): boolean {
  switch (predicate.op) {
    case 'all':
      return predicate.of.some(asksForPodLabels);
    case 'any':
      return predicate.of.every(asksForPodLabels);
    case 'label':
      return predicate.on === 'pod' && (predicate.operator === 'In' || predicate.operator === 'Exists');
    case 'not':
    case 'namespace':
    case 'host-network':
      return false;
  }
}

/** The rule of the model that was read from this part. */
export function modelRule(policy: Policy, { path }: Pick<DirectedPart, 'path'>): PolicyRule | undefined {
  return rulesByPath(policy).get(formatPath(path));
}

const rulesByPath = perObject(
  ({ ingress = [], egress = [] }: Policy) =>
    new Map([...ingress, ...egress].map((rule) => [rule.path, rule] as const)),
);

/** What a rule lets through to a pod, whoever its peers are. */
export function portsTo({ ports }: PolicyRule, workload: Workload): ConnectionSet {
  if (ports === 'any') return ConnectionSet.ALL;
  return ports.reduce((set, match) => {
    if (match.kind === 'range') return set.union(ConnectionSet.of(match.protocol, match.port, match.endPort));
    return workload.ports
      .filter((port) => isNamed(port, match.name, match.protocol))
      .reduce((sum, { protocol, port }) => sum.union(ConnectionSet.of(protocol, port)), set);
  }, ConnectionSet.NONE);
}

/** Whether a container port is found under a name and, if given, a protocol. */
export function isNamed(port: ContainerPort, name: string, protocol: Protocol | undefined): boolean {
  return port.name === name && (protocol === undefined || port.protocol === protocol);
}
