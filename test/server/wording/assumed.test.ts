import { describe, expect, it } from 'vitest';
import type { Assumption } from '../../../server/src/evaluator/answers';
import { assumedClauses } from '../../../server/src/wording/assumed';
import { policy, rule, workload } from './shop';

const cart = workload('shop/cart[Deployment]');
const path = 'spec.egress[0].to[0]';
const block = { kind: 'addresses', path, cidrs: ['10.0.0.0/8'], except: [] } as const;
const nodes = { kind: 'nodes', path, predicate: { op: 'all', of: [] } } as const;
const decides = { policy: policy('out'), rule: rule('spec.egress[0]') };

const CASES: [Assumption, string][] = [
  [
    { kind: 'host-network', workload: cart, side: 'source' },
    'no policy governs pods on the host network (shop/cart[Deployment]), and they run on other nodes',
  ],
  [
    {
      kind: 'host-network-peers',
      workloads: ['a', 'b', 'c', 'd', 'e'].map((name) => workload(`kube/${name}[DaemonSet]`)),
    },
    'no policy governs pods on the host network (kube/a[DaemonSet], kube/b[DaemonSet], kube/c[DaemonSet] and 2 more), and they run on other nodes',
  ],
  [
    { kind: 'cidr-may-match-pods', ...decides, peer: block },
    'no pod has addresses in 10.0.0.0/8 (shop/out, spec.egress[0].to[0])',
  ],
  [
    { kind: 'cidr-may-match-pods', ...decides, peer: nodes },
    'no address asked about is that of all nodes (shop/out, spec.egress[0].to[0])',
  ],
  [
    { kind: 'addresses-outside', cidrs: ['10.1.2.3/32'] },
    "10.1.2.3 is outside the cluster, no pod's and no node's",
  ],
  [
    { kind: 'addresses-outside', cidrs: ['10.0.0.0/8', 'fd00::/8'] },
    "10.0.0.0/8 and fd00::/8 are outside the cluster, no pod's and no node's",
  ],
  [
    { kind: 'undeclared-namespace', namespace: 'web' },
    'namespace web is not declared, so only its name is known',
  ],
];

describe('assumedClauses', () => {
  it.each(CASES)('$kind', (assumption, clause) => {
    expect(assumedClauses([assumption])).toEqual([clause]);
  });

  it('say the same thing of several in one clause', () => {
    const all: Assumption[] = [
      { kind: 'undeclared-namespace', namespace: 'web' },
      { kind: 'host-network', workload: cart, side: 'source' },
      { kind: 'undeclared-namespace', namespace: 'a' },
      { kind: 'host-network-peers', workloads: [cart] },
    ];
    expect(assumedClauses(all)).toEqual([
      'namespaces a and web are not declared, so only their names are known',
      'no policy governs pods on the host network (shop/cart[Deployment]), and they run on other nodes',
    ]);
  });
});
