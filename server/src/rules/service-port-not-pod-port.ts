/**
 * Rule: the port of a Service where the port of the pods behind it counts.
 */
import { selectedBy } from '../evaluator/service-target';
import type { Policy, Service, Workload } from '../evaluator/model';
import { list } from '../wording/quantities';
import {
  destinationsOf,
  modelRule,
  portParts,
  portsTo,
  type Destinations,
  type PortPart,
} from './api/destinations';
import { valueRange } from './api/place';
import { valueAt } from './api/shape';
import { replaceScalar } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext } from './rule';

export const rule = {
  id: 'service-port-not-pod-port',
  severity: 'warning',
  documentation: {
    title: 'The port of a Service instead of the port of its pods',
    clusterDoes:
      'Policies are applied to the connection as the pod sees it, after the Service has translated its port into the target port. A rule with the port of the Service never matches.',
    meant:
      'The target port: its number, or the name of the container port. The rule speaks where a Service of the workspace translates the port, and no selected pod has a container port of that number. It keeps quiet where the rule lists both.',
    bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, ports: [{containerPort: 9080}]}]}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec:\n  selector: {app: web}\n  ports: [{port: 80, targetPort: 9080}]\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: web}}\n  ingress:\n  - ports: [{protocol: TCP, port: 80}]',
    good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: web}}\n  ingress:\n  - ports: [{protocol: TCP, port: 9080}]',
    link: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  },
  *check(context) {
    const { snapshot, file, resource, parts } = context;
    const policy = snapshot.policyOf(file, resource);
    if (policy === undefined) return;
    for (const item of portParts(parts.rules)) {
      const services = isJudged(context, item) ? translating(item, policy, snapshot.cluster.services) : [];
      if (services.length > 0) yield* portFindings(context, policy, item, services);
    }
  },
} satisfies Rule;

/** The AWS VPC CNI judges egress before the translation: there the port of the Service counts as well. */
function isJudged({ engine }: RuleContext, { rule: { direction }, value }: PortPart): boolean {
  if (engine === 'aws-vpc-cni' && direction === 'egress') return false;
  return typeof value['port'] === 'number' && (value['endPort'] ?? undefined) === undefined;
}

/** Services that translate this port into another. Nothing translates the ports of a headless one. */
function translating(
  { rule: { direction }, value, protocol }: PortPart,
  { ref }: Policy,
  services: readonly Service[],
): readonly Service[] {
  return services.filter(
    ({ namespace, headless, ports }) =>
      (direction === 'egress' || namespace === ref.namespace) &&
      !headless &&
      ports.some(
        (port) =>
          port.port === value['port'] && port.protocol === protocol && port.targetPort !== value['port'],
      ),
  );
}

/** What a Service makes of a port on one of the pods. */
interface Translated {
  readonly service: Service;
  readonly workload: Workload;
  readonly target: number;
}

function* portFindings(
  context: RuleContext,
  policy: Policy,
  item: PortPart,
  services: readonly Service[],
): Iterable<Finding> {
  const destinations = destinationsOf(policy, item.rule, context.snapshot);
  if (destinations.workloads.length === 0 || isPodPort(context, item, destinations)) return;
  const translated = destinations.workloads.flatMap((workload) =>
    services.flatMap((service) => targetOn(service, workload, item)),
  );
  const useless = translated.filter((one) => !isAllowedToo(policy, item, one));
  if (useless.length === 0 || useless.length < translated.length) return;
  yield finding(context, item, useless, destinations);
}

/** A port that some of the pods declare, or that some Service leads to. */
function isPodPort(
  { snapshot: { cluster } }: RuleContext,
  { value, protocol }: PortPart,
  { workloads }: Destinations,
): boolean {
  const { port } = value;
  if (workloads.some(({ ports }) => ports.some((one) => one.port === port && one.protocol === protocol))) {
    return true;
  }
  const namespaces = new Set(workloads.map(({ namespace }) => namespace));
  return cluster.services.some(
    (service) =>
      namespaces.has(service.namespace) &&
      service.ports.some(({ targetPort }) => targetPort === port) &&
      workloads.some((workload) => selectedBy(service, workload)),
  );
}

