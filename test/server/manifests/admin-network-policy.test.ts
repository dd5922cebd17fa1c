import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  readAdminNetworkPolicy,
  readBaselineAdminNetworkPolicy,
} from '../../../server/src/manifests/admin-network-policy';
import type { ClusterPolicy, ClusterPolicyRule } from '../../../server/src/manifests/cluster-policy';

const EVERYTHING = { requirements: [], isValid: true };
const NOTHING = { requirements: [], isValid: false };
const ALL_PODS = { namespaceSelector: EVERYTHING, podSelector: EVERYTHING };
const NOBODY = { namespaceSelector: NOTHING, podSelector: NOTHING };

function has(key: string, value: string): object {
  return { requirements: [{ key, operator: 'In', values: [value] }], isValid: true };
}

function admin(spec: string): ClusterPolicy {
  return readAdminNetworkPolicy({ spec: parse(spec) as unknown });
}

function baseline(spec: string): ClusterPolicy {
  return readBaselineAdminNetworkPolicy({ spec: parse(spec) as unknown });
}

function ingressRule(rule: string): ClusterPolicyRule | undefined {
  return admin(`{ingress: [${rule}]}`).ingress[0];
}

function egressRule(rule: string): ClusterPolicyRule | undefined {
  return admin(`{egress: [${rule}]}`).egress[0];
}

test('a whole policy', () => {
  expect(
    admin(`
      priority: 7
      subject: {namespaces: {matchLabels: {team: a}}}
      ingress:
      - name: from-b
        action: Pass
        from:
        - namespaces: {matchLabels: {team: b}}
        - pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}
        ports: [{portNumber: {port: 80}}]
    `),
  ).toEqual({
    tier: 'admin',
    priority: 7,
    subject: { namespaceSelector: has('team', 'a'), podSelector: EVERYTHING },
    ingress: [
      {
        path: 'spec.ingress[0]',
        name: 'from-b',
        action: 'pass',
        peers: [
          {
            kind: 'pods',
            path: 'spec.ingress[0].from[0]',
            pods: { namespaceSelector: has('team', 'b'), podSelector: EVERYTHING },
          },
          {
            kind: 'pods',
            path: 'spec.ingress[0].from[1]',
            pods: { namespaceSelector: EVERYTHING, podSelector: has('app', 'web') },
          },
        ],
        ports: [{ kind: 'range', protocol: 'TCP', port: 80, endPort: 80 }],
      },
    ],
    egress: [],
  });
});

describe('place in the chain', () => {
  test('a priority that is not written yet is the last one', () => {
    expect(admin('{subject: {namespaces: {}}}').priority).toBe(1000);
    expect(admin('{priority: 0}').priority).toBe(0);
    expect(admin('{priority: high}').priority).toBe(1000);
  });

  test('a baseline has no priority and no Pass', () => {
    const policy = baseline(
      '{priority: 1, ingress: [{action: Pass, from: []}, {action: Deny, from: [{namespaces: {}}]}]}',
    );
    expect(policy).toMatchObject({ tier: 'baseline', priority: 1001 });
    expect(policy.ingress.map(({ path, action }) => [path, action])).toEqual([['spec.ingress[1]', 'deny']]);
  });
});

describe('the subject', () => {
  test.each<[string, string, object]>([
    ['all namespaces', '{namespaces: {}}', ALL_PODS],
    [
      'pods',
      '{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}}',
      { ...ALL_PODS, podSelector: has('app', 'web') },
    ],
    ['pods of any namespace', '{pods: {podSelector: {}}}', ALL_PODS],
    ['a null beside it', '{namespaces: {}, pods: null}', ALL_PODS],
    ['nothing', '{}', NOBODY],
    ['null', 'null', NOBODY],
    ['both', '{namespaces: {}, pods: {podSelector: {}}}', NOBODY],
    ['text', 'all', NOBODY],
    [
      'a selector that cannot be interpreted',
      '{namespaces: {matchExpressions: [{key: a, operator: Like}]}}',
      NOBODY,
    ],
  ])('%s', (_name, subject, expected) => {
    expect(admin(`{subject: ${subject}}`).subject).toEqual(expected);
  });
});

describe('actions', () => {
  test.each([
    ['Allow', 'allow'],
    ['Deny', 'deny'],
    ['Pass', 'pass'],
    ['Accept', undefined],
    ['allow', undefined],
    ['""', undefined],
  ])('%s', (action, expected) => {
    expect(ingressRule(`{action: ${action}, from: [{namespaces: {}}]}`)?.action).toBe(expected);
  });

  test('a rule without one decides nothing, the others keep their places', () => {
    const { egress } = admin('{egress: [{to: [{namespaces: {}}]}, null, x, {action: Allow, to: []}]}');
    expect(egress.map(({ path }) => path)).toEqual(['spec.egress[3]']);
  });
});

