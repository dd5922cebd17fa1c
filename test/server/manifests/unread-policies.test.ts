import { describe, expect, it } from 'vitest';
import { unreadPolicyKind } from '../../../server/src/manifests/unread-policies';

describe('unreadPolicyKind', () => {
  it.each([
    ['projectcalico.org/v3', 'NetworkPolicy', 'NetworkPolicy.projectcalico.org'],
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', 'GlobalNetworkPolicy.crd.projectcalico.org'],
    ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy', 'CiliumClusterwideNetworkPolicy.cilium.io'],
    ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy', 'ClusterNetworkPolicy.networking.k8s.aws'],
    [
      'policy.networking.k8s.io/v1beta1',
      'ClusterNetworkPolicy',
      'ClusterNetworkPolicy.policy.networking.k8s.io',
    ],
  ])('is %s %s', (apiVersion, kind, expected) => {
    expect(unreadPolicyKind({ apiVersion, kind })).toBe(expected);
  });

  it.each([
    ['one that is read', 'networking.k8s.io/v1', 'NetworkPolicy'],
    ['one that is read', 'policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
    ['one that no API server takes any more', 'extensions/v1beta1', 'NetworkPolicy'],
    ['one that is never enforced', 'projectcalico.org/v3', 'StagedGlobalNetworkPolicy'],
    ['something else', 'projectcalico.org/v3', 'NetworkSet'],
    ['something else', 'kyverno.io/v1', 'ClusterPolicy'],
  ])('is undefined for %s: %s %s', (_, apiVersion, kind) => {
    expect(unreadPolicyKind({ apiVersion, kind })).toBeUndefined();
  });
});
