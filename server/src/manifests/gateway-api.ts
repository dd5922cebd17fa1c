/**
 * Reads the kinds of the Gateway API (gateway.networking.k8s.io): routes, Gateways, and ReferenceGrants. What they
 * mean together is decided elsewhere. See https://gateway-api.sigs.k8s.io/reference/spec/
 */
import type { BackendRef } from './ingress';
import { field, fieldAt, isAbsent, items, text } from './json-value';
import { readLabelSelector, type LabelSelector } from './labels';
import { isPortNumber } from './ports';

const API_GROUP = 'gateway.networking.k8s.io';

export interface GatewayRoute {
  /** Gateways that the route wants to attach to. */
  readonly parents: readonly ParentRef[];
  readonly backends: readonly RouteBackendRef[];
}

export interface ParentRef {
  /** Absent: that of the route. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** False for what is not known here, such as sets of listeners: they are not looked into. */
  readonly isGateway: boolean;
  /** Only this listener; any when absent. */
  readonly listener: string | undefined;
  readonly port: number | undefined;
}

export interface RouteBackendRef extends BackendRef {
  /** Absent: that of the route. */
  readonly namespace: string | undefined;
}

export interface Gateway {
  readonly listeners: readonly Listener[];
}

export interface Listener {
  readonly name: string | undefined;
  readonly port: number | undefined;
  /** `HTTP`, or what an implementation calls its own. */
  readonly protocol: string | undefined;
  /** Kinds of routes that may attach; those that the protocol can carry when absent. */
  readonly kinds: readonly string[] | undefined;
  /** Namespaces whose routes may attach. */
  readonly from: 'same' | 'all' | 'none' | LabelSelector;
}

/** Lets objects of other namespaces refer to objects of its own. */
export interface ReferenceGrant {
  readonly from: readonly { readonly kind: string; readonly namespace: string }[];
  /** Names of Services; all when absent. */
  readonly to: readonly (string | undefined)[];
}

/** Reads HTTPRoute, GRPCRoute, TLSRoute, TCPRoute and UDPRoute, which agree in all that matters here. */
export function readGatewayRoute(value: unknown): GatewayRoute {
  const spec = field(value, 'spec');
  const rules = items(field(spec, 'rules'));
  return {
    parents: items(field(spec, 'parentRefs'))
      .map(readParent)
      .filter((parent) => parent !== undefined),
    backends: rules.flatMap((rule, index) => readRule(rule, `spec.rules[${index}]`)),
  };
}

/** A parent of kind Service routes within a mesh: nothing comes in through it. */
function readParent(parent: unknown): ParentRef | undefined {
  const name = text(field(parent, 'name'));
  const group = field(parent, 'group') ?? API_GROUP;
  const kind = field(parent, 'kind') ?? 'Gateway';
  if (name === undefined || kind === 'Service') return undefined;
  const port = field(parent, 'port');
  return {
    namespace: text(field(parent, 'namespace')),
    name,
    isGateway: group === API_GROUP && kind === 'Gateway',
    listener: text(field(parent, 'sectionName')),
    port: isPortNumber(port) ? port : undefined,
  };
}

function readRule(rule: unknown, path: string): readonly RouteBackendRef[] {
  const refs = items(field(rule, 'backendRefs')).map((ref, index) => ({
    ref,
    at: `${path}.backendRefs[${index}]`,
  }));
  // Mirrored requests arrive as well.
  const mirrors = items(field(rule, 'filters')).map((filter, index) => ({
    ref: fieldAt(filter, ['requestMirror', 'backendRef']),
    at: `${path}.filters[${index}].requestMirror.backendRef`,
  }));
  return [...refs, ...mirrors].map(({ ref, at }) => readBackend(ref, at)).filter((ref) => ref !== undefined);
}

/** A Service needs a port; one of weight 0 gets no traffic. */
function readBackend(ref: unknown, path: string): RouteBackendRef | undefined {
  const service = text(field(ref, 'name'));
  const port = field(ref, 'port');
  const isService = (field(ref, 'kind') ?? 'Service') === 'Service' && (field(ref, 'group') ?? '') === '';
  if (service === undefined || !isService || !isPortNumber(port) || field(ref, 'weight') === 0)
    return undefined;
  return { path, service, port, namespace: text(field(ref, 'namespace')) };
}

export function readGateway(value: unknown): Gateway {
  return { listeners: items(fieldAt(value, ['spec', 'listeners'])).map(readListener) };
}

function readListener(listener: unknown): Listener {
  const port = field(listener, 'port');
  return {
    name: text(field(listener, 'name')),
    port: isPortNumber(port) ? port : undefined,
    protocol: text(field(listener, 'protocol')),
    kinds: readKinds(fieldAt(listener, ['allowedRoutes', 'kinds'])),
    from: readAllowed(fieldAt(listener, ['allowedRoutes', 'namespaces'])),
  };
}

/** None of another group: those are no routes that are known here. */
function readKinds(kinds: unknown): Listener['kinds'] {
  const listed = items(kinds);
  if (listed.length === 0) return undefined;
  return listed.flatMap((item) =>
    (field(item, 'group') ?? API_GROUP) === API_GROUP ? (text(field(item, 'kind')) ?? []) : [],
  );
}

function readAllowed(namespaces: unknown): Listener['from'] {
  const from = field(namespaces, 'from');
  if (isAbsent(from) || from === 'Same') return 'same';
  if (from === 'All') return 'all';
  return from === 'Selector' ? (readLabelSelector(field(namespaces, 'selector')) ?? 'none') : 'none';
}

/** Only what it grants about Services. */
export function readReferenceGrant(value: unknown): ReferenceGrant {
  const spec = field(value, 'spec');
  return {
    from: items(field(spec, 'from')).flatMap((item) => {
      const [kind, namespace] = [text(field(item, 'kind')), text(field(item, 'namespace'))];
      const isRoute = field(item, 'group') === API_GROUP && kind !== undefined && namespace !== undefined;
      return isRoute ? [{ kind, namespace }] : [];
    }),
    to: items(field(spec, 'to')).flatMap((item) =>
      field(item, 'kind') === 'Service' && (field(item, 'group') ?? '') === ''
        ? [text(field(item, 'name'))]
        : [],
    ),
  };
}
