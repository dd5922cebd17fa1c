import { describe, expect, test } from 'vitest';
import { validatorOf } from '../../../../server/src/rules/api/policy-kinds';
import { shapeViolations, valueAt, type ShapeViolation } from '../../../../server/src/rules/api/shape';

function violationsOf(value: object): readonly ShapeViolation[] {
  return shapeViolations(value, validatorOf({ apiVersion: '', kind: '', ...value }));
}

function policy(spec: unknown, metadata: unknown = { name: 'web' }): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
}

test('a good policy violates nothing', () => {
  expect(violationsOf(policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }))).toEqual([]);
});

test('numbers are indexes in lists and keys in maps', () => {
  expect(violationsOf(policy({ ingress: [{}, { from: 1 }] }))).toMatchObject([
    { kind: 'type', path: ['spec', 'ingress', 1, 'from'] },
  ]);
  expect(violationsOf(policy({}, { labels: { 0: 1 } }))).toMatchObject([
    { kind: 'type', path: ['metadata', 'labels', '0'] },
  ]);
});

test('a fault in each of many items takes no square of their number', { timeout: 30_000 }, () => {
  const wrong = Array.from({ length: 200_000 }, () => 1);
  expect(violationsOf(policy({ ingress: wrong }))).toHaveLength(200_000);
});

test('keys with slashes and tildes keep them', () => {
  expect(violationsOf(policy({}, { labels: { 'a/b~c': 1 } }))).toMatchObject([
    { path: ['metadata', 'labels', 'a/b~c'] },
  ]);
});

test('an unknown field comes with the known ones', () => {
  expect(violationsOf(policy({ podSelector: { labels: {} } }))).toEqual([
    {
      kind: 'unknown',
      path: ['spec', 'podSelector'],
      key: 'labels',
      known: ['matchLabels', 'matchExpressions'],
    },
  ]);
});

test('one value has one violation: the type before the words it may be', () => {
  expect(violationsOf(policy({ policyTypes: [1, 'egress'] }))).toEqual([
    { kind: 'type', path: ['spec', 'policyTypes', 0], expected: ['string', 'null'] },
    { kind: 'value', path: ['spec', 'policyTypes', 1], allowed: ['Ingress', 'Egress'] },
  ]);
});

test('what is not a number in JSON is none', () => {
  const ports = [{ port: Infinity }, { port: NaN }, { port: 80.5 }, { port: 80 }];
  expect(violationsOf(policy({ ingress: [{ ports }] })).map(({ path }) => path.at(-2))).toEqual([0, 1, 2]);
});

test('objects without a prototype are objects', () => {
  const spec: Record<string, unknown> = Object.create(null);
  spec['toString'] = 1;
  expect(violationsOf(policy(spec))).toMatchObject([{ kind: 'unknown', key: 'toString' }]);
});

test.each([
  [['a', 1, 'b'], 2],
  [['a', 0], undefined],
  [['a', 'length'], undefined],
  [['toString'], undefined],
  [[], { a: [undefined, { b: 2 }] }],
])('value at %j', (path, expected) => {
  expect(valueAt({ a: [undefined, { b: 2 }] }, path)).toEqual(expected);
});

describe('limits of custom resources', () => {
  const cluster = (spec: object): object => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'UPPER CASE IS JUDGED ELSEWHERE' },
    spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} }, ...spec },
  });
  const egress = (to: object, more: object = {}): object =>
    cluster({ egress: [{ action: 'Deny', to: [to], ...more }] });

  test.each<[string, object, readonly object[]]>([
    ['none', cluster({}), []],
    ['nulls count as absent', cluster({ ingress: null, egress: null }), []],
    [
      'a priority',
      cluster({ priority: 1001 }),
      [{ kind: 'limit', path: ['spec', 'priority'], limit: { keyword: 'maximum', bound: 1000 } }],
    ],
    [
      'no peers',
      cluster({ ingress: [{ action: 'Deny', from: [] }] }),
      [{ kind: 'limit', path: ['spec', 'ingress', 0, 'from'], limit: { keyword: 'minItems', bound: 1 } }],
    ],
    [
      'the same network twice',
      egress({ networks: ['10.0.0.0/8', '192.0.2.0/24', '10.0.0.0/8'] }),
      [
        {
          kind: 'limit',
          path: ['spec', 'egress', 0, 'to', 0, 'networks'],
          limit: { keyword: 'uniqueItems', first: 0, second: 2 },
        },
      ],
    ],
    [
      'a long name',
      egress({ namespaces: {} }, { name: 'x'.repeat(101) }),
      [{ kind: 'limit', path: ['spec', 'egress', 0, 'name'], limit: { keyword: 'maxLength', bound: 100 } }],
    ],
    [
      'a null in a list',
      egress({ networks: [null] }),
      [{ kind: 'type', path: ['spec', 'egress', 0, 'to', 0, 'networks', 0], expected: ['string'] }],
    ],
    [
      'another action',
      cluster({ ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }] }),
      [{ kind: 'value', path: ['spec', 'ingress', 0, 'action'], allowed: ['Accept', 'Deny', 'Pass'] }],
    ],
  ])('%s', (_name, value, expected) => {
    expect(violationsOf(value)).toEqual(expected);
  });
});
