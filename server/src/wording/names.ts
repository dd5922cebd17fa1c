/**
 * How endpoints, policies and Services are called in text and JSON. Knows no files and no places.
 */
import type { Endpoint, Target, Translation } from '../evaluator/answers';
import { workloadId, type Entrance, type PolicyRef, type Service } from '../evaluator/model';

/** Stands for traffic that comes in through an Ingress, Gateway or Route. */
export const INGRESS_CONTROLLER_NAME = 'ingress-controller';

const EVERY_ADDRESS = new Set(['0.0.0.0/0', '::/0']);

/** The name by which a target can be asked about again: `shop/cart[Deployment]`, `svc/shop/cart`, `10.0.0.0/8`. */
export function targetId(target: Target): string {
  switch (target.kind) {
    case 'workload':
      return workloadId(target.workload);
    case 'service':
      return serviceId(target.service);
    case 'addresses':
      return target.cidrs.join(',');
    case 'ingress-controller':
      return INGRESS_CONTROLLER_NAME;
  }
}

/** The name in a sentence: as the id, but addresses and the ingress controller in words. */
export function targetName(target: Target): string {
  if (target.kind === 'addresses') return addressesName(target.cidrs);
  return target.kind === 'ingress-controller' ? 'the ingress controller' : targetId(target);
}

/**
 * The name in a table: addresses in full, however many ranges they are, and a mark at pods on the host network, on which
 * policies have no defined effect.
 */
export function listedName(end: Endpoint): string {
  if (end.kind === 'addresses') return end.cidrs.join(', ');
  const name = targetName(end);
  return end.kind === 'workload' && end.workload.hostNetwork ? `${name} (host network)` : name;
}

/** `10.0.0.0/8`, `10.0.0.0/8 and 2 more ranges`, `any address outside the cluster`. */
export function addressesName(cidrs: readonly string[]): string {
  if (cidrs.length > 0 && cidrs.every((cidr) => EVERY_ADDRESS.has(cidr))) return anyAddressName(cidrs);
  const [first, second] = cidrs.map(withoutHostPrefix);
  if (first === undefined) return 'no address';
  if (cidrs.length === 1) return first;
  return cidrs.length === 2 ? `${first} and ${second}` : `${first} and ${cidrs.length - 1} more ranges`;
}

function anyAddressName(cidrs: readonly string[]): string {
  if (cidrs.length > 1) return 'any address outside the cluster';
  return cidrs[0] === '::/0'
    ? 'any IPv6 address outside the cluster'
    : 'any IPv4 address outside the cluster';
}

/** A single address is written without its `/32` or `/128`. */
function withoutHostPrefix(cidr: string): string {
  return cidr.includes(':') ? cidr.replace(/\/128$/u, '') : cidr.replace(/\/32$/u, '');
}

/** `svc/shop/cart`. */
export function serviceId(service: Pick<Service, 'namespace' | 'name'>): string {
  return `svc/${service.namespace}/${service.name}`;
}

/** The number of the Service port that was translated; the evaluator may know it by its name. */
export function servicePortNumber({ service, servicePort }: Translation): number | string {
  return service.ports.find(({ name }) => name === servicePort)?.port ?? servicePort;
}

/** `shop/allow-web` for a NetworkPolicy, `ClusterNetworkPolicy dns` for every other kind. */
export function policyName(ref: PolicyRef): string {
  const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  return ref.kind === 'NetworkPolicy' ? name : `${ref.kind} ${name}`;
}

/** `Ingress shop/front`, `HTTPRoute shop/front`. */
export function entranceName({
  kind,
  namespace,
  name,
}: Pick<Entrance, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace}/${name}`;
}

/**
 * Targets of one kind stand together, workloads first; within a kind by their ids. Who compares many passes an `idOf`
 * that remembers.
 */
export function compareEndpoints<T extends Target>(
  a: T,
  b: T,
  idOf: (target: T) => string = targetId,
): number {
  return KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || compareText(idOf(a), idOf(b));
}

const KIND_ORDER = { workload: 0, service: 1, 'ingress-controller': 2, addresses: 3 } as const;

/** By code units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
