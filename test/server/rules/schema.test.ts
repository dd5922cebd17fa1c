import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const FILE = join(import.meta.dirname, '../../../schemas/networkpolicy.networking.k8s.io-v1.schema.json');
const schema: unknown = JSON.parse(readFileSync(FILE, 'utf8'));

/** As another tool would use it: all keywords, unknown formats passed over. */
function validator() {
  if (typeof schema !== 'object' || schema === null) throw new Error('the schema is no object');
  return new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    formats: { 'date-time': true },
    strictRequired: false,
  }).compile(schema);
}

const validate = validator();

function policy(spec: unknown): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web' }, spec };
}

const peer = (value: unknown): object => policy({ ingress: [{ from: [value] }] });
const port = (value: unknown): object => policy({ ingress: [{ ports: [value] }] });
const labels = (matchLabels: unknown): object => policy({ podSelector: { matchLabels } });

describe('the shipped schema', () => {
  test.each<[string, object]>([
    ['nothing but a name', policy(undefined)],
    ['null for a spec', policy(null)],
    ['nulls everywhere', policy({ podSelector: null, policyTypes: null, ingress: null, egress: [null] })],
    ['an empty rule', policy({ ingress: [{}] })],
    ['nulls in a rule', policy({ ingress: [{ from: null, ports: [null] }] })],
    [
      'both selectors',
      peer({ podSelector: {}, namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } }),
    ],
    [
      'addresses beside a null',
      peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }, podSelector: null }),
    ],
    ['a selector beside a null block', peer({ ipBlock: null, podSelector: {} })],
    ['ports', port({ port: 'http', protocol: null })],
    ['a range', port({ port: 80, endPort: 90, protocol: 'UDP' })],
    ['an empty label', labels({ app: '' })],
  ])('accepts %s', (_, value) => {
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each<[string, object]>([
    ['an unknown field', policy({ ingres: [] })],
    ['a status', { ...policy({}), status: {} }],
    ['a map for a list', policy({ ingress: {} })],
    ['a number for a label', labels({ app: 1 })],
    ['a bad label', labels({ app: 'a b' })],
    ['another protocol', port({ protocol: 'tcp' })],
    ['a port out of range', port({ port: 70_000 })],
    ['a number in quotes for a port', port({ port: '80' })],
    ['a text for endPort', port({ port: 80, endPort: '90' })],
    ['addresses beside a selector', peer({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} })],
    ['a block without a range', peer({ ipBlock: {} })],
    ['an empty peer', peer({})],
    ['three policy types', policy({ policyTypes: ['Ingress', 'Egress', 'Ingress'] })],
    ['another API version', { ...policy({}), apiVersion: 'extensions/v1beta1' }],
    ['no metadata', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' }],
  ])('rejects %s', (_, value) => {
    expect(validate(value)).toBe(false);
  });

  test('describes every field', () => {
    expect(undescribed(schema, 'schema')).toEqual([]);
  });
});

/** Paths of the properties that have neither a description nor a reference to something that has one. */
function undescribed(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    const here = `${path}.${key}`;
    const own = path.endsWith('.properties') && !isConditional(path) && !isDescribed(member) ? [here] : [];
    return [...own, ...undescribed(member, here)];
  });
}

function isConditional(path: string): boolean {
  return /\.(?:if|then)\./u.test(path);
}

function isDescribed(member: unknown): boolean {
  return typeof member === 'object' && member !== null && ('description' in member || '$ref' in member);
}
