import { describe, expect, test } from 'vitest';
import { matches, selectsEverything } from '../../../server/src/evaluator/evaluator';
import type { EndpointPredicate, LabelPredicate } from '../../../server/src/evaluator/model';
import { asksForNamespaceLabels } from '../../../server/src/evaluator/predicate';
import { drawCluster, findWorkload } from './drawn-cluster';

const cluster = drawCluster(`
  namespace shop team=a
  pod shop/web app=web tier=
  pod bare/web app=web hostNetwork
`);

function holdsFor(name: string, predicate: EndpointPredicate): boolean {
  return matches(predicate, findWorkload(cluster, name), cluster.namespaces);
}

const label = (
  key: string,
  operator: LabelPredicate['operator'],
  values: readonly string[] = [],
  on: LabelPredicate['on'] = 'pod',
): EndpointPredicate => ({ op: 'label', on, key, operator, values });

describe('requirements', () => {
  test.each([
    ['app', 'In', ['web'], true],
    ['app', 'In', ['x', 'web'], true],
    ['app', 'In', ['we'], false],
    ['app', 'In', [], false],
    ['gone', 'In', ['web'], false],
    ['tier', 'In', [''], true],
    ['app', 'NotIn', ['web'], false],
    ['app', 'NotIn', ['x'], true],
    ['gone', 'NotIn', ['web'], true],
    ['tier', 'Exists', [], true],
    ['gone', 'Exists', [], false],
    ['tier', 'DoesNotExist', [], false],
    ['gone', 'DoesNotExist', [], true],
    ['app', 'Contains', ['e'], true],
    ['app', 'Contains', ['x'], false],
    ['app', 'StartsWith', ['we'], true],
    ['app', 'StartsWith', ['b'], false],
    ['app', 'EndsWith', ['eb'], true],
    ['gone', 'EndsWith', [''], false],
  ] as const)('%s %s %j', (key, operator, values, expected) => {
    expect(holdsFor('shop/web', label(key, operator, values))).toBe(expected);
  });
});

describe('namespaces', () => {
  test('labels of the namespace', () => {
    expect(holdsFor('shop/web', label('team', 'In', ['a'], 'namespace'))).toBe(true);
    expect(holdsFor('bare/web', label('team', 'Exists', [], 'namespace'))).toBe(false);
  });

  test('an undeclared namespace has its name as a label', () => {
    expect(holdsFor('bare/web', label('kubernetes.io/metadata.name', 'In', ['bare'], 'namespace'))).toBe(
      true,
    );
  });

  test('by name', () => {
    expect(holdsFor('bare/web', { op: 'namespace', name: 'bare' })).toBe(true);
    expect(holdsFor('bare/web', { op: 'namespace', name: 'shop' })).toBe(false);
  });
});

test('host network and service account', () => {
  expect(holdsFor('bare/web', { op: 'host-network' })).toBe(true);
  expect(holdsFor('shop/web', { op: 'host-network' })).toBe(false);
  expect(holdsFor('shop/web', label('projectcalico.org/name', 'In', ['default'], 'service-account'))).toBe(
    true,
  );
  expect(holdsFor('shop/web', label('team', 'Exists', [], 'service-account'))).toBe(false);
});

const web = label('app', 'In', ['web']);
const db = label('app', 'In', ['db']);

describe('combinations', () => {
  test.each([
    ['all of nothing', { op: 'all', of: [] }, true],
    ['any of nothing', { op: 'any', of: [] }, false],
    ['all', { op: 'all', of: [web, db] }, false],
    ['any', { op: 'any', of: [web, db] }, true],
    ['not', { op: 'not', of: web }, false],
  ] as const)('%s', (_, predicate, expected) => {
    expect(holdsFor('shop/web', predicate)).toBe(expected);
  });
});

describe('selectsEverything', () => {
  const everything: EndpointPredicate = { op: 'all', of: [] };
  const nothing: EndpointPredicate = { op: 'any', of: [] };
  const cases: [string, EndpointPredicate, boolean][] = [
    ['an empty selector', everything, true],
    ['empty selectors together', { op: 'all', of: [everything, everything] }, true],
    ['one requirement', { op: 'all', of: [everything, web] }, false],
    ['one of several is empty', { op: 'any', of: [web, everything] }, true],
    ['nothing', nothing, false],
    ['not nothing', { op: 'not', of: nothing }, true],
    ['not everything', { op: 'not', of: everything }, false],
    ['not something that holds for nobody', { op: 'not', of: { op: 'all', of: [web, nothing] } }, true],
    ['not a requirement', { op: 'not', of: web }, false],
    ['not not everything', { op: 'not', of: { op: 'not', of: everything } }, true],
    ['a namespace', { op: 'namespace', name: 'shop' }, false],
    ['not a namespace', { op: 'not', of: { op: 'namespace', name: 'shop' } }, false],
    ['host network', { op: 'host-network' }, false],
    [
      'not any of several that hold for nobody',
      { op: 'not', of: { op: 'any', of: [nothing, nothing] } },
      true,
    ],
  ];
  test.each(cases)('%s', (_, predicate, expected) => {
    expect(selectsEverything(predicate)).toBe(expected);
  });
});

test('asking for labels of a namespace other than its name', () => {
  expect(asksForNamespaceLabels(label('team', 'Exists', [], 'namespace'))).toBe(true);
  expect(asksForNamespaceLabels({ op: 'not', of: label('team', 'Exists', [], 'namespace') })).toBe(true);
  expect(asksForNamespaceLabels(label('kubernetes.io/metadata.name', 'In', ['x'], 'namespace'))).toBe(false);
  expect(
    asksForNamespaceLabels({
      op: 'any',
      of: [web, { op: 'namespace', name: 'shop' }, { op: 'host-network' }],
    }),
  ).toBe(false);
});
