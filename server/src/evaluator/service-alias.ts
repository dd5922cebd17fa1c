/**
 * An ExternalName that is the cluster's own name for a Service: `db.shop.svc.cluster.local`.
 */
import type { Service } from './model';

/** What follows `svc` is the cluster's domain, which each cluster may choose; without any it is no name of the cluster. */
const SERVICE_HOST = /^(?<name>[^.]+)\.(?<namespace>[^.]+)\.svc\.[^.]/u;

/** The Service at the end of the names; undefined where they lead out of the cluster or round in a circle. */
export function aliasedService(service: Service, services: readonly Service[]): Service | undefined {
  return service.externalName === undefined ? undefined : endOf(service, services, new Set());
}

function endOf(
  service: Service,
  services: readonly Service[],
  passed: ReadonlySet<Service>,
): Service | undefined {
  if (passed.has(service)) return undefined;
  if (service.externalName === undefined) return service;
  const next = named(service.externalName, services);
  return next && endOf(next, services, new Set([...passed, service]));
}

function named(host: string, services: readonly Service[]): Service | undefined {
  const { name, namespace } = SERVICE_HOST.exec(host.toLowerCase())?.groups ?? {};
  return services.find((service) => service.name === name && service.namespace === namespace);
}
