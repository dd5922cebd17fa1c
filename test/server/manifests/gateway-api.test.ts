import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  readGateway,
  readGatewayRoute,
  readReferenceGrant,
  type Gateway,
  type GatewayRoute,
} from '../../../server/src/manifests/gateway-api';

function route(spec: string): GatewayRoute {
  return readGatewayRoute({ spec: parse(spec) as unknown });
}

function gateway(spec: string): Gateway {
  return readGateway({ spec: parse(spec) as unknown });
}

describe('parents of a route', () => {
  const plain = { namespace: undefined, name: 'web', isGateway: true, listener: undefined, port: undefined };

  test.each<[string, string, readonly object[]]>([
    ['a Gateway', '{name: web}', [plain]],
    [
      'in full',
      '{group: gateway.networking.k8s.io, kind: Gateway, namespace: infra, name: web}',
      [{ ...plain, namespace: 'infra' }],
    ],
    [
      'one listener',
      '{name: web, sectionName: https, port: 443}',
      [{ ...plain, listener: 'https', port: 443 }],
    ],
    ['something else', '{kind: XListenerSet, name: web}', [{ ...plain, isGateway: false }]],
    ['of another group', '{group: example.org, name: web}', [{ ...plain, isGateway: false }]],
    ['a Service, for a mesh', '{group: "", kind: Service, name: web}', []],
    ['no name', '{kind: Gateway}', []],
  ])('%s', (_name, parent, expected) => {
    expect(route(`{parentRefs: [${parent}]}`).parents).toEqual(expected);
  });
});

describe('backends of a route', () => {
  const backends = (rules: string): readonly string[] =>
    route(`{rules: ${rules}}`).backends.map(
      ({ path, namespace = 'own', service, port }) => `${path} ${namespace}/${service} ${port}`,
    );

  test.each<[string, string, readonly string[]]>([
    ['a Service', '[{backendRefs: [{name: web, port: 80}]}]', ['spec.rules[0].backendRefs[0] own/web 80']],
    [
      'several',
      '[{}, {backendRefs: [{name: a, port: 80, weight: 1}, {kind: Service, group: "", name: b, namespace: lab, port: 81}]}]',
      ['spec.rules[1].backendRefs[0] own/a 80', 'spec.rules[1].backendRefs[1] lab/b 81'],
    ],
    [
      'a mirror',
      '[{filters: [{type: RequestMirror, requestMirror: {backendRef: {name: copy, port: 80}}}], backendRefs: []}]',
      ['spec.rules[0].filters[0].requestMirror.backendRef own/copy 80'],
    ],
    ['no traffic', '[{backendRefs: [{name: web, port: 80, weight: 0}]}]', []],
    ['no port', '[{backendRefs: [{name: web}]}]', []],
    ['the name of a port', '[{backendRefs: [{name: web, port: http}]}]', []],
    ['another kind', '[{backendRefs: [{group: example.org, kind: Bucket, name: web, port: 80}]}]', []],
    ['nothing', '[{backendRefs: [null, {}]}, null]', []],
  ])('%s', (_name, rules, expected) => {
    expect(backends(rules)).toEqual(expected);
  });
});

describe('listeners of a Gateway', () => {
  const everything = { requirements: [], isValid: true };

  test.each<[string, unknown]>([
    ['null', 'same'],
    ['{}', 'same'],
    ['{namespaces: {from: Same}}', 'same'],
    ['{namespaces: {from: All}}', 'all'],
    ['{namespaces: {from: None}}', 'none'],
    ['{namespaces: {from: all}}', 'none'],
    ['{namespaces: {from: Selector}}', 'none'],
    ['{namespaces: {from: Selector, selector: {}}}', everything],
  ])('allow routes of namespaces: %s', (allowed, from) => {
    expect(gateway(`{listeners: [{name: http, port: 80, allowedRoutes: ${allowed}}]}`).listeners).toEqual([
      { name: 'http', port: 80, from },
    ]);
  });

  test('none', () => {
    expect(gateway('{}').listeners).toEqual([]);
  });
});

test('a grant, as far as it is about routes and Services', () => {
  const spec = `
    from:
    - {group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}
    - {group: gateway.networking.k8s.io, kind: TCPRoute, namespace: lab}
    - {group: example.org, kind: HTTPRoute, namespace: other}
    - {group: gateway.networking.k8s.io, kind: HTTPRoute}
    to:
    - {group: "", kind: Service, name: web}
    - {group: "", kind: Service}
    - {group: "", kind: Secret}
  `;
  expect(readReferenceGrant({ spec: parse(spec) as unknown })).toEqual({
    from: [
      { kind: 'HTTPRoute', namespace: 'shop' },
      { kind: 'TCPRoute', namespace: 'lab' },
    ],
    to: ['web', undefined],
  });
});
