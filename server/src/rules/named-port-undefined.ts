/**
 * Rule: a port name that no container of the destination has.
 */
import type { EndpointPredicate, Policy, Protocol, Workload } from '../evaluator/model';
import { nearNames } from '../wording/near-names';
import { list, share } from '../wording/quantities';
import { perKey, predicateKey } from './api/computed-once';
import {
  areSpecific,
  destinationPredicates,
  isNamed,
  portParts,
  selectedByAny,
  type PortPart,
} from './api/destinations';
import { portNameProblems } from './api/name-syntax';
import { peerForm } from './api/peer-form';
import { valueRange } from './api/place';
import { peersOfRule } from './api/policy-parts';
import { namedWorkloads } from './api/readings';
import { replaceScalar } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext } from './rule';

/** Ports of containers that a service mesh adds to pods when they are made. */
const INJECTED = /^(?:linkerd-|http-envoy-|envoy-|istio-)/u;

export const rule = {
  id: 'named-port-undefined',
  severity: 'warning',
  documentation: {
    title: 'A port name that no pod has',
    clusterDoes:
      'The name is looked up in the container ports of each destination pod: the selected pods for ingress, the pods of the peers for egress. Where no container port of the protocol has that name, the rule allows nothing. Outside the cluster a name never stands for a port.',
    meant:
      'A name that the containers have, or the number. It keeps quiet where no destination pod is known, and about ports that a service mesh adds to the pods.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: ledger, namespace: shop, labels: {app: ledger}}\nspec: {containers: [{name: ledger, ports: [{name: http, containerPort: 8080}]}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}\n  ingress:\n  - from: [{podSelector: {}}]\n    ports: [{port: https}]',
    good: 'apiVersion: v1\nkind: Pod\nmetadata: {name: ledger, namespace: shop, labels: {app: ledger}}\nspec: {containers: [{name: ledger, ports: [{name: http, containerPort: 8080}]}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}\n  ingress:\n  - from: [{podSelector: {}}]\n    ports: [{port: http}]',
    link: 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
  },
  *check(context) {
    const { snapshot, file, resource, parts } = context;
    const policy = snapshot.policyOf(file, resource);
    if (policy === undefined) return;
    for (const item of portParts(parts.rules)) {
      const name = nameOf(item);
      if (name === undefined) continue;
      const found = isOutside(item) ? outside(context, item, name) : inside(context, policy, item, name);
      if (found !== undefined) yield found;
    }
  },
} satisfies Rule;

/** A name that the API server accepts; the others have a rule of their own. */
function nameOf({ value: { port } }: PortPart): string | undefined {
  if (typeof port !== 'string' || portNameProblems(port).length > 0) return undefined;
  return INJECTED.test(port) ? undefined : port;
}

/** To addresses only. */
function isOutside({ rule: directed }: PortPart): boolean {
  const peers = peersOfRule(directed);
  return (
    directed.direction === 'egress' &&
    peers.length > 0 &&
    peers.every(({ value }) => peerForm(value) === 'addresses')
  );
}

function outside(context: RuleContext, { path }: PortPart, name: string): Finding {
  return {
    range: valueRange(context, [...path, 'port']),
    message: `Addresses have no port names: there are no pods in which to look up ${name}, so the rule allows nothing. Write the number.`,
  };
}

function inside(context: RuleContext, policy: Policy, item: PortPart, name: string): Finding | undefined {
  const predicates = destinationPredicates(policy, item.rule);
  const without = withoutPort(context.snapshot, predicates, item.protocol, name);
  if (without.length === 0) return undefined;
  const workloads = selectedByAny(context.snapshot, predicates);
  const isCertain = areSpecific(predicates) || context.isInventoryComplete;
  const hasNone = without.length === workloads.length;
  // Of all pods of a namespace, some have a port for metrics, and others have not.
  if (!hasNone && !isCertain) return undefined;
  return {
    range: valueRange(context, [...item.path, 'port']),
    message: hasNone ? noneText(item, name, workloads) : someText(item, name, without, workloads),
    severity: hasNone && isCertain ? 'warning' : 'info',
    fixes: hasNone ? fixesOf(context, item, name, workloads) : [],
  };
}

/** The pods that have no port of that name. */
const withoutPort = perKey(
  (predicates: readonly EndpointPredicate[], protocol: Protocol, name: string) =>
    `${predicateKey(...predicates)} ${protocol} ${name}`,
  (known, predicates, protocol, name) =>
    selectedByAny(known, predicates).filter(
      ({ ports }) => !ports.some((port) => isNamed(port, name, protocol)),
    ),
);

function noneText({ rule: { direction }, protocol }: PortPart, name: string, workloads: readonly Workload[]) {
  const who = direction === 'ingress' ? 'that the policy selects' : 'among the peers';
  const names = [...new Set(workloads.flatMap((workload) => namesOn(workload, protocol)))];
  const known = names.length === 0 ? 'They have no named ports.' : `Their named ports are ${list(names)}.`;
  return `No pod ${who} (${namedWorkloads(workloads)}) has a ${protocol} port named ${name}, so this allows nothing. ${known}`;
}

function someText(
  { protocol }: PortPart,
  name: string,
  without: readonly Workload[],
  workloads: readonly Workload[],
): string {
  const amount = share(without.length, workloads.length, 'workload');
  return `${amount} ${without.length === 1 ? 'has' : 'have'} no ${protocol} port named ${name} (${namedWorkloads(without)}): there this allows nothing.`;
}

function namesOn({ ports }: Workload, protocol: Protocol): readonly string[] {
  return ports.flatMap((port) => (port.protocol === protocol ? (port.name ?? []) : []));
}

/** The only port there is, else the names that look alike. */
function fixesOf(
  context: RuleContext,
  { path, protocol }: PortPart,
  name: string,
  workloads: readonly Workload[],
): readonly Fix[] {
  const target = [...path, 'port'];
  const names = new Set(workloads.flatMap((workload) => namesOn(workload, protocol)));
  const alike = names.size === 1 ? [...names] : nearNames(name, names);
  const numbers = new Set(
    workloads.flatMap(({ ports }) =>
      ports.filter((port) => port.protocol === protocol).map(({ port }) => port),
    ),
  );
  const [number] = numbers;
  return [
    ...alike.flatMap((near) =>
      replaceScalar(context, target, near, { title: `Write ${near}`, preferred: alike.length === 1 }),
    ),
    ...(numbers.size === 1 && number !== undefined && isPlain(context, target)
      ? replaceScalar(context, target, `${number}`, { title: `Write ${number}, the only port` })
      : []),
  ];
}

/** In quotes, a number would be a name. */
function isPlain({ resource }: RuleContext, path: PortPart['path']): boolean {
  return resource.shapeOf(path) === 'plain';
}
