/**
 * "Who can reach this?" and "What can this reach?", as the lists that a person reads.
 */
import { describe, expect, test } from 'vitest';
import type { Endpoint, PortQuery, ReachAnswer } from '../../../server/src/evaluator/answers';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import { connectionText, drawCluster, findTarget, findWorkload, networkPolicy } from './drawn-cluster';

const PODS = `
  namespace shop team=a
  namespace lab  team=b
  pod shop/web  app=web
  pod shop/db   app=db sql:5432
  pod lab/web   app=web
  pod lab/batch app=batch
`;
const db = 'podSelector: {matchLabels: {app: db}}';

function ask(policies: string, direction: 'to' | 'from', target: string, port?: PortQuery): ReachAnswer {
  const cluster = drawCluster(PODS, policies);
  return createEvaluator(cluster).reach(direction, findTarget(cluster, target), port);
}

function name(endpoint: Endpoint): string {
  if (endpoint.kind === 'workload') return `${endpoint.workload.namespace}/${endpoint.workload.name}`;
  return endpoint.kind === 'addresses' ? endpoint.cidrs.join(' ') : endpoint.kind;
}

/** One line a peer: those that get through with their ports, the others with a minus. */
function lines({ reachable, unreachable }: ReachAnswer): string[] {
  return [
    ...reachable.map(({ peer, allowed }) => `${name(peer)}: ${connectionText(allowed)}`),
    ...unreachable.map((peer) => `- ${name(peer)}`),
  ];
}

test('everybody, in the order of the cluster, the target itself left out', () => {
  expect(lines(ask('', 'to', 'shop/db'))).toEqual([
    'shop/web: all',
    'lab/web: all',
    'lab/batch: all',
    '0.0.0.0/0 ::/0: all',
  ]);
});

test('nobody: addresses outside are told as one', () => {
  expect(lines(ask(networkPolicy('shop', db), 'to', 'shop/db'))).toEqual([
    '- shop/web',
    '- lab/web',
    '- lab/batch',
    '- 0.0.0.0/0 ::/0',
  ]);
});

test('some, on some ports', () => {
  const policy = networkPolicy(
    'shop',
    `
      ${db}
      ingress:
        - {from: [{podSelector: {}}], ports: [{port: sql}]}
        - {from: [{namespaceSelector: {matchLabels: {team: b}}, podSelector: {matchLabels: {app: web}}}]}`,
  );
  expect(lines(ask(policy, 'to', 'shop/db'))).toEqual([
    'shop/web: 5432/TCP',
    'lab/web: all',
    '- lab/batch',
    '- 0.0.0.0/0 ::/0',
  ]);
});

test('the egress of the peers counts', () => {
  const policy = networkPolicy(
    'lab',
    'policyTypes: [Egress]\negress: [{ports: [{port: 53, protocol: UDP}]}]',
  );
  expect(lines(ask(policy, 'to', 'shop/db'))).toEqual([
    'shop/web: all',
    'lab/web: 53/UDP',
    'lab/batch: 53/UDP',
    '0.0.0.0/0 ::/0: all',
  ]);
});

test('what a pod can reach', () => {
  const out = networkPolicy(
    'shop',
    `${db}\npolicyTypes: [Egress]\negress: [{to: [{podSelector: {}}, {ipBlock: {cidr: 192.0.2.0/24}}]}]`,
  );
  expect(lines(ask(out, 'from', 'shop/db'))).toEqual([
    'shop/web: all',
    '192.0.2.0/24: all',
    '- lab/web',
    '- lab/batch',
  ]);
});

describe('addresses', () => {
  test('treated alike stand together, lowest first', () => {
    const policy = networkPolicy(
      'shop',
      `
      ${db}
      ingress:
        - {from: [{ipBlock: {cidr: 10.0.0.0/24}}, {ipBlock: {cidr: 10.0.9.0/24}}, {ipBlock: {cidr: "fd00::/8"}}], ports: [{port: 80}]}
        - {from: [{ipBlock: {cidr: 10.0.0.0/16}}], ports: [{port: 443}]}`,
    );
    const outside = lines(ask(policy, 'to', 'shop/db')).filter((line) => line.includes('/TCP'));
    expect(outside).toEqual([
      '10.0.0.0/24 10.0.9.0/24: 80/TCP, 443/TCP',
      '10.0.1.0/24 10.0.2.0/23 10.0.4.0/22 10.0.8.0/24 10.0.10.0/23 10.0.12.0/22 10.0.16.0/20 10.0.32.0/19 10.0.64.0/18 10.0.128.0/17: 443/TCP',
      'fd00::/8: 80/TCP',
    ]);
  });

  test('as the target: which workloads they reach, and are reached by', () => {
    const policy = networkPolicy(
      'shop',
      'ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 80}]}]',
    );
    expect(lines(ask(policy, 'from', '192.0.2.7'))).toEqual([
      'shop/web: 80/TCP',
      'shop/db: 80/TCP',
      'lab/web: all',
      'lab/batch: all',
    ]);
    expect(lines(ask(policy, 'to', '192.0.2.7'))).toEqual([
      'shop/web: all',
      'shop/db: all',
      'lab/web: all',
      'lab/batch: all',
    ]);
    expect(lines(ask(policy, 'from', '198.51.100.1'))).toEqual([
      'lab/web: all',
      'lab/batch: all',
      '- shop/web',
      '- shop/db',
    ]);
  });

  test('a range that is treated in different ways', () => {
    const policy = networkPolicy('shop', 'ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/25}}]}]');
    const [web] = ask(policy, 'from', '192.0.2.0/24').reachable;
    expect(web && [name(web.peer), connectionText(web.allowed)]).toEqual(['shop/web', 'all']);
  });
});

