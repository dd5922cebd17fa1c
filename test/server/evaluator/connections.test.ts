/**
 * The list of all connections: its order, what it leaves out, how addresses outside are grouped.
 */
import { expect, test } from 'vitest';
import type { Endpoint } from '../../../server/src/evaluator/answers';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import type { Cluster } from '../../../server/src/evaluator/model';
import { connectionText, drawCluster, networkPolicy } from './drawn-cluster';

function name(endpoint: Endpoint): string {
  if (endpoint.kind === 'workload') return endpoint.workload.name;
  return endpoint.kind === 'addresses' ? endpoint.cidrs.join(' ') : endpoint.kind;
}

function rows(cluster: Cluster): string[] {
  return Array.from(
    createEvaluator(cluster).connections(),
    ({ source, destination, allowed }) =>
      `${name(source)} -> ${name(destination)}: ${connectionText(allowed)}`,
  );
}

test('every pair of different workloads, and of workloads with addresses outside', () => {
  expect(rows(drawCluster('pod shop/a \n pod shop/b x=y'))).toEqual([
    'a -> b: all',
    'a -> 0.0.0.0/0 ::/0: all',
    'b -> a: all',
    'b -> 0.0.0.0/0 ::/0: all',
    '0.0.0.0/0 ::/0 -> a: all',
    '0.0.0.0/0 ::/0 -> b: all',
  ]);
});

test('rows stand in the order that is asked for, sources first', () => {
  const cluster = drawCluster('pod shop/a \n pod shop/b x=y \n pod shop/c');
  const [a, b, c] = cluster.workloads;
  if (a === undefined || b === undefined || c === undefined) throw new Error('three workloads were drawn');
  const ends = Array.from(
    createEvaluator(cluster).connections([c, a, b]),
    ({ source, destination }) => `${name(source)} -> ${name(destination)}`,
  );
  const outside = '0.0.0.0/0 ::/0';
  expect(ends).toEqual([
    ...['c -> a', 'c -> b', `c -> ${outside}`],
    ...['a -> c', 'a -> b', `a -> ${outside}`],
    ...['b -> c', 'b -> a', `b -> ${outside}`],
    ...[`${outside} -> c`, `${outside} -> a`, `${outside} -> b`],
  ]);
});

test('an end is the same object in all its connections', () => {
  const cluster = drawCluster('pod shop/a \n pod shop/b x=y \n deployment shop/c');
  const ends = new Set<Endpoint>();
  for (const { source, destination } of createEvaluator(cluster).connections())
    ends.add(source).add(destination);
  expect(ends.size).toBe(4);
});

test('workloads that policies cannot tell apart have their connections each for itself', () => {
  expect(rows(drawCluster('deployment shop/a \n deployment shop/b')).slice(0, 4)).toEqual([
    'a -> b: all',
    'a -> 0.0.0.0/0 ::/0: all',
    'b -> a: all',
    'b -> 0.0.0.0/0 ::/0: all',
  ]);
});

test('pairs with nothing allowed are left out', () => {
  const both = networkPolicy('shop', 'policyTypes: [Ingress, Egress]');
  expect(rows(drawCluster('pod shop/a \n pod shop/b', both))).toEqual([]);
});

test('a pair that only protocols without ports may pass is left out', () => {
  const ports = ['TCP', 'UDP', 'SCTP'] as const;
  const cluster = drawCluster('pod shop/a \n pod shop/b');
  const denied: Cluster = {
    ...cluster,
    policies: [
      {
        ref: { kind: 'AdminNetworkPolicy', name: 'ports' },
        source: { file: 'test.yaml', resource: 0 },
        tier: 'admin',
        order: 0,
        subject: { op: 'all', of: [] },
        ingress: [
          {
            path: 'spec.ingress[0]',
            verdict: 'deny',
            peers: 'any',
            ports: ports.map((protocol) => ({ kind: 'range', protocol, port: 1, endPort: 65535 })),
          },
        ],
      },
    ],
  };
  expect(rows(denied).filter((row) => row.startsWith('a -> b'))).toEqual([]);
});

test('addresses are split where any workload treats them differently, in either direction, and nowhere else', () => {
  const cluster = drawCluster(
    'pod shop/a app=a \n pod shop/b app=b',
    networkPolicy(
      'shop',
      'podSelector: {matchLabels: {app: a}}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 11.0.0.0/8}}]}]',
    ) +
      networkPolicy(
        'shop',
        'podSelector: {matchLabels: {app: b}}\npolicyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 10.0.0.0/7}}, {ipBlock: {cidr: 192.0.2.0/24}}]}]',
        'b',
      ),
  );
  const groups = new Set(
    rows(cluster).flatMap((row) =>
      row
        .replace(/: .*$/u, '')
        .split(' -> ')
        .filter((end) => end.includes('/')),
    ),
  );
  expect(Array.from(groups, (group) => group.split(' ').slice(0, 2).join(' '))).toEqual([
    '0.0.0.0/5 8.0.0.0/7',
    '10.0.0.0/7',
    '192.0.2.0/24',
  ]);
});

test('rows come one by one, and every iteration begins anew', () => {
  const connections = createEvaluator(drawCluster('pod shop/a \n pod shop/b')).connections();
  const [first] = connections;
  const [again] = connections;
  expect(again).toEqual(first);
  expect(Array.from(connections)).toHaveLength(6);
});

test('an empty cluster has none', () => {
  expect(rows(drawCluster(''))).toEqual([]);
});
