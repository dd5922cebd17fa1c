import { describe, expect, it } from 'vitest';
import { CONNECTIVITY_FORMATS } from '../../../server/src/cli/connectivity-formats';
import type { Connection, Endpoint } from '../../../server/src/evaluator/answers';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import { addresses, labels, pod, workload } from '../wording/shop';

const WEB = ConnectionSet.of('TCP', 80);
const DNS = WEB.union(ConnectionSet.of('UDP', 53));
const cart = pod('shop/cart[Deployment]');
const agent = pod('kube/agent[DaemonSet]', { hostNetwork: true });
const outside = addresses('10.0.0.0/8', '::/0');
const controller: Endpoint = { kind: 'ingress-controller' };

const CONNECTIONS: readonly Connection[] = [
  { source: agent, destination: cart, allowed: ConnectionSet.ALL },
  { source: cart, destination: outside, allowed: DNS },
  { source: controller, destination: cart, allowed: WEB },
];

function written(format: string, connections = CONNECTIVITY): string {
  const write = CONNECTIVITY_FORMATS.get(format);
  return [
    ...(write?.(connections, { lineOf: ({ file, resource }) => ({ file, line: resource }) }) ?? []),
  ].join('');
}

const CONNECTIVITY = {
  workloads: [
    workload('kube/agent[DaemonSet]', { hostNetwork: true, source: { file: 'a.yaml', resource: 7 } }),
    workload('shop/cart[Deployment]', { labels: labels({ tier: 'x', app: 'cart' }) }),
  ],
  connections: CONNECTIONS,
};
const NOTHING = { workloads: [], connections: [] };

describe('text', () => {
  it('is one row a connection', () => {
    expect(written('text')).toBe(
      [
        'kube/agent[DaemonSet] (host network)  ->  shop/cart[Deployment]  all ports',
        'shop/cart[Deployment]                 ->  10.0.0.0/8, ::/0       80/TCP, 53/UDP',
        'the ingress controller                ->  shop/cart[Deployment]  80/TCP',
        '',
      ].join('\n'),
    );
  });

  it('says when there is none', () => {
    expect(written('text', NOTHING)).toBe('Nothing can connect to anything\n');
  });
});

describe('json', () => {
  it('has the shape of the contract', () => {
    expect(JSON.parse(written('json'))).toEqual({
      workloads: [
        {
          id: 'kube/agent[DaemonSet]',
          namespace: 'kube',
          name: 'agent',
          kind: 'DaemonSet',
          labels: { app: 'agent' },
          file: 'a.yaml',
          line: 7,
          hostNetwork: true,
        },
        {
          id: 'shop/cart[Deployment]',
          namespace: 'shop',
          name: 'cart',
          kind: 'Deployment',
          labels: { app: 'cart', tier: 'x' },
          file: 'shop.yaml',
          line: 0,
        },
      ],
      connections: [
        { source: 'kube/agent[DaemonSet]', destination: 'shop/cart[Deployment]', allowed: 'all' },
        {
          source: 'shop/cart[Deployment]',
          destination: { cidrs: ['10.0.0.0/8', '::/0'] },
          allowed: [
            { protocol: 'TCP', port: 80 },
            { protocol: 'UDP', port: 53 },
          ],
        },
        {
          source: { ingressController: true },
          destination: 'shop/cart[Deployment]',
          allowed: [{ protocol: 'TCP', port: 80 }],
        },
      ],
    });
  });

  it('is JSON for an empty answer too', () => {
    expect(JSON.parse(written('json', NOTHING))).toEqual(NOTHING);
  });

  it('writes labels in order, so that equal answers are equal texts', () => {
    expect(written('json')).toContain('"labels":{"app":"cart","tier":"x"}');
  });
});

describe('csv', () => {
  it('quotes cells that hold commas', () => {
    expect(written('csv')).toBe(
      [
        'source,destination,allowed',
        'kube/agent[DaemonSet],shop/cart[Deployment],all ports',
        'shop/cart[Deployment],"10.0.0.0/8,::/0","80/TCP, 53/UDP"',
        'ingress-controller,shop/cart[Deployment],80/TCP',
        '',
      ].join('\r\n'),
    );
  });
});

describe('markdown', () => {
  it('is a table in which names stay names', () => {
    expect(written('markdown').split('\n').slice(0, 3)).toEqual([
      '| Source | Destination | Allowed |',
      '| --- | --- | --- |',
      String.raw`| kube/agent\[DaemonSet\] (host network) | shop/cart\[Deployment\] | all ports |`,
    ]);
  });
});

describe('dot', () => {
  it('boxes workloads by namespace', () => {
    expect(written('dot')).toBe(`digraph connectivity {
  rankdir=LR;
  node [shape=box];
  subgraph "cluster_kube" {
    label="kube";
    "kube/agent[DaemonSet]" [label="agent[DaemonSet] (host network)"];
  }
  subgraph "cluster_shop" {
    label="shop";
    "shop/cart[Deployment]" [label="cart[Deployment]"];
  }
  "kube/agent[DaemonSet]" -> "shop/cart[Deployment]" [label="all ports"];
  "shop/cart[Deployment]" -> "10.0.0.0/8,::/0" [label="80/TCP, 53/UDP"];
  "ingress-controller" -> "shop/cart[Deployment]" [label="80/TCP"];
  "10.0.0.0/8,::/0" [label="10.0.0.0/8 and ::/0", style=dashed];
  "ingress-controller" [label="the ingress controller", style=dashed];
}
`);
  });

  it('escapes what would end a name', () => {
    const odd = workload(String.raw`shop/a"b\c[Pod]`);
    expect(written('dot', { workloads: [odd], connections: [] })).toContain(
      String.raw`[label="a\"b\\c[Pod]"]`,
    );
  });
});

describe('mermaid', () => {
  it('boxes workloads by namespace and numbers the nodes', () => {
    expect(written('mermaid')).toBe(`flowchart LR
  subgraph ns0["kube"]
    n0["agent[DaemonSet] (host network)"]
  end
  subgraph ns1["shop"]
    n1["cart[Deployment]"]
  end
  n0 -->|"all ports"| n1
  n1 -->|"80/TCP, 53/UDP"| n2
  n3 -->|"80/TCP"| n1
  n2(["10.0.0.0/8 and ::/0"])
  n3(["the ingress controller"])
`);
  });

  it('escapes what Mermaid or HTML would read', () => {
    const odd = workload('shop/a"<b>&[Pod]');
    expect(written('mermaid', { workloads: [odd], connections: [] })).toContain(
      'n0["a#quot;#lt;b#gt;#amp;[Pod]"]',
    );
  });

  it('says when there are more arrows than Mermaid draws by itself', () => {
    const many = (amount: number): string =>
      written('mermaid', {
        workloads: [],
        connections: Array.from({ length: amount }, () => ({
          source: controller,
          destination: cart,
          allowed: WEB,
        })),
      });
    expect(many(501)).toMatch(/%% .*more than 500 arrows unless .* maxEdges .*: there are 501\n$/u);
    expect(many(500)).not.toContain('%%');
  });
});
