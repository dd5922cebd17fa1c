/**
 * Rule: a policy for all pods of a namespace whose ports only some of them have. An empty selector is no selector of
 * none; by itself it is the ordinary way to write a default, and nothing is said.
 */
import { groupBy } from '../evaluator/group-by';
import type {
  ContainerPort,
  EndpointPredicate,
  Policy,
  PolicyRule,
  PortMatch,
  Workload,
} from '../evaluator/model';
import { share } from '../wording/quantities';
import { perKey, predicateKey } from './api/computed-once';
import { declaresPort } from './api/declared-ports';
import { isDnsPort } from './api/dns';
import { isEmptySelector } from './api/peer-form';
import { keyRange } from './api/place';
import { namedWorkloads } from './api/readings';
import { flowText, isJson } from './fixes/new-item';
import { writeValue } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext } from './rule';

const SELECTOR = ['spec', 'podSelector'];

/** Labels that name an application, in the order in which they are preferred. */
const NAME_LABELS = ['app.kubernetes.io/name', 'app', 'k8s-app', 'app.kubernetes.io/component', 'component'];

export const rule = {
  id: 'empty-target-selector',
  severity: 'hint',
  documentation: {
    title: 'A policy for all pods, with ports of only some',
    clusterDoes:
      'podSelector: {} selects every pod of the namespace. All of them are isolated, and the rules hold for all of them.',
    meant:
      'Only the pods that have these ports. It keeps quiet about policies without ingress rules for certain ports, and unless pods of the workspace declare one of the ports while others beside them declare none of them.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: db, namespace: shop, labels: {app: db}}\nspec: {containers: [{name: db, ports: [{containerPort: 5432}]}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\nspec: {containers: [{name: web, ports: [{containerPort: 8080}]}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: db, namespace: shop}\nspec:\n  podSelector: {}\n  ingress:\n  - from: [{podSelector: {}}]\n    ports: [{port: 5432}]',
    good: 'apiVersion: v1\nkind: Pod\nmetadata: {name: db, namespace: shop, labels: {app: db}}\nspec: {containers: [{name: db, ports: [{containerPort: 5432}]}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\nspec: {containers: [{name: web, ports: [{containerPort: 8080}]}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: db, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: db}}\n  ingress:\n  - from: [{podSelector: {}}]\n    ports: [{port: 5432}]',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  *check(context) {
    const { snapshot, parts } = context;
    const policy = snapshot.policyOf(context.file, context.resource);
    if (policy === undefined || !isEmptySelector(parts.spec?.value['podSelector'])) return;
    const ports = portsAskedFor(policy);
    if (ports.length === 0) return;
    const fitting = fit(snapshot, policy.subject, ports);
    if (fitting.size > 0) yield finding(context, snapshot.evaluator.select(policy.subject), fitting);
  },
} satisfies Rule;

/** Those of the pods that have one of the ports, where others have none. Pods that declare no ports may have any. */
const fit = perKey(
  (subject: EndpointPredicate, ports: readonly PortMatch[]) =>
    `${predicateKey(subject)} ${JSON.stringify(ports)}`,
  (known, subject, ports): ReadonlySet<Workload> => {
    const lists = portLists(known, subject);
    const fitting = lists.filter((list) => ports.some((port) => declaresPort(list, port)));
    const hasOthers = lists.some((list) => list.ports.length > 0 && !fitting.includes(list));
    if (fitting.length === 0 || !hasOthers) return new Set();
    const chosen = new Set(fitting.flatMap(({ workloads }) => workloads));
    return new Set(known.evaluator.select(subject).filter((workload) => chosen.has(workload)));
  },
);

/** Pods that declare the same ports. */
interface PortList {
  readonly ports: readonly ContainerPort[];
  readonly workloads: readonly Workload[];
}

/** Of thousands of pods, most declare the same few ports as others. */
const portLists = perKey(
  (subject: EndpointPredicate) => predicateKey(subject),
  ({ evaluator }, subject): readonly PortList[] => {
    const alike = groupBy(evaluator.select(subject), ({ ports }) => JSON.stringify(ports));
    return Array.from(alike.values(), (workloads) => ({ ports: workloads[0]?.ports ?? [], workloads }));
  },
);

/** None when some rule is about all ports: then the policy is about all pods as well. */
function portsAskedFor({ ingress = [] }: Policy): readonly PortMatch[] {
  if (ingress.some(({ ports }: PolicyRule) => ports === 'any')) return [];
  const ports = ingress.flatMap((rule) => (rule.ports === 'any' ? [] : rule.ports));
  return ports.some(isDnsPort) ? [] : ports;
}

function finding(context: RuleContext, all: readonly Workload[], fitting: ReadonlySet<Workload>): Finding {
  return {
    range: keyRange(context, SELECTOR),
    message: `An empty selector is for every pod of the namespace. Only ${share(fitting.size, all.length, 'workload')} known there ${fitting.size === 1 ? 'has' : 'have'} one of these ports: ${namedWorkloads([...fitting])}.`,
    fixes: select(context, all, fitting),
  };
}

/** Where one label tells those pods from the others. */
function select(
  context: RuleContext,
  all: readonly Workload[],
  fitting: ReadonlySet<Workload>,
): readonly Fix[] {
  const [first] = fitting;
  const key = NAME_LABELS.find((candidate) => {
    const value = first?.labels.get(candidate);
    return (
      value !== undefined &&
      all.every((workload) => (workload.labels.get(candidate) === value) === fitting.has(workload))
    );
  });
  const value = key === undefined ? undefined : first?.labels.get(key);
  if (key === undefined || value === undefined) return [];
  const selector = flowText({ matchLabels: { [key]: value } }, isJson(context));
  return writeValue(context, SELECTOR, selector, { title: `Select only the pods with ${key}=${value}` });
}
