import { describe, expect, test } from 'vitest';
import { workloadId } from '../../../server/src/evaluator/model';
import { createWorkspace } from '../../../server/src/workspace/workspace';

interface Written {
  readonly labels?: string;
  readonly owner?: string;
  readonly spec?: string;
  readonly status?: string;
}

function metadata(name: string, { labels = '{app: web}', owner }: Written): string {
  const [kind, ownerName] = owner?.split('/') ?? [];
  const owners =
    owner === undefined ? '' : `, ownerReferences: [{kind: ${kind}, name: ${ownerName}, controller: true}]`;
  return `{name: ${name}, namespace: shop, labels: ${labels}${owners}}`;
}

function pod(name: string, written: Written = {}): string {
  const { spec = '{}', status = '{}' } = written;
  return `apiVersion: v1\nkind: Pod\nmetadata: ${metadata(name, written)}\nspec: ${spec}\nstatus: ${status}\n`;
}

function templated(kind: string, name: string, written: Written = {}): string {
  const { labels = '{app: web}', spec = '{}' } = written;
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: ${metadata(name, written)}\nspec: {template: {metadata: {labels: ${labels}}, spec: ${spec}}}\n`;
}

function policy(selector: string, ports = '[]'): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: ${selector}}], ports: ${ports}}]}\n`;
}

function workloads(...documents: readonly string[]): readonly string[] {
  const workspace = createWorkspace();
  workspace.set('a.yaml', documents.join('---\n'));
  return workspace.snapshot().cluster.workloads.map(workloadId);
}

const A = pod('web-1', { owner: 'ReplicaSet/web-7d4', labels: '{app: web, pod: a}' });
const B = pod('web-2', { owner: 'ReplicaSet/web-7d4', labels: '{app: web, pod: b}' });

describe('pods of one owner', () => {
  test('are one workload, named after the owner', () => {
    expect(workloads(A, B)).toEqual(['shop/web-7d4[ReplicaSet]']);
    expect(workloads(A)).toEqual(['shop/web-7d4[ReplicaSet]']);
  });

  test('are one workload even if the kind of the owner is left out', () => {
    const kindless = [A, B].map((text) => text.replace('kind: ReplicaSet, ', ''));
    expect(workloads(...kindless)).toEqual(['shop/web-7d4[Pod]']);
    expect(workloads(...kindless, policy('{matchLabels: {pod: a}}'))).toEqual([
      'shop/web-1[Pod]',
      'shop/web-2[Pod]',
    ]);
  });

  test('stay one while policies ask for what they have in common', () => {
    expect(workloads(A, B, policy('{matchLabels: {app: web}}'))).toEqual(['shop/web-7d4[ReplicaSet]']);
    expect(workloads(A, B, policy('{matchExpressions: [{key: pod, operator: Exists}]}'))).toEqual([
      'shop/web-7d4[ReplicaSet]',
    ]);
    expect(workloads(A, B, policy('{matchLabels: {pod: c}}'))).toEqual(['shop/web-7d4[ReplicaSet]']);
    expect(workloads(A, B, policy('{matchLabels: {app: api, pod: a}}'))).toEqual([
      'shop/web-7d4[ReplicaSet]',
    ]);
  });

  test('are each on their own where a policy tells them apart', () => {
    expect(workloads(A, B, policy('{matchLabels: {pod: a}}'))).toEqual([
      'shop/web-1[Pod]',
      'shop/web-2[Pod]',
    ]);
  });

  test('are told apart by the host network, and by what a named port means', () => {
    const host = pod('web-3', { owner: 'ReplicaSet/web-7d4', spec: '{hostNetwork: true}' });
    expect(workloads(A, host)).toEqual(['shop/web-1[Pod]', 'shop/web-3[Pod]']);
    const port = (name: string, number: number): string =>
      pod(name, {
        owner: 'ReplicaSet/web-7d4',
        spec: `{containers: [{ports: [{name: http, containerPort: ${number}}]}]}`,
      });
    expect(workloads(port('a', 80), port('b', 8080))).toEqual(['shop/web-7d4[ReplicaSet]']);
    expect(workloads(port('a', 80), port('b', 8080), policy('{}', '[{port: http}]'))).toEqual([
      'shop/a[Pod]',
      'shop/b[Pod]',
    ]);
  });

  test('pods of other owners, other namespaces and without owner are others', () => {
    const other = pod('api-1', { owner: 'ReplicaSet/api-5b6' });
    const elsewhere = A.replace('namespace: shop', 'namespace: tools');
    expect(workloads(A, other, elsewhere, pod('alone'))).toEqual([
      'shop/web-7d4[ReplicaSet]',
      'shop/api-5b6[ReplicaSet]',
      'tools/web-7d4[ReplicaSet]',
      'shop/alone[Pod]',
    ]);
  });

  test('pods that are over do not count', () => {
    const done = pod('web-0', {
      owner: 'ReplicaSet/web-7d4',
      labels: '{app: web, pod: z}',
      status: '{phase: Failed}',
    });
    expect(workloads(done, A, policy('{matchLabels: {pod: z}}'))).toEqual(['shop/web-7d4[ReplicaSet]']);
    expect(workloads(done)).toEqual([]);
  });

  test('static pods are not the node', () => {
    expect(workloads(pod('etcd', { owner: 'Node/n1' }), pod('proxy', { owner: 'Node/n1' }))).toEqual([
      'shop/etcd[Pod]',
      'shop/proxy[Pod]',
    ]);
  });

  test('the same pod stands for the others in any order', () => {
    const [first, second] = [
      pod('db-0', { owner: 'StatefulSet/db', labels: '{app: db, role: primary}' }),
      pod('db-1', { owner: 'StatefulSet/db', labels: '{app: db, role: replica}' }),
    ];
    const roleIn = (...manifests: readonly string[]): string | undefined => {
      const workspace = createWorkspace();
      workspace.set('a.yaml', manifests.join('---\n'));
      return workspace.snapshot().cluster.workloads[0]?.labels.get('role');
    };
    expect([roleIn(first, second), roleIn(second, first)]).toEqual(['primary', 'primary']);
  });

  test('names and addresses of all pods are known', () => {
    const workspace = createWorkspace();
    const at = (name: string, ip: string): string =>
      pod(name, { owner: 'StatefulSet/db', status: `{podIPs: [{ip: ${ip}}]}` });
    workspace.set('a.yaml', [at('db-0', '10.0.0.1'), at('db-1', '10.0.0.2')].join('---\n'));
    const [workload] = workspace.snapshot().cluster.workloads;
    expect(workload?.addresses).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(workload?.pods).toEqual(['db-0', 'db-1']);
    expect(workload?.source).toEqual({ file: 'a.yaml', resource: 0 });
  });
});

