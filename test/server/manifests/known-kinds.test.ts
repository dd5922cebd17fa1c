import { describe, expect, test } from 'vitest';
import { isKind, KINDS, knownKindOf, splitApiVersion } from '../../../server/src/manifests/known-kinds';

describe('isKind', () => {
  test.each([
    ['networking.k8s.io/v1', 'NetworkPolicy', true],
    ['networking.k8s.io/v1beta1', 'NetworkPolicy', false],
    ['extensions/v1beta1', 'NetworkPolicy', false],
    ['projectcalico.org/v3', 'NetworkPolicy', false],
    ['crd.projectcalico.org/v1', 'NetworkPolicy', false],
    ['', 'NetworkPolicy', false],
    ['v1', 'NetworkPolicy', false],
    ['networking.k8s.io/v1', 'networkpolicy', false],
  ])('%s %s as a policy: %s', (apiVersion, kind, expected) => {
    expect(isKind({ apiVersion, kind }, KINDS.NetworkPolicy)).toBe(expected);
  });

  test.each([
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', true],
    ['policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy', true],
    ['policy.networking.k8s.io/v1alpha2', 'AdminNetworkPolicy', false],
    ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', true],
    ['policy.networking.k8s.io/v1alpha1', 'ClusterNetworkPolicy', false],
    ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy', false],
  ])('%s %s is read: %s', (apiVersion, kind, expected) => {
    expect(knownKindOf({ apiVersion, kind }) !== undefined).toBe(expected);
  });

  test('the core group has no name', () => {
    expect(isKind({ apiVersion: 'v1', kind: 'Service' }, KINDS.Service)).toBe(true);
    expect(isKind({ apiVersion: 'serving.knative.dev/v1', kind: 'Service' }, KINDS.Service)).toBe(false);
  });
});

test('knownKindOf finds a kind by group and name', () => {
  expect(knownKindOf({ apiVersion: 'batch/v1', kind: 'CronJob' })).toBe(KINDS.CronJob);
  expect(knownKindOf({ apiVersion: 'v1', kind: 'CronJob' })).toBeUndefined();
  expect(knownKindOf({ apiVersion: 'v1', kind: 'Secret' })).toBeUndefined();
});

test('splitApiVersion', () => {
  expect(splitApiVersion('apps/v1')).toEqual({ group: 'apps', version: 'v1' });
  expect(splitApiVersion('v1')).toEqual({ group: '', version: 'v1' });
  expect(splitApiVersion('')).toEqual({ group: '', version: '' });
});
