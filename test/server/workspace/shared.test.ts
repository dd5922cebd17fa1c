import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../../../server/src/workspace/workspace';

const PODS = `apiVersion: v1
kind: Pod
metadata: {name: a-1, namespace: shop, labels: {app: a}, ownerReferences: [{kind: ReplicaSet, name: a, controller: true}]}
---
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec: {selector: {app: a}, ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: a, namespace: shop}
spec: {defaultBackend: {service: {name: a, port: {number: 80}}}}
`;

const policy = (app: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: a, namespace: shop}
spec: {podSelector: {matchLabels: {app: ${app}}}}
`;

/** The clusters before and after a change of one file. */
function clusters(file: string, text: string) {
  const workspace = createWorkspace();
  workspace.set('pods.yaml', PODS);
  workspace.set('policy.yaml', policy('a'));
  const before = workspace.snapshot();
  workspace.set(file, text);
  const now = workspace.snapshot();
  return { before: before.cluster, now: now.cluster, isAnother: now.generation > before.generation };
}

describe('a cluster after a change', () => {
  it('has the same lists but for the one that changed', () => {
    const { before, now, isAnother } = clusters('policy.yaml', policy('b'));
    expect(isAnother).toBe(true);
    expect(now.policies).not.toEqual(before.policies);
    expect(now.workloads).toBe(before.workloads);
    expect(now.services).toBe(before.services);
    expect(now.entrances).toBe(before.entrances);
    expect(now.namespaces).toBe(before.namespaces);
  });

  it('has what changed as it is now', () => {
    const { before, now } = clusters('pods.yaml', PODS.replace('labels: {app: a}', 'labels: {app: b}'));
    expect(before.workloads[0]?.labels.get('app')).toBe('a');
    expect(now.workloads[0]?.labels.get('app')).toBe('b');
    expect(now.policies).toBe(before.policies);
  });

  it('has another map of namespaces when one more is mentioned', () => {
    const { before, now } = clusters(
      'policy.yaml',
      policy('a').replace('namespace: shop', 'namespace: bank'),
    );
    expect([...before.namespaces.keys()]).toEqual(['shop']);
    expect([...now.namespaces.keys()]).toEqual(['bank', 'shop']);
    expect(now.namespaces.get('shop')).toBe(before.namespaces.get('shop'));
  });
});
