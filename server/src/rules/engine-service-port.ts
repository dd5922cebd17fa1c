/**
 * Rule: one of the two ports of a Service, for an engine that judges egress before the translation.
 */
import type { Policy, Service, ServicePort } from '../evaluator/model';
import {
  destinationPredicates,
  modelRule,
  portParts,
  portsTo,
  selectedByAny,
  type PortPart,
} from './api/destinations';
import { valueRange } from './api/place';
import { appendedObject } from './fixes/new-item';
import type { Finding, Fix, Rule, RuleContext } from './rule';

export const rule = {
  id: 'engine-service-port',
  severity: 'warning',
  engines: ['aws-vpc-cni'],
  documentation: {
    title: 'Egress to a Service that translates its port',
    clusterDoes:
      'The AWS VPC CNI judges egress before the port of a Service is translated into that of the pod, and other traffic to the same pod after it. With one of the two ports alone, connections to the Service or to the pod are dropped.',
    meant: 'Both ports, or a Service whose port is that of the pods.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: 9080}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: till, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: till}}\n  policyTypes: [Egress]\n  egress:\n  - ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]\n  - to: [{podSelector: {matchLabels: {app: web}}}]\n    ports: [{protocol: TCP, port: 9080}]',
    good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: till, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: till}}\n  policyTypes: [Egress]\n  egress:\n  - ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]\n  - to: [{podSelector: {matchLabels: {app: web}}}]\n    ports: [{protocol: TCP, port: 80}, {protocol: TCP, port: 9080}]',
    link: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html',
  },
  *check(context) {
    const { snapshot, file, resource, parts } = context;
    const policy = snapshot.policyOf(file, resource);
    if (policy === undefined) return;
    for (const item of portParts(parts.rules)) {
      const half = item.rule.direction === 'egress' ? halfListed(context, policy, item) : undefined;
      if (half !== undefined) yield finding(context, item, half);
    }
  },
} satisfies Rule;

/** A Service one of whose two ports is in the rule, and the other is not. */
interface Half {
  readonly service: Service;
  readonly port: number;
  readonly target: number;
  readonly missing: number;
}

function halfListed({ snapshot }: RuleContext, policy: Policy, item: PortPart): Half | undefined {
  const one = modelRule(policy, item.rule);
  const listed = item.value['port'];
  if (one === undefined || typeof listed !== 'number') return undefined;
  for (const workload of selectedByAny(snapshot, destinationPredicates(policy, item.rule))) {
    const allowed = portsTo(one, workload);
    for (const service of snapshot.evaluator.servicesOf(workload)) {
      if (service.headless) continue;
      for (const { port, target } of translations(service, item)) {
        const missing = listed === target ? port : target;
        if ((listed === port || listed === target) && !allowed.has(item.protocol, missing)) {
          return { service, port, target, missing };
        }
      }
    }
  }
  return undefined;
}

function translations(
  { ports }: Service,
  { protocol }: PortPart,
): readonly { port: number; target: number }[] {
  return ports.flatMap(({ port, targetPort, protocol: own }: ServicePort) =>
    own === protocol && typeof targetPort === 'number' && targetPort !== port
      ? [{ port, target: targetPort }]
      : [],
  );
}

function finding(context: RuleContext, item: PortPart, half: Half): Finding {
  const { service, port, target, missing } = half;
  return {
    range: valueRange(context, [...item.path, 'port']),
    message: `The AWS VPC CNI judges egress before Service ${service.namespace}/${service.name} translates port ${port} into ${target}, so both are needed. Add port ${missing}.`,
    fixes: addPort(context, item, missing),
  };
}

function addPort(context: RuleContext, { rule: directed, protocol }: PortPart, port: number): readonly Fix[] {
  const edit = appendedObject(context, [...directed.path, 'ports'], { protocol, port });
  return edit === undefined ? [] : [{ title: `Add port ${port}`, edits: [edit], preferred: true }];
}
