/**
 * What `kubectl get -o json` and the API itself print of a running cluster, as one folder: typed lists whose items name
 * no kind, pods under their owners, pods that are over. The table was made by hand.
 */
import { expect, it } from 'vitest';
import { folder } from './memory-io';
import { runJson } from './run';

const WEB = 'shop/web-7d4[ReplicaSet]';
const DB = 'shop/db[StatefulSet]';
const ETCD = 'kube-system/etcd-n1[Pod]';

interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** An object of a list: its kind is that of the list. */
function pod(namespace: string, name: string, owner: Owner, more: object = {}): object {
  const ownerReferences = [{ apiVersion: 'apps/v1', ...owner, uid: 'u', controller: true }];
  const metadata = { name, namespace, labels: { app: name.split('-')[0] }, ownerReferences };
  return { metadata, spec: { containers: [{ ports: {} }] }, status: { phase: 'Running' }, ...more };
}

const PODS = [
  pod('shop', 'web-7d4-a', { kind: 'ReplicaSet', name: 'web-7d4' }),
  pod('shop', 'web-7d4-b', { kind: 'ReplicaSet', name: 'web-7d4' }),
  pod('shop', 'db-0', { kind: 'StatefulSet', name: 'db' }, { status: { podIPs: [{ ip: '10.1.2.3' }] } }),
  pod('shop', 'migrate-x', { kind: 'Job', name: 'migrate' }, { status: { phase: 'Succeeded' } }),
  pod('kube-system', 'etcd-n1', { kind: 'Node', name: 'n1' }, { spec: { hostNetwork: true } }),
];

/** Into the database from the web alone, and from addresses outside; no address of an ipBlock is a pod's. */
const POLICIES = [
  {
    metadata: { name: 'db', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [
        { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 5432 }] },
        { from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/9'] } }] },
      ],
      policyTypes: ['Ingress'],
    },
  },
];

function list(kind: string, apiVersion: string, items: readonly object[]): string {
  return JSON.stringify({ kind, apiVersion, metadata: { resourceVersion: '1' }, items });
}

it('is answered as its table says', async () => {
  const cwd = folder({
    'namespaces.json': list('NamespaceList', 'v1', [{ metadata: { name: 'shop' } }]),
    'pods.json': list('PodList', 'v1', PODS),
    'policies.json': list('NetworkPolicyList', 'networking.k8s.io/v1', POLICIES),
    'answer.json': '[{"src": "a", "dst": "b", "conn": "All Connections"}]',
  });
  const answer = await runJson(['connectivity', '.'], { cwd });
  expect(answer).toMatchObject({ workloads: [{ id: ETCD, hostNetwork: true }, { id: DB }, { id: WEB }] });
  const others = { cidrs: expect.arrayContaining(['0.0.0.0/5', '10.0.0.0/9', '::/0']) as string[] };
  const range = { cidrs: ['10.128.0.0/9'] };
  expect(answer).toHaveProperty('connections', [
    { source: ETCD, destination: WEB, allowed: 'all' },
    { source: ETCD, destination: others, allowed: 'all' },
    { source: ETCD, destination: range, allowed: 'all' },
    { source: DB, destination: ETCD, allowed: 'all' },
    { source: DB, destination: WEB, allowed: 'all' },
    { source: DB, destination: others, allowed: 'all' },
    { source: DB, destination: range, allowed: 'all' },
    { source: WEB, destination: ETCD, allowed: 'all' },
    { source: WEB, destination: DB, allowed: [{ protocol: 'TCP', port: 5432 }] },
    { source: WEB, destination: others, allowed: 'all' },
    { source: WEB, destination: range, allowed: 'all' },
    { source: others, destination: ETCD, allowed: 'all' },
    { source: others, destination: WEB, allowed: 'all' },
    { source: range, destination: ETCD, allowed: 'all' },
    { source: range, destination: DB, allowed: 'all' },
    { source: range, destination: WEB, allowed: 'all' },
  ]);
});
