/**
 * Which routes of the Gateway API are really a way in: those that a Gateway takes, to backends they may refer to.
 */
import type { Entrance, EntranceBackend, Namespace } from '../evaluator/model';
import { holds, namespaceLabels } from '../evaluator/predicate';
import type { Listener, ParentRef } from '../manifests/gateway-api';
import type { EntranceEntry, GatewayEntry, GrantEntry } from './entry';
import { selectorPredicate } from './selector-predicate';

/** What decides about routes. */
export interface RoutingObjects {
  readonly gateways: readonly GatewayEntry[];
  readonly grants: readonly GrantEntry[];
  readonly namespaces: ReadonlyMap<string, Namespace>;
}

/** The entrances that are open. Those that are no routes of a Gateway always are. */
export function openEntrances(
  entries: readonly EntranceEntry[],
  objects: RoutingObjects,
): readonly Entrance[] {
  return entries.flatMap(({ entrance, parents }) => {
    if (parents === undefined) return [entrance];
    if (!parents.some((parent) => isTaken(entrance, parent, objects))) return [];
    const backends = entrance.backends.filter((backend) => isGranted(entrance, backend, objects));
    return [{ ...entrance, backends }];
  });
}

/** A Gateway that no manifest describes, or what is no Gateway, is taken to take the route. */
function isTaken({ kind, namespace }: Entrance, parent: ParentRef, objects: RoutingObjects): boolean {
  if (!parent.isGateway) return true;
  const home = parent.namespace ?? namespace;
  const found = objects.gateways.find(
    (gateway) => gateway.namespace === home && gateway.name === parent.name,
  );
  if (found === undefined) return true;
  return found.gateway.listeners
    .filter(({ name, port }) => matches(parent.listener, name) && matches(parent.port, port))
    .some((listener) => carries(listener, kind) && allows(listener, home, namespace, objects));
}

/** What listeners can carry that list no kinds. https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes */
const KINDS_OF_PROTOCOL: ReadonlyMap<string, readonly string[]> = new Map([
  ['HTTP', ['HTTPRoute', 'GRPCRoute']],
  ['HTTPS', ['HTTPRoute', 'GRPCRoute']],
  ['TLS', ['TLSRoute', 'TCPRoute']],
  ['TCP', ['TCPRoute']],
  ['UDP', ['UDPRoute']],
]);

/** An implementation may have protocols of its own, of which nothing is known. */
function carries(
  { protocol = '', kinds = KINDS_OF_PROTOCOL.get(protocol) }: Listener,
  kind: string,
): boolean {
  return kinds?.includes(kind) ?? true;
}

/** What is not asked for matches. */
function matches<T>(wanted: T | undefined, actual: T | undefined): boolean {
  return wanted === undefined || wanted === actual;
}

function allows(
  { from }: Listener,
  gatewayNamespace: string,
  routeNamespace: string,
  { namespaces }: RoutingObjects,
): boolean {
  if (from === 'same') return routeNamespace === gatewayNamespace;
  if (from === 'all' || from === 'none') return from === 'all';
  const none: ReadonlyMap<string, string> = new Map();
  return holds(selectorPredicate(from, 'namespace'), {
    labels: none,
    namespace: routeNamespace,
    namespaceLabels: namespaceLabels(routeNamespace, namespaces),
    serviceAccountLabels: none,
    hostNetwork: false,
  });
}

/** A reference into another namespace needs that namespace's consent. */
function isGranted(
  { kind, namespace }: Entrance,
  { namespace: target, service }: EntranceBackend,
  { grants }: RoutingObjects,
): boolean {
  if (target === namespace) return true;
  return grants.some(
    ({ namespace: home, grant }) =>
      home === target &&
      grant.from.some((from) => from.kind === kind && from.namespace === namespace) &&
      grant.to.some((name) => matches(name, service)),
  );
}
