/**
 * What a question is about, taken apart: a Service becomes its pods, everything else stays one party.
 */
import { EVERY_ADDRESS, toCidrs } from './address-set';
import type { Caveat, Endpoint, PortQuery, Target, Translation } from './answers';
import type { CompiledCluster } from './compiled-cluster';
import type { ConnectionSet } from './connection-set';
import type { Service } from './model';
import { addressParty, type Party } from './party';
import { askedConnections } from './port-query';
import { aliasedService } from './service-alias';
import { askedOfUnknown, hasUnknownEndpoints, translate } from './service-target';

export interface TargetPart {
  readonly endpoint: Endpoint;
  readonly party: Party;
  /** The connections to it that the question is about, when it is the destination. */
  readonly asked: ConnectionSet;
  readonly translations: readonly Translation[];
}

export interface ResolvedTarget {
  readonly parts: readonly TargetPart[];
  readonly caveats: readonly Caveat[];
}

/** The parties behind a target, each with the connections to it that were asked about. */
export function resolveTarget(
  cluster: CompiledCluster,
  target: Target,
  query: PortQuery | undefined,
): ResolvedTarget {
  if (target.kind === 'service') return resolveService(cluster, target.service, query);
  const party = cluster.party(target);
  const asked = askedConnections(query, party.site);
  const caveats = asked.isEmpty() ? unresolvedName(party, query) : [];
  return { parts: [{ endpoint: target, party, asked, translations: [] }], caveats };
}

function unresolvedName({ workload }: Party, query: PortQuery | undefined): Caveat[] {
  if (workload === undefined || typeof query?.port !== 'string') return [];
  return [{ kind: 'port-name-unresolved', workload, port: query.port }];
}

function resolveService(
  cluster: CompiledCluster,
  service: Service,
  query: PortQuery | undefined,
): ResolvedTarget {
  const aliased = aliasedService(service, cluster.cluster.services);
  if (aliased !== undefined) return resolveAlias(cluster, service, aliased, query);
  if (hasUnknownEndpoints(service)) return unknownEndpoints(service, query);
  const pods = cluster.backends(service).map((workload) => cluster.pod(workload));
  const { backends, caveats } = translate(service, pods, query);
  const parts = backends.map(({ workload, asked, translations }) => ({
    endpoint: { kind: 'workload', workload } as const,
    party: cluster.pod(workload),
    asked,
    translations,
  }));
  return { parts, caveats };
}

/** A client that calls the alias connects to the other Service, on the port that it asked for. */
function resolveAlias(
  cluster: CompiledCluster,
  service: Service,
  of: Service,
  query: PortQuery | undefined,
): ResolvedTarget {
  const { parts, caveats } = resolveService(cluster, of, query);
  return { parts, caveats: [{ kind: 'service-alias', service, of }, ...caveats] };
}

/** Endpoints that manifests do not tell are answered as any address outside. */
function unknownEndpoints(service: Service, query: PortQuery | undefined): ResolvedTarget {
  const part: TargetPart = {
    endpoint: { kind: 'addresses', cidrs: toCidrs(EVERY_ADDRESS) },
    party: addressParty(EVERY_ADDRESS),
    asked: askedOfUnknown(service, query),
    translations: [],
  };
  return { parts: [part], caveats: [{ kind: 'service-without-selector', service }] };
}
