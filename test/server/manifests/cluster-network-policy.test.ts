import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readClusterNetworkPolicy } from '../../../server/src/manifests/cluster-network-policy';
import type { ClusterPolicy } from '../../../server/src/manifests/cluster-policy';

function policy(spec: string): ClusterPolicy | undefined {
  return readClusterNetworkPolicy({ spec: parse(spec) as unknown });
}

describe('the tier', () => {
  test.each([
    ['Admin', 'admin'],
    ['Baseline', 'baseline'],
    ['admin', undefined],
    ['null', undefined],
  ])('%s', (tier, expected) => {
    expect(policy(`{tier: ${tier}, priority: 3}`)?.tier).toBe(expected);
  });

  test('without one there is no place for the policy', () => {
    expect(readClusterNetworkPolicy({})).toBeUndefined();
    expect(readClusterNetworkPolicy(null)).toBeUndefined();
  });

  test('both have priorities', () => {
    expect(policy('{tier: Admin, priority: 3}')?.priority).toBe(3);
    expect(policy('{tier: Baseline, priority: 4}')?.priority).toBe(4);
  });
});

test('the namespaces of pods may be left out', () => {
  const everything = { requirements: [], isValid: true };
  const app = { requirements: [{ key: 'app', operator: 'Exists', values: [] }], isValid: true };
  const pods = 'pods: {podSelector: {matchExpressions: [{key: app, operator: Exists}]}}';
  const read = policy(`{tier: Admin, subject: {${pods}}, ingress: [{action: Accept, from: [{${pods}}]}]}`);
  expect(read?.subject).toEqual({ namespaceSelector: everything, podSelector: app });
  expect(read?.ingress[0]?.peers).toEqual([
    {
      kind: 'pods',
      path: 'spec.ingress[0].from[0]',
      pods: { namespaceSelector: everything, podSelector: app },
    },
  ]);
});

describe('actions are the same in both tiers', () => {
  test.each(['Admin', 'Baseline'])('%s', (tier) => {
    const rules = ['Accept', 'Deny', 'Pass', 'Allow'].map(
      (action) => `{action: ${action}, to: [{namespaces: {}}]}`,
    );
    const read = policy(`{tier: ${tier}, egress: [${rules.join(', ')}]}`);
    expect(read?.egress.map(({ action, path }) => `${path} ${action}`)).toEqual([
      'spec.egress[0] allow',
      'spec.egress[1] deny',
      'spec.egress[2] pass',
    ]);
  });
});

describe('protocols', () => {
  test.each<[string, 'any' | readonly object[]]>([
    ['null', 'any'],
    ['[{tcp: {destinationPort: {number: 80}}}]', [{ kind: 'range', protocol: 'TCP', port: 80, endPort: 80 }]],
    [
      '[{udp: {destinationPort: {range: {start: 1, end: 9}}}}]',
      [{ kind: 'range', protocol: 'UDP', port: 1, endPort: 9 }],
    ],
    ['[{sctp: {}}]', [{ kind: 'range', protocol: 'SCTP', port: 1, endPort: 65_535 }]],
    ['[{destinationNamedPort: http}]', [{ kind: 'named', name: 'http' }]],
    ['[{tcp: null}]', []],
    ['[{tcp: 80}]', []],
    ['[{icmp: {}}]', []],
    ['[{tcp: {destinationPort: 80}}]', []],
    ['[{tcp: {destinationPort: {number: 70000}}}]', []],
    ['[{tcp: {destinationPort: {number: 80, range: {start: 1, end: 2}}}}]', []],
    ['[{tcp: {destinationPort: {range: {start: 1}}}}]', []],
    ['[{tcp: {}, udp: {}}]', []],
    ['[{destinationNamedPort: ""}]', []],
    ['[{portNumber: {port: 80}}]', []],
  ])('%s', (written, expected) => {
    const read = policy(
      `{tier: Admin, egress: [{action: Deny, to: [{namespaces: {}}], protocols: ${written}}]}`,
    );
    expect(read?.egress[0]?.ports).toEqual(expected);
  });

  test('the list of the older kinds says nothing here', () => {
    const read = policy(
      '{tier: Admin, egress: [{action: Deny, to: [{namespaces: {}}], ports: [{portNumber: {port: 80}}]}]}',
    );
    expect(read?.egress[0]?.ports).toBe('any');
  });
});