describe('owners that are among the manifests', () => {
  const deployment = templated('Deployment', 'web');
  const replicaSet = templated('ReplicaSet', 'web-7d4', {
    owner: 'Deployment/web',
    labels: '{app: web, hash: 7d4}',
  });

  test('stand for all that they made', () => {
    expect(workloads(deployment, replicaSet, A, B)).toEqual(['shop/web[Deployment]']);
    expect(workloads(A, replicaSet, deployment)).toEqual(['shop/web[Deployment]']);
    expect(workloads(deployment, replicaSet)).toEqual(['shop/web[Deployment]']);
  });

  test('as far as the chain is known', () => {
    expect(workloads(replicaSet, A)).toEqual(['shop/web-7d4[ReplicaSet]']);
    expect(workloads(deployment, A)).toEqual(['shop/web[Deployment]', 'shop/web-7d4[ReplicaSet]']);
    expect(workloads(replicaSet)).toEqual(['shop/web-7d4[ReplicaSet]']);
  });

  test('give way to their pods where a policy tells these apart', () => {
    expect(workloads(deployment, replicaSet, A, B, policy('{matchLabels: {pod: b}}'))).toEqual([
      'shop/web-1[Pod]',
      'shop/web-2[Pod]',
    ]);
  });

  test('past revisions do not count', () => {
    const past = replicaSet.replace('web-7d4', 'web-111').replace('spec: {', 'spec: {replicas: 0, ');
    expect(workloads(past, replicaSet, A)).toEqual(['shop/web-7d4[ReplicaSet]']);
  });

  test('owners of each other are no trap', () => {
    const one = templated('ReplicaSet', 'one', { owner: 'ReplicaSet/two' });
    const two = templated('ReplicaSet', 'two', { owner: 'ReplicaSet/one' });
    expect(workloads(one, two).length).toBeGreaterThan(0);
  });
});
