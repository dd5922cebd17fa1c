import { expect, test } from 'vitest';
import { createWorkspace } from '../../../server/src/workspace/workspace';

/** `shop/web[Rollout] app=web @file`, for each workload that the documents make. */
function workloads(...documents: readonly string[]): readonly string[] {
  const workspace = createWorkspace({ namespace: 'shop' });
  documents.forEach((text, index) => {
    workspace.set(`file${index}.yaml`, text);
  });
  return workspace.snapshot().cluster.workloads.map(({ kind, name, labels, source }) => {
    const written = [...labels].map(([key, value]) => `${key}=${value}`).join(',');
    return `${name}[${kind}] ${written} @${source.file}`;
  });
}

function deployment(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec: {replicas: 0, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{image: a}]}}}
`;
}

function rollout(name: string, refersTo: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: ${name}}
spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: ${refersTo}}}
`;
}

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web-1
  labels: {app: web}
  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-a, controller: true}]
`;
const REPLICA_SET = `apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: web-a
  ownerReferences: [{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web, controller: true}]
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{image: a}]}}}
`;

test('a Rollout takes over the template of the Deployment that it refers to', () => {
  expect(workloads(deployment('base'), rollout('web', 'base'), deployment('other'))).toEqual([
    'web[Rollout] app=base @file1.yaml',
    'other[Deployment] app=other @file2.yaml',
  ]);
});

test('in whatever order they come', () => {
  expect(workloads(rollout('web', 'base'), deployment('base'))).toEqual([
    'web[Rollout] app=base @file0.yaml',
  ]);
});

test('its pods are its own', () => {
  expect(workloads(deployment('web'), rollout('web', 'web'), REPLICA_SET, POD)).toEqual([
    'web[Rollout] app=web @file1.yaml',
  ]);
});

test('nothing is known of its pods while the Deployment is not there', () => {
  expect(workloads(rollout('web', 'base'), deployment('other'))).toEqual([
    'other[Deployment] app=other @file1.yaml',
  ]);
});

test('a Deployment scaled to nothing is a workload all the same', () => {
  expect(workloads(deployment('web'))).toEqual(['web[Deployment] app=web @file0.yaml']);
});
