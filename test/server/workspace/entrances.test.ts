/**
 * What Ingresses and routes of several files are together: entrances of the cluster.
 */
import { describe, expect, test } from 'vitest';
import type { Entrance } from '../../../server/src/evaluator/model';
import { createWorkspace } from '../../../server/src/workspace/workspace';

function entrances(...documents: readonly string[]): readonly Entrance[] {
  const workspace = createWorkspace({ namespace: 'shop' });
  documents.forEach((text, index) => {
    workspace.set(`file${index}.yaml`, text);
  });
  return workspace.snapshot().cluster.entrances;
}

/** `HTTPRoute shop/r: lab/web:80`, for each entrance with backends. */
function described(...documents: readonly string[]): readonly string[] {
  return entrances(...documents)
    .filter(({ backends }) => backends.length > 0)
    .map(({ kind, namespace, name, backends }) => {
      const targets = backends.map(
        (backend) => `${backend.namespace}/${backend.service}:${backend.port ?? 'all'}`,
      );
      return `${kind} ${namespace}/${name}: ${targets.join(' ')}`;
    });
}

const GATEWAY_API = 'gateway.networking.k8s.io/v1';

function route(spec: string, kind = 'HTTPRoute'): string {
  return `apiVersion: ${GATEWAY_API}\nkind: ${kind}\nmetadata: {name: r}\nspec: ${spec}\n`;
}

function gateway(listeners: string): string {
  return `apiVersion: ${GATEWAY_API}\nkind: Gateway\nmetadata: {name: gw, namespace: infra}\nspec: {listeners: ${listeners}}\n`;
}

function namespace(name: string, labels: string): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: ${labels}}\n`;
}

const PARENT = '{name: gw, namespace: infra}';
const OWN = `{parentRefs: [${PARENT}], rules: [{backendRefs: [{name: web, port: 80}]}]}`;

test('an Ingress', () => {
  const [entrance] = entrances(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front}
spec: {defaultBackend: {service: {name: web, port: {name: http}}}}
`);
  expect(entrance).toEqual({
    kind: 'Ingress',
    namespace: 'shop',
    name: 'front',
    controller: { namespaceLabels: new Map([['kubernetes.io/metadata.name', '']]) },
    backends: [
      {
        path: 'spec.defaultBackend',
        namespace: 'shop',
        service: 'web',
        port: 'http',
        portOf: 'service-or-target',
        protocol: 'TCP',
      },
    ],
    source: { file: 'file0.yaml', resource: 0 },
  });
});

test("an OpenShift Route comes from the router's namespace", () => {
  const [entrance] = entrances(
    'apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: {name: front}\nspec: {to: {name: web}}\n',
  );
  expect(entrance?.controller.namespace).toBe('openshift-ingress');
  expect(entrance?.backends[0]?.portOf).toBe('target-or-service');
  expect(entrance?.controller.namespaceLabels.get('policy-group.network.openshift.io/ingress')).toBe('');
});

test('routes of other products are none', () => {
  expect(
    entrances(
      'apiVersion: serving.knative.dev/v1\nkind: Route\nmetadata: {name: a}\nspec: {to: {name: web}}\n',
      'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: b}\nspec: {}\n',
    ),
  ).toEqual([]);
});

describe('routes of the Gateway API', () => {
  test.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'])('%s is of TCP', (kind) => {
    expect(entrances(route(OWN, kind))[0]?.backends).toEqual([
      {
        path: 'spec.rules[0].backendRefs[0]',
        namespace: 'shop',
        service: 'web',
        port: 80,
        portOf: 'service',
        protocol: 'TCP',
      },
    ]);
  });

  test('UDPRoute is of UDP', () => {
    expect(entrances(route(OWN, 'UDPRoute'))[0]?.backends[0]?.protocol).toBe('UDP');
  });

  test.each<[string, string, boolean]>([
    ['a Gateway that no manifest describes', route(OWN), true],
    ['no parent', route('{rules: [{backendRefs: [{name: web, port: 80}]}]}'), false],
    ['a Gateway for its own namespace', `${gateway('[{name: http, port: 80}]')}---\n${route(OWN)}`, false],
    [
      'a Gateway for all',
      `${gateway('[{name: http, allowedRoutes: {namespaces: {from: All}}}]')}---\n${route(OWN)}`,
      true,
    ],
    ['a Gateway without listeners', `${gateway('[]')}---\n${route(OWN)}`, false],
    [
      'one listener of several',
      `${gateway('[{name: a, allowedRoutes: {namespaces: {from: All}}}, {name: b}]')}---\n${route(
        OWN.replace('infra}', 'infra, sectionName: b}'),
      )}`,
      false,
    ],
    [
      'one port of several',
      `${gateway('[{name: a, port: 80, allowedRoutes: {namespaces: {from: All}}}, {name: b, port: 81}]')}---\n${route(
        OWN.replace('infra}', 'infra, port: 80}'),
      )}`,
      true,
    ],
    [
      'labels of the namespace',
      `${gateway('[{name: a, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: a}}}}}]')}---
${namespace('shop', '{team: a}')}---\n${route(OWN)}`,
      true,
    ],
    [
      'labels that the namespace has not',
      `${gateway('[{name: a, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: a}}}}}]')}---
${namespace('shop', '{team: b}')}---\n${route(OWN)}`,
      false,
    ],
  ])('%s', (_name, text, isOpen) => {
    expect(described(text)).toEqual(isOpen ? ['HTTPRoute shop/r: shop/web:80'] : []);
  });
});

