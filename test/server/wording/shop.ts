/** A small shop to ask questions about: four workloads in two namespaces, two Services. */
import type { Endpoint } from '../../../server/src/evaluator/answers';
import type {
  Cluster,
  LabelPredicate,
  Labels,
  Namespace,
  Policy,
  PolicyRule,
  Service,
  Workload,
} from '../../../server/src/evaluator/model';
import { KUBERNETES_TIERS } from '../../../server/src/evaluator/model';

const source = { file: 'shop.yaml', resource: 0 };

export function labels(pairs: Record<string, string>): Labels {
  return new Map(Object.entries(pairs));
}

export function workload(id: string, overrides: Partial<Workload> = {}): Workload {
  const [, namespace = '', name = '', kind = ''] = /^(.*)\/(.*)\[(.*)\]$/u.exec(id) ?? [];
  const plain = { labels: labels({ app: name }), ports: [], hostNetwork: false, addresses: [] };
  return { kind, namespace, name, serviceAccount: 'default', source, ...plain, ...overrides };
}

export function service(namespace: string, name: string, overrides: Partial<Service> = {}): Service {
  const ports = [{ name: 'http', port: 80, protocol: 'TCP' as const, targetPort: 8080 }];
  return { namespace, name, headless: false, selector: labels({ app: name }), ports, source, ...overrides };
}

function namespace(name: string, own: Record<string, string> = {}): Namespace {
  return { name, labels: labels({ 'kubernetes.io/metadata.name': name, ...own }), source };
}

export function cluster(parts: Partial<Cluster> = {}): Cluster {
  return {
    namespaces: new Map(['shop', 'web', 'job'].map((name) => [name, namespace(name)])),
    workloads: [
      'shop/cart[Deployment]',
      'shop/cart[Pod]',
      'shop/db[StatefulSet]',
      'web/front[Deployment]',
    ].map((id) => workload(id)),
    services: [service('shop', 'db'), service('shop', 'mail'), service('web', 'front')],
    entrances: [],
    tiers: KUBERNETES_TIERS,
    policies: [],
    unreadPolicies: [],
    ...parts,
  };
}

/** One end of a connection. */
export function pod(id: string, overrides: Partial<Workload> = {}): Endpoint {
  return { kind: 'workload', workload: workload(id, overrides) };
}

export function addresses(...cidrs: string[]): Endpoint {
  return { kind: 'addresses', cidrs };
}

/** A policy of the namespace `shop` whose only rules are those given. */
export function policy(name: string, rules: Partial<Pick<Policy, 'ingress' | 'egress'>> = {}): Policy {
  return {
    ref: { kind: 'NetworkPolicy', namespace: 'shop', name },
    source,
    tier: 'networkpolicy',
    order: 0,
    subject: { op: 'namespace', name: 'shop' },
    ...rules,
  };
}

export function rule(path: string, ports: PolicyRule['ports'] = 'any'): PolicyRule {
  return { path, verdict: 'allow', peers: 'any', ports };
}

export function label(on: LabelPredicate['on'], key: string, ...values: string[]): LabelPredicate {
  return { op: 'label', on, key, operator: 'In', values };
}
