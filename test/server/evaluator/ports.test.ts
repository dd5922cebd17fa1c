/**
 * Ports of rules: protocols, ranges, and names that each destination resolves for itself.
 */
import { describe, expect, test } from 'vitest';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import { connectionText, drawCluster, expectConnections, findEndpoint, networkPolicy } from './drawn-cluster';

const PODS = `
  namespace shop
  pod shop/web   app=web http:8080 metrics:9090
  pod shop/api   app=api http:3000 http:3001 dns:53/UDP
  pod shop/plain app=plain
  pod lab/web    app=web http:8888 metrics:9090/UDP
`;

function cases(title: string, table: readonly (readonly [string, string, string])[]): void {
  describe(title, () => {
    test.each(table)('%s', (_, spec, connections) => {
      expectConnections(drawCluster(PODS, networkPolicy('shop', spec)), connections);
    });
  });
}

cases('numbers', [
  ['TCP by default', 'ingress: [{ports: [{port: 53}]}]', 'lab/web -> shop/web: 53/TCP'],
  ['a protocol for itself', 'ingress: [{ports: [{port: 53, protocol: UDP}]}]', 'lab/web -> shop/web: 53/UDP'],
  ['SCTP', 'ingress: [{ports: [{port: 7, protocol: SCTP}]}]', 'lab/web -> shop/web: 7/SCTP'],
  [
    'a protocol alone is all its ports',
    'ingress: [{ports: [{protocol: UDP}]}]',
    'lab/web -> shop/web: 1-65535/UDP',
  ],
  [
    'all three protocols are everything',
    'ingress: [{ports: [{protocol: UDP}, {protocol: TCP}, {protocol: SCTP}]}]',
    'lab/web -> shop/web: all',
  ],
  ['endPort is included', 'ingress: [{ports: [{port: 80, endPort: 82}]}]', 'lab/web -> shop/web: 80-82/TCP'],
  ['endPort may equal port', 'ingress: [{ports: [{port: 80, endPort: 80}]}]', 'lab/web -> shop/web: 80/TCP'],
  ['the last port', 'ingress: [{ports: [{port: 65535}]}]', 'lab/web -> shop/web: 65535/TCP'],
  [
    'neighbours are merged',
    'ingress: [{ports: [{port: 80}, {port: 81}, {port: 82, endPort: 90}]}]',
    'lab/web -> shop/web: 80-90/TCP',
  ],
  ['no containerPort is needed', 'ingress: [{ports: [{port: 1234}]}]', 'lab/web -> shop/plain: 1234/TCP'],
]);

cases('names, ingress', [
  [
    'resolve on each selected pod',
    'ingress: [{ports: [{port: http}]}]',
    `
      lab/web -> shop/web: 8080/TCP
      lab/web -> shop/api: 3000-3001/TCP
      lab/web -> shop/plain: none
    `,
  ],
  ['need the protocol', 'ingress: [{ports: [{port: dns}]}]', 'lab/web -> shop/api: none'],
  ['of UDP', 'ingress: [{ports: [{port: dns, protocol: UDP}]}]', 'lab/web -> shop/api: 53/UDP'],
  [
    'resolve on the selected pod when an address asks',
    'ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: http}]}]',
    '192.0.2.1 -> shop/web: 8080/TCP \n 192.0.3.1 -> shop/web: none',
  ],
]);

cases('names, egress', [
  [
    'resolve on each destination',
    'policyTypes: [Egress]\negress: [{to: [{namespaceSelector: {}}], ports: [{port: http}]}]',
    `
      shop/plain -> shop/web: 8080/TCP
      shop/plain -> lab/web: 8888/TCP
      shop/web   -> shop/plain: none
    `,
  ],
  [
    'without peers mean any pod that has the name, and no address',
    'policyTypes: [Egress]\negress: [{ports: [{port: metrics}]}]',
    'shop/plain -> shop/web: 9090/TCP \n shop/plain -> lab/web: none \n shop/plain -> 192.0.2.1: none',
  ],
  [
    'mean nothing at an address',
    'policyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: http}, {port: 443}]}]',
    'shop/plain -> 192.0.2.1: 443/TCP',
  ],
]);

describe('a question about one port', () => {
  const evaluator = (spec: string) => {
    const cluster = drawCluster(PODS, networkPolicy('shop', spec));
    return { cluster, evaluator: createEvaluator(cluster) };
  };
  const ask = (spec: string, port: number | string, protocol?: 'TCP' | 'UDP'): string => {
    const { cluster, evaluator: e } = evaluator(spec);
    const query = protocol === undefined ? { port } : { port, protocol };
    const answer = e.explain(findEndpoint(cluster, 'lab/web'), findEndpoint(cluster, 'shop/api'), query);
    return `${answer.verdict}: ${connectionText(answer.allowed)}`;
  };

  test.each([
    ['a number means TCP', 'ingress: [{ports: [{port: 53}]}]', 53, undefined, 'allowed: 53/TCP'],
    ['another protocol', 'ingress: [{ports: [{port: 53}]}]', 53, 'UDP', 'denied: none'],
    ['a name is resolved on the destination', 'ingress: [{}]', 'http', undefined, 'allowed: 3000-3001/TCP'],
    [
      'partly, when not all ports of the name',
      'ingress: [{ports: [{port: 3000}]}]',
      'http',
      undefined,
      'partly: 3000/TCP',
    ],
    ['a name with its protocol', 'ingress: [{}]', 'dns', 'UDP', 'allowed: 53/UDP'],
    ['a name without a protocol may be of any', 'ingress: [{}]', 'dns', undefined, 'allowed: 53/UDP'],
    ['a name that the pod does not have', 'ingress: [{}]', 'smtp', undefined, 'denied: none'],
  ] as const)('%s', (_, spec, port, protocol, answer) => {
    expect(ask(spec, port, protocol)).toBe(answer);
  });

  test('a name that the destination does not have is told', () => {
    const { cluster, evaluator: e } = evaluator('ingress: [{}]');
    const answer = e.explain(findEndpoint(cluster, 'lab/web'), findEndpoint(cluster, 'shop/api'), {
      port: 'smtp',
    });
    expect(answer.caveats).toEqual([expect.objectContaining({ kind: 'port-name-unresolved', port: 'smtp' })]);
  });
});
