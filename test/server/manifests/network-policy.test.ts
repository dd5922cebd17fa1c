import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { readNetworkPolicy, type NetworkPolicy } from '../../../server/src/manifests/network-policy';

/** Reads a policy with this spec, indented by nothing. */
function policy(spec: string): NetworkPolicy {
  const indented = spec.replace(/^/gmu, '  ');
  const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n${indented}\n`;
  return readNetworkPolicy(readManifestFile('a.yaml', text).resources[0]?.value);
}

const EVERYTHING = { requirements: [], isValid: true };
const NOTHING = { requirements: [], isValid: false };

function has(key: string, value: string): object {
  return { requirements: [{ key, operator: 'In', values: [value] }], isValid: true };
}

describe('directions', () => {
  test.each<[string, string, readonly string[]]>([
    ['nothing at all', 'podSelector: {}', ['ingress']],
    ['types of null', 'policyTypes:', ['ingress']],
    ['no types', 'policyTypes: []', ['ingress']],
    ['an empty list of egress rules', 'egress: []', ['ingress']],
    ['one egress rule', 'egress: [{}]', ['ingress', 'egress']],
    ['one egress rule of null', 'egress: [~]', ['ingress', 'egress']],
    ['the type Ingress beside egress rules', 'policyTypes: [Ingress]\negress: [{}]', ['ingress']],
    ['the type Egress beside ingress rules', 'policyTypes: [Egress]\ningress: [{}]', ['egress']],
    ['both types', 'policyTypes: [Egress, Ingress]', ['ingress', 'egress']],
    ['a type that does not exist', 'policyTypes: [ingress, Egress]', ['egress']],
    ['only types that do not exist', 'policyTypes: [egress]\negress: [{}]', ['ingress', 'egress']],
    ['text for the types', 'policyTypes: Egress', ['ingress']],
  ])('%s', (_name, spec, directions) => {
    const { ingress, egress } = policy(spec);
    expect([...(ingress ? ['ingress'] : []), ...(egress ? ['egress'] : [])]).toEqual(directions);
  });

  test.each([undefined, null, {}, { spec: null }, { spec: 'x' }, { spec: [] }])(
    'a policy without a spec isolates all pods: %j',
    (value) => {
      expect(readNetworkPolicy(value)).toEqual({ podSelector: EVERYTHING, ingress: [] });
    },
  );
});

describe('the selector of the policy', () => {
  test.each<[string, string, object]>([
    ['missing', 'policyTypes: [Ingress]', EVERYTHING],
    ['null', 'podSelector:', EVERYTHING],
    ['empty', 'podSelector: {}', EVERYTHING],
    ['labels', 'podSelector: {matchLabels: {app: web}}', has('app', 'web')],
    ['a list', 'podSelector: [{matchLabels: {app: web}}]', NOTHING],
  ])('%s', (_name, spec, selector) => {
    expect(policy(spec).podSelector).toEqual(selector);
  });
});

describe('rules', () => {
  test.each<[string, string, object]>([
    ['empty', '{}', { peers: 'any', ports: 'any' }],
    ['null', '~', { peers: 'any', ports: 'any' }],
    ['with lists of null', '{from: ~, ports: ~}', { peers: 'any', ports: 'any' }],
    ['with empty lists', '{from: [], ports: []}', { peers: 'any', ports: 'any' }],
    ['with an unknown field', '{form: [], port: 80}', { peers: 'any', ports: 'any' }],
    ['of text', 'all', { peers: [], ports: [] }],
    ['of a list', '[]', { peers: [], ports: [] }],
    ['with a mapping of peers', '{from: {podSelector: {}}}', { peers: [], ports: 'any' }],
    ['with a mapping of ports', '{ports: {port: 80}}', { peers: 'any', ports: [] }],
    ['with a peer of nothing', '{from: [~]}', { peers: [], ports: 'any' }],
    ['with the peers of the other direction', '{to: [{podSelector: {}}]}', { peers: 'any', ports: 'any' }],
  ])('%s', (_name, rule, expected) => {
    expect(policy(`ingress: [${rule}]`).ingress).toEqual([{ path: 'spec.ingress[0]', ...expected }]);
  });

  test('keep their place in the policy', () => {
    const { ingress, egress } = policy('ingress: [{}, x, {}]\negress: [{}]');
    expect(ingress?.map(({ path }) => path)).toEqual([
      'spec.ingress[0]',
      'spec.ingress[1]',
      'spec.ingress[2]',
    ]);
    expect(egress?.map(({ path }) => path)).toEqual(['spec.egress[0]']);
  });

  test.each(['{}', '~', 'all'])('%s for a list of rules is no rule', (rules) => {
    expect(policy(`ingress: ${rules}`).ingress).toEqual([]);
  });
});

describe('peers', () => {
  function peersOf(list: string): unknown {
    return policy(`egress: [{to: [${list}]}]`).egress?.[0]?.peers;
  }

  test('selectors of pods and namespaces, alone or together', () => {
    expect(
      peersOf('{podSelector: {}}, {namespaceSelector: {}}, {podSelector: {}, namespaceSelector: {}}'),
    ).toEqual([
      { kind: 'pods', path: 'spec.egress[0].to[0]', podSelector: EVERYTHING, namespaceSelector: undefined },
      { kind: 'pods', path: 'spec.egress[0].to[1]', podSelector: undefined, namespaceSelector: EVERYTHING },
      { kind: 'pods', path: 'spec.egress[0].to[2]', podSelector: EVERYTHING, namespaceSelector: EVERYTHING },
    ]);
  });

  test('a selector of null is not set', () => {
    expect(peersOf('{podSelector: {matchLabels: {a: b}}, namespaceSelector: }')).toEqual([
      {
        kind: 'pods',
        path: 'spec.egress[0].to[0]',
        podSelector: has('a', 'b'),
        namespaceSelector: undefined,
      },
    ]);
  });

  test('a selector of the wrong type selects nothing', () => {
    expect(peersOf('{namespaceSelector: prod}')).toEqual([
      { kind: 'pods', path: 'spec.egress[0].to[0]', podSelector: undefined, namespaceSelector: NOTHING },
    ]);
  });

  test('blocks of addresses', () => {
    expect(
      peersOf('{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {ipBlock: {cidr: "::/0"}}'),
    ).toEqual([
      { kind: 'ipBlock', path: 'spec.egress[0].to[0]', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
      { kind: 'ipBlock', path: 'spec.egress[0].to[1]', cidr: '::/0', except: [] },
    ]);
  });

  test.each([
    '{}',
    '~',
    'x',
    '[]',
    '{podSelector: ~}',
    '{podselector: {}}',
    '{matchLabels: {a: b}}',
    '{ipBlock: {}}',
    '{ipBlock: 10.0.0.0/8}',
    '{ipBlock: {cidr: 10}}',
    '{ipBlock: {cidr: ""}}',
    '{ipBlock: {cidr: 10.0.0.0/8, except: 10.1.0.0/16}}',
    '{ipBlock: {cidr: 10.0.0.0/8, except: [~]}}',
    '{ipBlock: {cidr: 10.0.0.0/8, except: [10]}}',
    '{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}',
    '{ipBlock: {cidr: 10.0.0.0/8}, namespaceSelector: {}}',
  ])('%s is nobody, and the others keep their place', (peer) => {
    expect(peersOf(`${peer}, {podSelector: {}}`)).toEqual([
      { kind: 'pods', path: 'spec.egress[0].to[1]', podSelector: EVERYTHING, namespaceSelector: undefined },
    ]);
  });
});

describe('ports', () => {
  function portsOf(list: string): unknown {
    return policy(`ingress: [{ports: [${list}]}]`).ingress?.[0]?.ports;
  }

  test.each<[string, object]>([
    ['{}', { protocol: 'TCP', port: undefined, endPort: undefined }],
    ['~', { protocol: 'TCP', port: undefined, endPort: undefined }],
    ['{protocol: UDP}', { protocol: 'UDP', port: undefined, endPort: undefined }],
    ['{port: 80}', { protocol: 'TCP', port: 80, endPort: undefined }],
    ['{port: 80, protocol: ~, endPort: ~}', { protocol: 'TCP', port: 80, endPort: undefined }],
    ['{port: 0100}', { protocol: 'TCP', port: 64, endPort: undefined }],
    ['{port: 1e3}', { protocol: 'TCP', port: 1000, endPort: undefined }],
    ['{port: 80.0}', { protocol: 'TCP', port: 80, endPort: undefined }],
    ['{port: http, protocol: SCTP}', { protocol: 'SCTP', port: 'http', endPort: undefined }],
    ['{port: "80"}', { protocol: 'TCP', port: '80', endPort: undefined }],
    ['{port: 80, endPort: 90}', { protocol: 'TCP', port: 80, endPort: 90 }],
    ['{port: 80, endPort: 80}', { protocol: 'TCP', port: 80, endPort: 80 }],
  ])('%s', (item, expected) => {
    expect(portsOf(item)).toEqual([expected]);
  });

  test.each([
    '80',
    'http',
    '[]',
    '{port: 0}',
    '{port: -1}',
    '{port: 65536}',
    '{port: 80.5}',
    '{port: yes}',
    '{port: ""}',
    '{port: [80]}',
    '{port: .inf}',
    '{port: 80, protocol: tcp}',
    '{port: 80, protocol: ICMP}',
    '{port: 80, protocol: ""}',
    '{port: 80, endPort: 79}',
    '{port: 80, endPort: "90"}',
    '{port: 80, endPort: 65536}',
    '{port: http, endPort: 90}',
    '{endPort: 90}',
  ])('%s is no port', (item) => {
    expect(portsOf(item)).toEqual([]);
    expect(portsOf(`${item}, {port: 443}`)).toEqual([{ protocol: 'TCP', port: 443, endPort: undefined }]);
  });
});
