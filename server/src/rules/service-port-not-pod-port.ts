/**
 * Rule: the port of a Service where the port of the pods behind it counts.
 */
import { groupBy } from '../evaluator/group-by';
import type {
  EndpointPredicate,
  Policy,
  PolicyRule,
  Protocol,
  Service,
  ServicePort,
  Workload,
} from '../evaluator/model';
import { targetPortOn } from '../evaluator/service-target';
import { list, listSome } from '../wording/quantities';
import {
  areSpecific,
  destinationPredicates,
  modelRule,
  portParts,
  portsTo,
  selectedByAny,
  type PortPart,
} from './api/destinations';
import { perKey, predicateKey, type Known } from './api/computed-once';
import { valueRange } from './api/place';
import { valueAt } from './api/shape';
import { replaceScalar } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext } from './rule';

/** So many Services are named and shown before they are only counted. */
const NAMES = 3;

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
      const port = judgedPort(context, item);
      const predicates = destinationPredicates(policy, item.rule);
      const translation = port && translationOf(snapshot, predicates, port);
      if (translation !== undefined && !isAllowedToo(policy, item, translation)) {
        yield finding(context, item, translation, areSpecific(predicates));
      }
    }
  },
} satisfies Rule;

interface NumberedPort {
  readonly protocol: Protocol;
  readonly port: number;
}

/** The AWS VPC CNI judges egress before the translation: there the port of the Service counts as well. */
function judgedPort({ engine }: RuleContext, item: PortPart): NumberedPort | undefined {
  const { port, endPort = null } = item.value;
  if (engine === 'aws-vpc-cni' && item.rule.direction === 'egress') return undefined;
  return typeof port === 'number' && endPort === null ? { protocol: item.protocol, port } : undefined;
}

/** What a Service makes of a port on one of the pods. */
interface Translated {
  readonly service: Service;
  readonly workload: Workload;
  readonly target: number;
}

/** What Services make of a port on all the pods. */
interface Translation {
  readonly each: readonly Translated[];
  readonly services: readonly Service[];
  readonly targets: readonly number[];
  /** Those which every one of the pods has for its target port. */
  readonly names: readonly string[];
}

/** Undefined where nothing translates it, and where it is a port of the pods, too. */
const translationOf = perKey(
  (predicates: readonly EndpointPredicate[], { protocol, port }: NumberedPort) =>
    `${predicateKey(...predicates)} ${protocol} ${port}`,
  (known, predicates, wanted): Translation | undefined => {
    if (!isTranslated(known, wanted)) return undefined;
    const workloads = selectedByAny(known, predicates);
    if (workloads.some((workload) => isPodPort(known, workload, wanted))) return undefined;
    const each = workloads.flatMap((workload) =>
      known.evaluator.servicesOf(workload).flatMap((service) => targetOn(service, workload, wanted)),
    );
    if (each.length === 0) return undefined;
    const services = [...new Set(each.map(({ service }) => service))];
    const targets = [...new Set(each.map(({ target }) => target))].toSorted((x, y) => x - y);
    return { each, services, targets, names: namesOf(each, wanted) };
  },
);

/** Whether it is the port of any Service that makes another of it. */
const isTranslated = perKey(
  ({ protocol, port }: NumberedPort) => `${protocol} ${port}`,
  ({ cluster }, wanted) => cluster.services.some((service) => translatedPorts(service, wanted).length > 0),
);

/** Nothing translates the ports of a headless Service. */
function translatedPorts({ headless, ports }: Service, wanted: NumberedPort): readonly ServicePort[] {
  if (headless) return [];
  return ports.filter(
    ({ port, protocol, targetPort }) =>
      port === wanted.port && protocol === wanted.protocol && targetPort !== wanted.port,
  );
}

/** A port that the pods declare, or that some Service leads to. */
function isPodPort({ evaluator }: Known, workload: Workload, wanted: NumberedPort): boolean {
  return (
    workload.ports.some(({ port, protocol }) => port === wanted.port && protocol === wanted.protocol) ||
    evaluator
      .servicesOf(workload)
      .some(({ ports }) => ports.some(({ targetPort }) => targetPort === wanted.port))
  );
}

