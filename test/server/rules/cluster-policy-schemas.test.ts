/** The shipped schemas of the cluster-wide policies, as another tool would use them. */
import { Ajv, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const SCHEMAS = join(import.meta.dirname, '../../../schemas');

function validator(file: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as object;
  return new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    formats: { 'date-time': true },
    strictRequired: false,
  }).compile(schema);
}

const KINDS = {
  AdminNetworkPolicy: validator('adminnetworkpolicy.policy.networking.k8s.io-v1alpha1.schema.json'),
  BaselineAdminNetworkPolicy: validator(
    'baselineadminnetworkpolicy.policy.networking.k8s.io-v1alpha1.schema.json',
  ),
  ClusterNetworkPolicy: validator('clusternetworkpolicy.policy.networking.k8s.io-v1alpha2.schema.json'),
};
type Kind = keyof typeof KINDS;

const ALL = { namespaces: {} };
const HEADS: Readonly<Record<Kind, object>> = {
  AdminNetworkPolicy: { priority: 5, subject: ALL },
  BaselineAdminNetworkPolicy: { subject: ALL },
  ClusterNetworkPolicy: { tier: 'Admin', priority: 5, subject: ALL },
};

function accepts(kind: Kind, spec: object, name = 'default'): boolean {
  const version = kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1';
  return KINDS[kind]({
    apiVersion: `policy.networking.k8s.io/${version}`,
    kind,
    metadata: { name },
    spec: { ...HEADS[kind], ...spec },
    status: { conditions: [] },
  });
}

const egress = (peer: object, more: object = {}): object => ({
  egress: [{ action: 'Deny', to: [peer], ...more }],
});
const ingress = (peer: object): object => ({ ingress: [{ action: 'Deny', from: [peer] }] });
const ports = (port: object): object => egress(ALL, { ports: [port] });
const protocols = (protocol: object): object => egress(ALL, { protocols: [protocol] });
const pods = { namespaceSelector: {}, podSelector: {} };

describe('accepts', () => {
  test.each<[string, Kind, object]>([
    ['no rules', 'AdminNetworkPolicy', {}],
    ['no rules in the baseline', 'BaselineAdminNetworkPolicy', { ingress: [], egress: [] }],
    [
      'every peer',
      'AdminNetworkPolicy',
      {
        egress: [
          {
            action: 'Pass',
            to: [
              ALL,
              { pods },
              { nodes: {} },
              { domainNames: ['*.example.org'] },
              { networks: ['10.0.0.0/8'] },
            ],
          },
        ],
      },
    ],
    ['a number of a port without a protocol', 'AdminNetworkPolicy', ports({ portNumber: { port: 80 } })],
    ['a range', 'BaselineAdminNetworkPolicy', ports({ portRange: { protocol: 'UDP', start: 1, end: 2 } })],
    ['a name', 'AdminNetworkPolicy', ports({ namedPort: 'http' })],
    ['pods of any namespace', 'ClusterNetworkPolicy', ingress({ pods: { podSelector: {} } })],
    ['protocols', 'ClusterNetworkPolicy', protocols({ tcp: { destinationPort: { number: 80 } } })],
    [
      'a range of a protocol',
      'ClusterNetworkPolicy',
      protocols({ udp: { destinationPort: { range: { start: 1, end: 2 } } } }),
    ],
    [
      'Pass in the baseline',
      'ClusterNetworkPolicy',
      { tier: 'Baseline', ingress: [{ action: 'Pass', from: [ALL] }] },
    ],
    [
      'selectors that the server does not look into',
      'ClusterNetworkPolicy',
      ingress({ namespaces: { matchExpressions: [{ key: 'a', operator: 'Like' }] } }),
    ],
  ])('%s', (_name, kind, spec) => {
    expect(accepts(kind, spec), JSON.stringify(KINDS[kind].errors)).toBe(true);
  });
});

describe('refuses', () => {
  test.each<[string, Kind, object]>([
    ['a priority out of range', 'AdminNetworkPolicy', { priority: 1001 }],
    ['a priority of the baseline', 'BaselineAdminNetworkPolicy', { priority: 1 }],
    ['no subject', 'AdminNetworkPolicy', { subject: {} }],
    ['two subjects', 'ClusterNetworkPolicy', { subject: { ...ALL, pods } }],
    ['pods of unnamed namespaces', 'AdminNetworkPolicy', ingress({ pods: { podSelector: {} } })],
    ['no peer', 'AdminNetworkPolicy', { ingress: [{ action: 'Deny', from: [] }] }],
    ['an empty peer', 'AdminNetworkPolicy', ingress({})],
    ['networks as a source', 'ClusterNetworkPolicy', ingress({ networks: ['10.0.0.0/8'] })],
    ['domain names in the baseline', 'BaselineAdminNetworkPolicy', egress({ domainNames: ['example.org'] })],
    ['a domain name that is none', 'ClusterNetworkPolicy', egress({ domainNames: ['example'] })],
    ['Accept in an older kind', 'AdminNetworkPolicy', { ingress: [{ action: 'Accept', from: [ALL] }] }],
    ['Allow in the new kind', 'ClusterNetworkPolicy', { ingress: [{ action: 'Allow', from: [ALL] }] }],
    [
      'Pass in the baseline of old',
      'BaselineAdminNetworkPolicy',
      { ingress: [{ action: 'Pass', from: [ALL] }] },
    ],
    ['ports in the new kind', 'ClusterNetworkPolicy', ports({ portNumber: { port: 80 } })],
    ['a protocol that says nothing', 'ClusterNetworkPolicy', protocols({ tcp: {} })],
    ['two ports in one item', 'AdminNetworkPolicy', ports({ portNumber: { port: 80 }, namedPort: 'http' })],
    ['another tier', 'ClusterNetworkPolicy', { tier: 'Default' }],
    ['a field of NetworkPolicy', 'ClusterNetworkPolicy', { podSelector: {} }],
  ])('%s', (_name, kind, spec) => {
    expect(accepts(kind, spec)).toBe(false);
  });

  test('a baseline of another name', () => {
    expect(accepts('BaselineAdminNetworkPolicy', {}, 'closed')).toBe(false);
    expect(accepts('AdminNetworkPolicy', {}, 'closed')).toBe(true);
  });
});
