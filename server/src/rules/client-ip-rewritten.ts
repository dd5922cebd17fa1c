/**
 * Rule: addresses of clients, for pods to which they come by way of a node.
 */
import { addressesIn, intersectAddresses, isNoAddress } from '../evaluator/address-set';
import type { Policy, Service } from '../evaluator/model';
import { field, fieldAt, items } from '../manifests/json-value';
import type { Snapshot } from '../workspace/snapshot';
import { perObject } from './api/computed-once';
import { isDefaultRoute } from './api/ip-block';
import { valueRange } from './api/place';
import { memberOf } from './api/policy-parts';
import type { Finding, Rule, RuleContext } from './rule';

/** Of these, it is not known that they are clients outside the cluster. */
const INSIDE = addressesIn([
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
]);

/** Load balancers of Google Cloud ask from these, and are seen as they are. */
const HEALTH_CHECKS: ReadonlySet<string> = new Set(['35.191.0.0/16', '130.211.0.0/22']);

export const rule = {
  id: 'client-ip-rewritten',
  severity: 'info',
  documentation: {
    title: 'Addresses of clients that a node may replace by its own',
    clusterDoes:
      'A Service of type LoadBalancer or NodePort with externalTrafficPolicy Cluster, the default, sends connections on from any node, usually under the address of that node. The pod, and its policy, then never see the client, and its range does not match.',
    meant:
      'externalTrafficPolicy: Local on the Service, which keeps the address, or loadBalancerSourceRanges there. It speaks where such a Service of the workspace leads to pods that the policy selects.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 443}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: web}}\n  ingress:\n  - from: [{ipBlock: {cidr: 198.51.100.0/24}}]',
    good: 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {type: LoadBalancer, externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 443}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: web}}\n  ingress:\n  - from: [{ipBlock: {cidr: 198.51.100.0/24}}]',
    link: 'https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#preserving-the-client-source-ip',
  },
  *check(context) {
    const { snapshot, file, resource, parts } = context;
    const policy = snapshot.policyOf(file, resource);
    const blocks = parts.peers
      .filter(({ direction }) => direction === 'ingress')
      .flatMap((peer) => memberOf(peer, 'ipBlock') ?? [])
      .filter(({ value }) => isOfClients(value['cidr']));
    if (policy === undefined || blocks.length === 0) return;
    const service = openServiceTo(policy, snapshot);
    for (const { path } of service === undefined ? [] : blocks) {
      if (service !== undefined) yield finding(context, [...path, 'cidr'], service);
    }
  },
} satisfies Rule;

function isOfClients(cidr: unknown): boolean {
  if (typeof cidr !== 'string' || isDefaultRoute(cidr) || HEALTH_CHECKS.has(cidr)) return false;
  const addresses = addressesIn([cidr]);
  return !isNoAddress(addresses) && isNoAddress(intersectAddresses(addresses, INSIDE));
}

function openServiceTo({ subject }: Policy, snapshot: Snapshot): Service | undefined {
  const open = openServices(snapshot);
  if (open.size === 0) return undefined;
  for (const workload of snapshot.evaluator.select(subject)) {
    const service = snapshot.evaluator.servicesOf(workload).find((one) => open.has(one));
    if (service !== undefined) return service;
  }
  return undefined;
}

const openServices = perObject(
  (snapshot: Snapshot) =>
    new Set(snapshot.cluster.services.filter((service) => hidesClients(service, snapshot))),
);

/** Whether connections from outside come to its pods by way of any node. */
function hidesClients({ source }: Service, snapshot: Snapshot): boolean {
  const value = snapshot.resourceOf(source)?.value;
  const spec = field(value, 'spec');
  const type = field(spec, 'type');
  const isOpen =
    type === 'LoadBalancer' || type === 'NodePort' || items(field(spec, 'externalIPs')).length > 0;
  return isOpen && fieldAt(value, ['spec', 'externalTrafficPolicy']) !== 'Local';
}

function finding(context: RuleContext, path: readonly (string | number)[], service: Service): Finding {
  const name = `${service.namespace}/${service.name}`;
  const place = context.snapshot.locate(service.source, 'spec');
  return {
    range: valueRange(context, path),
    message: `Clients of Service ${name} may reach these pods through any node, with the address of the node instead of this one. Set externalTrafficPolicy: Local on the Service.`,
    ...(place && {
      related: [{ file: place.file.file, range: place.range, message: `The Service ${name}.` }],
    }),
  };
}