function targetOn(service: Service, workload: Workload, wanted: NumberedPort): readonly Translated[] {
  return translatedPorts(service, wanted).flatMap(({ protocol, targetPort }) => {
    const target = targetPortOn(workload, protocol, targetPort);
    return target === undefined ? [] : [{ service, workload, target }];
  });
}

function namesOf(each: readonly Translated[], { protocol }: NumberedPort): readonly string[] {
  const namesOn = ({ workload, target }: Translated): readonly string[] =>
    workload.ports.flatMap((port) =>
      port.port === target && port.protocol === protocol ? (port.name ?? []) : [],
    );
  const [first] = each;
  if (first === undefined) return [];
  return namesOn(first).filter((name) => each.every((one) => namesOn(one).includes(name)));
}

/** Some target port stands in the rule as well, or in another rule for the same peers or for everybody. */
function isAllowedToo(policy: Policy, item: PortPart, { each }: Translation): boolean {
  const own = peersText(modelRule(policy, item.rule));
  const rules = (policy[item.rule.direction] ?? []).filter(
    (other) => other.peers === 'any' || peersText(other) === own,
  );
  // Numbers are the same on all pods; only names are looked up on each.
  const usesNames = rules.some(({ ports }) => ports !== 'any' && ports.some(({ kind }) => kind === 'named'));
  const tried = usesNames ? each : Array.from(groupBy(each, ({ target }) => target).values(), ([one]) => one);
  return tried.some(
    (one) =>
      one !== undefined && rules.some((other) => portsTo(other, one.workload).has(item.protocol, one.target)),
  );
}

/** The peers of a rule, wherever they stand. */
function peersText(one: PolicyRule | undefined): string {
  return JSON.stringify(one?.peers, (key, value: unknown) => (key === 'path' ? undefined : value));
}

function finding(
  context: RuleContext,
  item: PortPart,
  translation: Translation,
  isSpecific: boolean,
): Finding {
  const { services } = translation;
  const targets = translation.targets.map(String);
  const port = String(item.value['port']);
  const who = item.rule.direction === 'ingress' ? 'that the policy selects' : 'among the peers';
  return {
    range: valueRange(context, [...item.path, 'port']),
    message: `Policies see the port of the pod, not that of the Service: ${servicesText(services)} port ${port} on to ${list(targets)}, and no pod ${who} is known to have a port ${port}. Write ${list(targets, 'or')}.`,
    severity: isSpecific || context.isInventoryComplete ? 'warning' : 'info',
    related: services.slice(0, NAMES).flatMap((service) => relatedPort(context, service)),
    fixes: fixesOf(context, item, translation),
  };
}

function servicesText(services: readonly Service[]): string {
  const names = services.map(({ namespace, name }) => `${namespace}/${name}`);
  return `${listSome(names, NAMES)} ${services.length === 1 ? 'sends' : 'send'}`;
}

function relatedPort({ snapshot }: RuleContext, { source, namespace, name }: Service) {
  const place = snapshot.locate(source, 'spec.ports');
  if (place === undefined) return [];
  return [
    { file: place.file.file, range: place.range, message: `The ports of the Service ${namespace}/${name}.` },
  ];
}

function fixesOf(context: RuleContext, item: PortPart, { targets, names }: Translation): readonly Fix[] {
  const path = [...item.path, 'port'];
  const ports = valueAt(context.resource.value, [...item.rule.path, 'ports']);
  const isListed = (port: number | string): boolean =>
    Array.isArray(ports) && ports.some((one: unknown) => valueAt(one, ['port']) === port);
  const preferred = targets.length === 1;
  return [
    ...targets
      .filter((target) => !isListed(target))
      .flatMap((target) =>
        replaceScalar(context, path, `${target}`, {
          title: `Write ${target}, the port of the pods`,
          preferred,
        }),
      ),
    ...names
      .filter((name) => !isListed(name))
      .flatMap((name) =>
        replaceScalar(context, path, name, { title: `Write ${name}, the name of the port` }),
      ),
  ];
}
