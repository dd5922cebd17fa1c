/**
 * What the cluster model holds, one line of Markdown each. Knows no files and no places.
 */
import type { Evaluator } from '../evaluator/answers';
import {
  workloadId,
  type ContainerPort,
  type Entrance,
  type Labels,
  type Namespace,
  type Policy,
  type Service,
  type ServicePort,
  type Workload,
} from '../evaluator/model';
import { workloadsInOrder } from '../wording/order';
import { count, list, listSome } from '../wording/quantities';
import { predicateText } from '../wording/selectors';
import { inlineCode, MARKDOWN } from './markdown';

/** A selector may match thousands. */
const MOST_NAMES = 10;

export function namespaceEntry({ name, labels, source }: Namespace): string {
  return `${inlineCode(name)} ${labelsText(labels)}${source === undefined ? ', only mentioned: no manifest declares it' : ''}`;
}

export function workloadEntry({ kind, name, labels, ports, hostNetwork }: Workload): string {
  const parts = [
    `${kind} ${inlineCode(name)} ${labelsText(labels)}`,
    ports.length === 0 ? 'no ports named' : `ports ${list(ports.map(portText))}`,
    hostNetwork ? 'on the host network' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

export function serviceEntry(service: Service, evaluator: Evaluator): string {
  const { namespace, name, headless, ports } = service;
  const parts = [
    inlineCode(`${namespace}/${name}`) + (headless ? ', headless' : ''),
    ports.length === 0 ? 'without ports' : list(ports.map(servicePortText)),
    backendsText(service, evaluator),
  ];
  return parts.join(', ');
}

export function entranceEntry(entrance: Entrance): string {
  const services = new Set(
    entrance.backends.map(({ namespace, service }) => inlineCode(`${namespace}/${service}`)),
  );
  const where = services.size === 0 ? 'no Service' : listSome([...services], MOST_NAMES);
  return `${entrance.kind} ${inlineCode(`${entrance.namespace}/${entrance.name}`)} leads to ${where}`;
}

/** `NetworkPolicy `shop/web` isolates ingress of all pods in namespace `shop`, 2 workloads: …`. */
export function policyEntry(policy: Policy, evaluator: Evaluator): string {
  const { kind, namespace, name } = policy.ref;
  const directions = (['ingress', 'egress'] as const).filter((direction) => policy[direction] !== undefined);
  const verb = kind === 'NetworkPolicy' ? 'isolates' : 'governs';
  const governs = directions.length === 0 ? `${verb} neither direction` : `${verb} ${list(directions)}`;
  const full = inlineCode(namespace === undefined ? name : `${namespace}/${name}`);
  const subject = predicateText(policy.subject, MARKDOWN);
  return `${kind} ${full} ${governs} of ${subject}, ${workloadsText(evaluator.select(policy.subject))}`;
}

function labelsText(labels: Labels): string {
  if (labels.size === 0) return 'without labels';
  return `with ${inlineCode(Array.from(labels, ([key, value]) => `${key}=${value}`).join(', '))}`;
}

function portText({ name, port, protocol }: ContainerPort): string {
  return name === undefined ? `${port}/${protocol}` : `${port}/${protocol} ${inlineCode(name)}`;
}

function servicePortText({ port, protocol, targetPort }: ServicePort): string {
  const there = typeof targetPort === 'number' ? String(targetPort) : inlineCode(targetPort);
  return targetPort === port ? `port ${port}/${protocol}` : `port ${port}/${protocol} to ${there}`;
}

function backendsText(service: Service, evaluator: Evaluator): string {
  if (service.externalName !== undefined) return `another name for ${inlineCode(service.externalName)}`;
  if (service.selector === undefined || service.selector.size === 0)
    return 'without a selector: its endpoints are kept by hand';
  return `selects pods ${labelsText(service.selector)}, ${workloadsText(evaluator.backends(service))}`;
}

function workloadsText(workloads: readonly Workload[]): string {
  if (workloads.length === 0) return 'no known workload';
  const names = workloadsInOrder(workloads).map((workload) => inlineCode(workloadId(workload)));
  return `${count(workloads.length, 'workload')}: ${listSome(names, MOST_NAMES)}`;
}
