import { expect, test } from 'vitest';
import { shapeViolations, valueAt } from '../../../../server/src/rules/api/shape';

function policy(spec: unknown, metadata: unknown = { name: 'web' }): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
}

test('a good policy violates nothing', () => {
  expect(shapeViolations(policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }))).toEqual(
    [],
  );
});

test('numbers are indexes in lists and keys in maps', () => {
  expect(shapeViolations(policy({ ingress: [{}, { from: 1 }] }))).toMatchObject([
    { kind: 'type', path: ['spec', 'ingress', 1, 'from'] },
  ]);
  expect(shapeViolations(policy({}, { labels: { 0: 1 } }))).toMatchObject([
    { kind: 'type', path: ['metadata', 'labels', '0'] },
  ]);
});

test('keys with slashes and tildes keep them', () => {
  expect(shapeViolations(policy({}, { labels: { 'a/b~c': 1 } }))).toMatchObject([
    { path: ['metadata', 'labels', 'a/b~c'] },
  ]);
});

test('an unknown field comes with the known ones', () => {
  expect(shapeViolations(policy({ podSelector: { labels: {} } }))).toEqual([
    {
      kind: 'unknown',
      path: ['spec', 'podSelector'],
      key: 'labels',
      known: ['matchLabels', 'matchExpressions'],
    },
  ]);
});

test('one value has one violation: the type before the words it may be', () => {
  expect(shapeViolations(policy({ policyTypes: [1, 'egress'] }))).toEqual([
    { kind: 'type', path: ['spec', 'policyTypes', 0], expected: ['string', 'null'] },
    { kind: 'value', path: ['spec', 'policyTypes', 1], allowed: ['Ingress', 'Egress'] },
  ]);
});

test('what is not a number in JSON is none', () => {
  const ports = [{ port: Infinity }, { port: NaN }, { port: 80.5 }, { port: 80 }];
  expect(shapeViolations(policy({ ingress: [{ ports }] })).map(({ path }) => path.at(-2))).toEqual([0, 1, 2]);
});

test('objects without a prototype are objects', () => {
  const spec: Record<string, unknown> = Object.create(null);
  spec['toString'] = 1;
  expect(shapeViolations(policy(spec))).toMatchObject([{ kind: 'unknown', key: 'toString' }]);
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
