/**
 * A Service translated, as a cluster does it before any policy is asked: to pods and the ports they listen on.
 */
import type { Caveat, PortQuery, Translation } from './answers';
import { ConnectionSet } from './connection-set';
import type { Protocol, Service, ServicePort, Workload } from './model';
import { askedConnections } from './port-query';
import type { PodParty } from './party';
import type { PodSite, Site } from './site';
import { NO_ADDRESS } from './address-set';

/** A destination without container ports: names of ports stand for nothing there. */
const NOWHERE: Site = { kind: 'addresses', addresses: NO_ADDRESS };

/** One workload behind a Service, and the connections to it that the question is about. */
export interface ServiceBackend {
  readonly workload: Workload;
  readonly asked: ConnectionSet;
  readonly translations: readonly Translation[];
}

export interface TranslatedService {
  readonly backends: readonly ServiceBackend[];
  readonly caveats: readonly Caveat[];
}

/** A Service without a selector has endpoints, but not such as manifests tell. */
export function hasUnknownEndpoints({ selector, externalName }: Service): boolean {
  return externalName !== undefined || selector === undefined || selector.size === 0;
}

export function selectedBy({ namespace, selector }: Service, workload: Workload): boolean {
  if (selector === undefined || selector.size === 0 || workload.namespace !== namespace) return false;
  return Array.from(selector).every(([key, value]) => workload.labels.get(key) === value);
}

/** `port` is a port of the Service; for a headless Service a number is the pod's port itself. */
export function translate(
  service: Service,
  pods: readonly PodParty[],
  query: PortQuery | undefined,
): TranslatedService {
  if (pods.length === 0) return { backends: [], caveats: [{ kind: 'service-without-pods', service }] };
  if (service.headless && typeof query?.port !== 'string') return headless(pods, query);
  const ports = service.ports.filter((port) => asksFor(query, port));
  if (ports.length === 0 && query !== undefined) {
    return { backends: [], caveats: [{ kind: 'service-port-unknown', service, port: query.port }] };
  }
  const resolved = pods.map((pod) => resolveOn(service, ports, pod, query?.port));
  return {
    backends: resolved.flatMap(({ backend }) => (backend.asked.isEmpty() ? [] : backend)),
    caveats: resolved.flatMap(({ caveats }) => caveats),
  };
}

/** For a Service whose endpoints are unknown: the ports that it declares, if it does. */
export function askedOfUnknown(service: Service, query: PortQuery | undefined): ConnectionSet {
  const ports =
    service.externalName === undefined ? service.ports.filter((port) => asksFor(query, port)) : [];
  if (ports.length === 0) return askedConnections(query, NOWHERE);
  return ports.reduce((set, { protocol, port, targetPort }) => {
    return set.union(ConnectionSet.of(protocol, typeof targetPort === 'number' ? targetPort : port));
  }, ConnectionSet.NONE);
}

/** The name of a headless Service stands for the pods' addresses; nothing translates ports. */
function headless(pods: readonly PodParty[], query: PortQuery | undefined): TranslatedService {
  const backends = pods.map(({ workload, site }) => ({
    workload,
    asked: askedConnections(query, site),
    translations: [],
  }));
  return { backends, caveats: [] };
}

function asksFor(query: PortQuery | undefined, port: ServicePort): boolean {
  if (query === undefined) return true;
  if (query.protocol !== undefined && query.protocol !== port.protocol) return false;
  return query.port === (typeof query.port === 'number' ? port.port : port.name);
}

/** Each pod resolves named target ports for itself; one that has no such port is no endpoint. */
export function resolveOn(
  service: Service,
  ports: readonly ServicePort[],
  { workload, site }: PodParty,
  asked?: PortQuery['port'],
): { readonly backend: ServiceBackend; readonly caveats: readonly Caveat[] } {
  const translations: Translation[] = [];
  const caveats: Caveat[] = [];
  for (const { name, port, protocol, targetPort } of ports) {
    const number = targetPortOn(site, protocol, targetPort);
    if (number === undefined) {
      caveats.push({ kind: 'target-port-unresolved', service, workload, port: `${targetPort}` });
    } else {
      const servicePort = asked ?? name ?? port;
      translations.push({ service, servicePort, workload, targetPort: number, protocol });
    }
  }
  return { backend: { workload, asked: targetsOf(translations), translations }, caveats };
}

/** A Service takes the first container port of the name, as the endpoint controller does. */
export function targetPortOn(
  { ports }: Pick<PodSite, 'ports'>,
  protocol: Protocol,
  target: number | string,
): number | undefined {
  if (typeof target === 'number') return target;
  return ports.find((port) => port.name === target && port.protocol === protocol)?.port;
}

/** The target ports of translations, as connections to the pods. */
export function targetsOf(translations: readonly Translation[]): ConnectionSet {
  return translations.reduce(
    (set, { protocol, targetPort }) => set.union(ConnectionSet.of(protocol, targetPort)),
    ConnectionSet.NONE,
  );
}