function targetOn(
  service: Service,
  workload: Workload,
  { value, protocol }: PortPart,
): readonly Translated[] {
  if (!selectedBy(service, workload)) return [];
  return service.ports
    .filter((port) => port.port === value['port'] && port.protocol === protocol)
    .flatMap(({ targetPort }) => {
      const named = workload.ports.find((one) => one.name === targetPort && one.protocol === protocol)?.port;
      const target = typeof targetPort === 'number' ? targetPort : named;
      return target === undefined ? [] : [{ service, workload, target }];
    });
}

/** The target port stands in the rule as well, or in another rule for the same peers or for everybody. */
function isAllowedToo(policy: Policy, item: PortPart, { workload, target }: Translated): boolean {
  const own = modelRule(policy, item.rule);
  const peersOf = (peers: unknown): string =>
    JSON.stringify(peers, (key, value: unknown) => (key === 'path' ? undefined : value));
  return (policy[item.rule.direction] ?? []).some(
    (other) =>
      (other.peers === 'any' || peersOf(other.peers) === peersOf(own?.peers)) &&
      portsTo(other, workload).has(item.protocol, target),
  );
}

function finding(
  context: RuleContext,
  item: PortPart,
  translated: readonly Translated[],
  { isSpecific }: Destinations,
): Finding {
  const path = [...item.path, 'port'];
  const targets = [...new Set(translated.map(({ target }) => target))].toSorted((a, b) => a - b);
  const services = [...new Set(translated.map(({ service }) => service))];
  const names = list(services.map(({ namespace, name }) => `${namespace}/${name}`));
  const who = item.rule.direction === 'ingress' ? 'that the policy selects' : 'among the peers';
  return {
    range: valueRange(context, path),
    message: `Policies see the port of the pod, not that of the Service: ${names} sends port ${String(item.value['port'])} on to ${list(targets.map(String))}, and no pod ${who} is known to have a port ${String(item.value['port'])}. Write ${list(targets.map(String), 'or')}.`,
    severity: isSpecific || context.isInventoryComplete ? 'warning' : 'info',
    related: services.flatMap((service) => relatedPort(context, service)),
    fixes: fixesOf(context, item, translated, targets),
  };
}

function relatedPort({ snapshot }: RuleContext, { source, namespace, name }: Service) {
  const place = snapshot.locate(source, 'spec.ports');
  if (place === undefined) return [];
  return [
    { file: place.file.file, range: place.range, message: `The ports of the Service ${namespace}/${name}.` },
  ];
}

function fixesOf(
  context: RuleContext,
  item: PortPart,
  translated: readonly Translated[],
  targets: readonly number[],
): readonly Fix[] {
  const path = [...item.path, 'port'];
  const isListed = (port: number | string): boolean => {
    const ports = valueAt(context.resource.value, [...item.rule.path, 'ports']);
    return Array.isArray(ports) && ports.some((one: unknown) => valueAt(one, ['port']) === port);
  };
  const preferred = targets.length === 1;
  const numbers = targets
    .filter((target) => !isListed(target))
    .flatMap((target) =>
      replaceScalar(context, path, `${target}`, {
        title: `Write ${target}, the port of the pods`,
        preferred,
      }),
    );
  const names = namesOf(translated, item).filter((name) => !isListed(name));
  return [
    ...numbers,
    ...names.flatMap((name) =>
      replaceScalar(context, path, name, { title: `Write ${name}, the name of the port` }),
    ),
  ];
}

/** A name that every one of the pods has for its target port. */
function namesOf(translated: readonly Translated[], { protocol }: PortPart): readonly string[] {
  const namesOn = ({ workload, target }: Translated): readonly string[] =>
    workload.ports.flatMap((port) =>
      port.port === target && port.protocol === protocol ? (port.name ?? []) : [],
    );
  const [first] = translated;
  if (first === undefined) return [];
  return namesOn(first).filter((name) => translated.every((one) => namesOn(one).includes(name)));
}
