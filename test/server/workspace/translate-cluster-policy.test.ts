import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Policy } from '../../../server/src/evaluator/model';
import { readClusterNetworkPolicy } from '../../../server/src/manifests/cluster-network-policy';
import { translateClusterPolicy } from '../../../server/src/workspace/translate-cluster-policy';

const source = { file: 'a.yaml', resource: 0 };
const notOnNode = { op: 'not', of: { op: 'host-network' } };

function policy(spec: string): Policy {
  const read = readClusterNetworkPolicy({ spec: parse(spec) as unknown });
  if (read === undefined) throw new Error('the policy of the test has no tier');
  return translateClusterPolicy(read, 'ClusterNetworkPolicy', 'p', source);
}

test('its place is its tier and its priority; it belongs to no namespace', () => {
  expect(policy('{tier: Baseline, priority: 9, subject: {namespaces: {}}}')).toEqual({
    ref: { kind: 'ClusterNetworkPolicy', name: 'p' },
    source,
    tier: 'baseline',
    order: 9,
    subject: { op: 'all', of: [{ op: 'all', of: [] }, { op: 'all', of: [] }, notOnNode] },
  });
});

test('a direction without rules is not governed', () => {
  const read = policy('{tier: Admin, ingress: [{action: Deny, from: []}], egress: []}');
  expect(Object.keys(read)).toContain('ingress');
  expect(Object.keys(read)).not.toContain('egress');
});

test('every kind of peer', () => {
  const to = [
    '{pods: {podSelector: {matchLabels: {app: web}}}}',
    '{networks: [0.0.0.0/0]}',
    '{nodes: {}}',
    '{domainNames: [example.org]}',
  ];
  const { egress } = policy(`{tier: Admin, egress: [{action: Accept, to: [${to.join(', ')}]}]}`);
  expect(egress?.[0]).toEqual({
    path: 'spec.egress[0]',
    verdict: 'allow',
    ports: 'any',
    peers: [
      {
        kind: 'endpoints',
        path: 'spec.egress[0].to[0]',
        predicate: {
          op: 'all',
          of: [
            { op: 'all', of: [] },
            { op: 'all', of: [{ op: 'label', on: 'pod', key: 'app', operator: 'In', values: ['web'] }] },
            notOnNode,
          ],
        },
      },
      {
        kind: 'addresses',
        path: 'spec.egress[0].to[1]',
        cidrs: ['0.0.0.0/0'],
        except: [],
        coversPods: true,
      },
      { kind: 'nodes', path: 'spec.egress[0].to[2]', predicate: { op: 'all', of: [] } },
      { kind: 'names', path: 'spec.egress[0].to[3]', patterns: ['example.org'] },
    ],
  });
});

test('a rule that fails closed denies everybody', () => {
  const { ingress } = policy('{tier: Admin, ingress: [{action: Pass, from: [{}]}]}');
  expect(ingress).toEqual([{ path: 'spec.ingress[0]', verdict: 'deny', peers: 'any', ports: 'any' }]);
});
