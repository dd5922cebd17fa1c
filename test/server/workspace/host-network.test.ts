import { expect, test } from 'vitest';
import type { Endpoint } from '../../../server/src/evaluator/answers';
import { createWorkspace } from '../../../server/src/workspace/workspace';

const MANIFESTS = `
apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop, labels: {app: agent}}
spec: {hostNetwork: true}
---
apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: shop, labels: {app: cart}}
spec: {}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: own-pods-only, namespace: shop}
spec:
  podSelector: {}
  ingress: [{from: [{podSelector: {}}]}]
`;

function explained(from: string, to: string) {
  const workspace = createWorkspace();
  workspace.set('shop.yaml', MANIFESTS);
  const { cluster, evaluator } = workspace.snapshot();
  const endpoint = (name: string): Endpoint => {
    const workload = cluster.workloads.find((candidate) => candidate.name === name);
    if (workload === undefined) throw new Error(`There is no workload ${name}`);
    return { kind: 'workload', workload };
  };
  const { verdict, ingress, caveats } = evaluator.explain(endpoint(from), endpoint(to));
  return { verdict, isolatedBy: ingress.isolatedBy.length, caveats: caveats.map(({ kind }) => kind) };
}

test('a policy does not isolate a pod on the host network', () => {
  expect(explained('cart', 'agent')).toEqual({
    verdict: 'allowed',
    isolatedBy: 0,
    caveats: expect.arrayContaining(['host-network']),
  });
});

test('a selector does not admit a pod on the host network', () => {
  expect(explained('agent', 'cart')).toEqual({
    verdict: 'denied',
    isolatedBy: 1,
    caveats: expect.arrayContaining(['host-network']),
  });
});