describe('one port', () => {
  const policy = networkPolicy('shop', `${db}\ningress: [{ports: [{port: 5432}]}]`);

  test('by number', () => {
    expect(lines(ask(policy, 'to', 'shop/db', { port: 5432 }))[0]).toBe('shop/web: 5432/TCP');
    expect(lines(ask(policy, 'to', 'shop/db', { port: 80 }))[0]).toBe('- shop/web');
  });

  test('by name, on the destination', () => {
    expect(lines(ask(policy, 'to', 'shop/db', { port: 'sql' }))[0]).toBe('shop/web: 5432/TCP');
    expect(lines(ask(policy, 'from', 'shop/web', { port: 'sql' }))).toEqual([
      'shop/db: 5432/TCP',
      '- lab/web',
      '- lab/batch',
      '- 0.0.0.0/0 ::/0',
    ]);
  });

  test('in what a pod reaches', () => {
    expect(lines(ask(policy, 'from', 'shop/web', { port: 80 }))).toEqual([
      'lab/web: 80/TCP',
      'lab/batch: 80/TCP',
      '0.0.0.0/0 ::/0: 80/TCP',
      '- shop/db',
    ]);
  });
});

describe('caveats', () => {
  test('a target on the host network', () => {
    const cluster = drawCluster('pod kube/proxy hostNetwork \n pod shop/web');
    const answer = createEvaluator(cluster).reach('to', findTarget(cluster, 'kube/proxy'));
    expect(answer.caveats).toMatchObject([{ kind: 'host-network', side: 'destination' }]);
  });

  test('undeclared namespaces of peers, each once', () => {
    const cluster = drawCluster(
      'namespace shop \n pod shop/db \n pod x/a a=1 \n pod x/b b=1 \n pod y/c',
      networkPolicy('shop', 'ingress: [{from: [{namespaceSelector: {matchLabels: {team: b}}}]}]'),
    );
    expect(createEvaluator(cluster).reach('to', findTarget(cluster, 'shop/db')).caveats).toEqual([
      { kind: 'undeclared-namespace', namespace: 'x' },
      { kind: 'undeclared-namespace', namespace: 'y' },
    ]);
  });

  test('the undeclared namespace of the target', () => {
    const cluster = drawCluster(
      'namespace shop \n pod shop/web \n pod x/a',
      networkPolicy(
        'shop',
        'policyTypes: [Egress]\negress: [{to: [{namespaceSelector: {matchLabels: {team: b}}}]}]',
      ),
    );
    expect(createEvaluator(cluster).reach('to', findTarget(cluster, 'x/a')).caveats).toEqual([
      { kind: 'undeclared-namespace', namespace: 'x' },
    ]);
  });

  test('pods on the host network as peers, where a policy would have a say', () => {
    const pods = 'pod kube/proxy hostNetwork \n pod shop/web \n pod shop/db app=db';
    const cluster = drawCluster(pods, networkPolicy('shop', db));
    const evaluator = createEvaluator(cluster);
    const peers = { kind: 'host-network-peers', workloads: [findWorkload(cluster, 'kube/proxy')] };
    expect(evaluator.reach('to', findTarget(cluster, 'shop/db')).caveats).toEqual([peers]);
    expect(evaluator.reach('from', findTarget(cluster, 'shop/db')).caveats).toEqual([]);
    expect(evaluator.reach('from', { kind: 'addresses', cidrs: ['192.0.2.1/32'] }).caveats).toEqual([peers]);
  });

  test.each([
    ['10.1.2.3/32', true],
    ['fd00::1/128', true],
    ['192.0.2.1/32', false],
    ['0.0.0.0/0', false],
  ])('addresses that pods could have: %s', (cidr, isAssumed) => {
    const cluster = drawCluster('pod shop/db', networkPolicy('shop', db));
    const target = { kind: 'addresses', cidrs: [cidr] } as const;
    const caveats = isAssumed ? [{ kind: 'addresses-outside', cidrs: [cidr] }] : [];
    const evaluator = createEvaluator(cluster);
    expect(evaluator.reach('to', target).caveats).toEqual(caveats);
    expect(evaluator.reach('from', target).caveats).toEqual(caveats);
    expect(evaluator.explain(target, findTarget(cluster, 'shop/db')).caveats).toEqual(caveats);
    expect(createEvaluator(drawCluster('pod shop/db')).reach('from', target).caveats).toEqual([]);
  });

  test('rules that cannot be decided of addresses outside', () => {
    const names = `
      kind: ClusterNetworkPolicy
      metadata: {name: names}
      spec:
        tier: Admin
        priority: 1
        subject: {namespaces: {}}
        egress: [{action: Deny, to: [{domainNames: [example.com]}]}]`;
    const cluster = drawCluster('pod shop/web \n pod shop/db', names);
    const answer = createEvaluator(cluster).reach('from', findTarget(cluster, 'shop/web'));
    expect(answer.caveats).toMatchObject([{ kind: 'undecided-peer', peer: { kind: 'names' } }]);
  });

  test('nothing to say, nothing said', () => {
    expect(ask(networkPolicy('shop', db), 'to', 'shop/db').caveats).toEqual([]);
  });
});