describe('peers of egress rules', () => {
  test.each<[string, object]>([
    ['{networks: [10.0.0.0/8, "fd00::/8"]}', { kind: 'networks', cidrs: ['10.0.0.0/8', 'fd00::/8'] }],
    ['{domainNames: ["*.example.org"]}', { kind: 'domainNames', names: ['*.example.org'] }],
    ['{nodes: {matchLabels: {role: worker}}}', { kind: 'nodes', selector: has('role', 'worker') }],
    ['{nodes: {}}', { kind: 'nodes', selector: EVERYTHING }],
  ])('%s', (peer, expected) => {
    expect(egressRule(`{action: Deny, to: [${peer}]}`)?.peers).toEqual([
      { path: 'spec.egress[0].to[0]', ...expected },
    ]);
  });
});

describe('a peer that nobody can interpret makes its rule fail closed', () => {
  test.each([
    '{}',
    'null',
    'text',
    '{ports: []}',
    '{namespaces: {}, networks: [10.0.0.0/8]}',
    '{networks: 10.0.0.0/8}',
    '{networks: [10]}',
    '{pods: []}',
    '{nodes: {matchExpressions: [{key: a, operator: In, values: []}]}}',
    '{pods: {namespaceSelector: {}, podSelector: {matchLabels: [a]}}}',
  ])('%s', (peer) => {
    const rule = (action: string): ClusterPolicyRule | undefined =>
      egressRule(`{action: ${action}, to: [{namespaces: {}}, ${peer}], ports: [{portNumber: {port: 80}}]}`);
    expect(rule('Allow')).toMatchObject({ action: 'allow', peers: [], ports: [] });
    expect(rule('Deny')).toMatchObject({ action: 'deny', peers: 'any', ports: 'any' });
    expect(rule('Pass')).toMatchObject({ action: 'deny', peers: 'any', ports: 'any' });
  });

  test('traffic that comes in has no networks, nodes or names to be matched by', () => {
    expect(ingressRule('{action: Deny, from: [{networks: [10.0.0.0/8]}]}')?.peers).toBe('any');
  });

  test('no peers at all are nobody', () => {
    expect(ingressRule('{action: Deny}')?.peers).toEqual([]);
    expect(ingressRule('{action: Deny, from: {namespaces: {}}}')?.peers).toEqual([]);
  });
});

describe('ports', () => {
  const ports = (written: string): ClusterPolicyRule['ports'] | undefined =>
    ingressRule(`{action: Deny, from: [{namespaces: {}}], ports: ${written}}`)?.ports;

  test.each<[string, 'any' | readonly object[]]>([
    ['null', 'any'],
    ['[]', []],
    [
      '[{portNumber: {port: 53, protocol: UDP}}]',
      [{ kind: 'range', protocol: 'UDP', port: 53, endPort: 53 }],
    ],
    ['[{portRange: {start: 1, end: 9}}]', [{ kind: 'range', protocol: 'TCP', port: 1, endPort: 9 }]],
    ['[{portRange: {start: 9, end: 1}}]', [{ kind: 'range', protocol: 'TCP', port: 9, endPort: 1 }]],
    ['[{namedPort: http}]', [{ kind: 'named', name: 'http' }]],
    ['[{portNumber: {port: 80}, namedPort: http}]', []],
    ['[{portNumber: {port: 80, protocol: tcp}}]', []],
    ['[{portNumber: {port: 0}}]', []],
    ['[{portNumber: {port: http}}]', []],
    ['[{portRange: {start: 1}}]', []],
    ['[{namedPort: 80}]', []],
    ['[{}, null, 80]', []],
    ['{portNumber: {port: 80}}', []],
  ])('%s', (written, expected) => {
    expect(ports(written)).toEqual(expected);
  });

  test('none are all', () => {
    expect(ingressRule('{action: Deny, from: [{namespaces: {}}]}')?.ports).toBe('any');
  });
});

test.each([undefined, null, 'x', [], {}, { spec: null }, { spec: { ingress: 1, egress: {} } }])(
  'half a policy selects nobody: %j',
  (value) => {
    expect(readAdminNetworkPolicy(value)).toEqual({
      tier: 'admin',
      priority: 1000,
      subject: NOBODY,
      ingress: [],
      egress: [],
    });
  },
);