describe('a listener takes the kinds of routes', () => {
  const open = 'namespaces: {from: All}';

  test.each([
    ['that its protocol carries', `protocol: HTTPS, allowedRoutes: {${open}}`, 'GRPCRoute', true],
    ['no others', `protocol: HTTP, allowedRoutes: {${open}}`, 'UDPRoute', false],
    ['TLS ended by the Gateway', `protocol: TLS, allowedRoutes: {${open}}`, 'TCPRoute', true],
    [
      'of a protocol that nobody knows',
      `protocol: example.com/x, allowedRoutes: {${open}}`,
      'TCPRoute',
      true,
    ],
    [
      'that it lists',
      `protocol: HTTP, allowedRoutes: {${open}, kinds: [{kind: GRPCRoute}]}`,
      'GRPCRoute',
      true,
    ],
    [
      'only those',
      `protocol: HTTP, allowedRoutes: {${open}, kinds: [{kind: GRPCRoute}]}`,
      'HTTPRoute',
      false,
    ],
    [
      'none of another group',
      `allowedRoutes: {${open}, kinds: [{group: a.example, kind: HTTPRoute}]}`,
      'HTTPRoute',
      false,
    ],
  ])('%s', (_, listener, kind, isOpen) => {
    const text = described(gateway(`[{name: a, port: 80, ${listener}}]`), route(OWN, kind));
    expect(text).toEqual(isOpen ? [`${kind} shop/r: shop/web:80`] : []);
  });
});

describe('a backend in another namespace', () => {
  const ABROAD = route(
    `{parentRefs: [${PARENT}], rules: [{backendRefs: [{name: web, namespace: lab, port: 80}]}]}`,
  );
  const grant = (
    from: string,
    to: string,
    home = 'lab',
  ): string => `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: g, namespace: ${home}}
spec: {from: [${from}], to: [${to}]}
`;
  const SHOP = '{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}';
  const SERVICES = '{group: "", kind: Service}';

  test.each<[string, readonly string[], boolean]>([
    ['without a grant', [], false],
    ['with one', [grant(SHOP, SERVICES)], true],
    ['for this Service', [grant(SHOP, '{group: "", kind: Service, name: web}')], true],
    ['for another Service', [grant(SHOP, '{group: "", kind: Service, name: db}')], false],
    ['for another kind of route', [grant(SHOP.replace('HTTPRoute', 'TCPRoute'), SERVICES)], false],
    ['for another namespace', [grant(SHOP.replace('shop', 'other'), SERVICES)], false],
    ['of another namespace', [grant(SHOP, SERVICES, 'shop')], false],
  ])('%s', (_name, grants, isOpen) => {
    expect(described(ABROAD, ...grants)).toEqual(isOpen ? ['HTTPRoute shop/r: lab/web:80'] : []);
  });
});

test('a grant that comes later opens what is known', () => {
  const workspace = createWorkspace({ namespace: 'shop' });
  workspace.set(
    'route.yaml',
    route(`{parentRefs: [${PARENT}], rules: [{backendRefs: [{name: web, namespace: lab, port: 80}]}]}`),
  );
  const before = workspace.snapshot();
  workspace.set(
    'grant.yaml',
    `apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: g, namespace: lab}
spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}], to: [{group: "", kind: Service}]}
`,
  );
  const after = workspace.snapshot();
  expect(after.generation).toBe(before.generation + 1);
  expect([before, after].map(({ cluster }) => cluster.entrances[0]?.backends.length)).toEqual([0, 1]);
});
