/**
 * Ingress, routes of the Gateway API and OpenShift Routes in the words of the evaluator: entrances.
 */
import type { Entrance, EntranceBackend, EntranceController, Protocol, SourceRef } from '../evaluator/model';
import { UNKNOWN_CONTROLLER } from '../evaluator/site';
import { readGatewayRoute } from '../manifests/gateway-api';
import { readIngress, type BackendRef } from '../manifests/ingress';
import { isKind, KINDS } from '../manifests/known-kinds';
import { readNamespaceLabels } from '../manifests/namespace';
import { readOpenshiftRoute } from '../manifests/openshift-route';
import type { EntranceEntry } from './entry';

interface EntranceObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly value: unknown;
}

const ROUTER_NAMESPACE = 'openshift-ingress';

/**
 * OpenShift's router runs in this namespace, whose labels policies use to admit it.
 * https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/network_security/network-policy
 */
const OPENSHIFT_ROUTER: EntranceController = {
  namespace: ROUTER_NAMESPACE,
  namespaceLabels: new Map([
    ...readNamespaceLabels(undefined, ROUTER_NAMESPACE),
    ['policy-group.network.openshift.io/ingress', ''],
    ['network.openshift.io/policy-group', 'ingress'],
  ]),
};

const TCP_ROUTES = [KINDS.HTTPRoute, KINDS.GRPCRoute, KINDS.TLSRoute, KINDS.TCPRoute];

/** Undefined for objects of all other kinds. */
export function translateEntrance(
  object: EntranceObject,
  namespace: string,
  name: string,
  source: SourceRef,
): EntranceEntry | undefined {
  const { kind, value } = object;
  const entrance = (backends: readonly EntranceBackend[], controller = UNKNOWN_CONTROLLER): Entrance => ({
    kind,
    namespace,
    name,
    controller,
    backends,
    source,
  });
  if (isKind(object, KINDS.Ingress)) {
    return { entrance: entrance(lenientBackends(readIngress(value), namespace, 'service-or-target')) };
  }
  if (isKind(object, KINDS.Route)) {
    const backends = lenientBackends(readOpenshiftRoute(value), namespace, 'target-or-service');
    return { entrance: entrance(backends, OPENSHIFT_ROUTER) };
  }
  const protocol = routedProtocol(object);
  if (protocol === undefined) return undefined;
  const { parents, backends } = readGatewayRoute(value);
  const routed = backends.map((backend) => translateBackend(backend, backend.namespace ?? namespace));
  return {
    entrance: entrance(routed.map((backend) => ({ ...backend, portOf: 'service', protocol }))),
    parents,
  };
}

function routedProtocol(object: EntranceObject): Protocol | undefined {
  if (TCP_ROUTES.some((known) => isKind(object, known))) return 'TCP';
  return isKind(object, KINDS.UDPRoute) ? 'UDP' : undefined;
}

/** Controllers take the number or name of a target port as well: ingress-nginx does, OpenShift asks for it. */
function lenientBackends(
  backends: readonly BackendRef[],
  namespace: string,
  portOf: EntranceBackend['portOf'],
): readonly EntranceBackend[] {
  return backends.map((backend) => ({ ...translateBackend(backend, namespace), portOf, protocol: 'TCP' }));
}

function translateBackend(
  { path, service, port }: BackendRef,
  namespace: string,
): Pick<EntranceBackend, 'path' | 'namespace' | 'service' | 'port'> {
  return { path, namespace, service, ...(port !== undefined && { port }) };
}
