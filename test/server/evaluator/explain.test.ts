/**
 * Explanations: who isolates, which rule and peer decide, what was nearly allowed, what the answer rests on.
 */
import { describe, expect, test } from 'vitest';
import type { Explanation, NearMiss, PortQuery, RuleHit } from '../../../server/src/evaluator/answers';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import { connectionText, drawCluster, findEndpoint, networkPolicy } from './drawn-cluster';

const PODS = `
  namespace shop team=a
  namespace lab  team=b
  pod shop/web app=web tier=front
  pod shop/db  app=db  sql:5432
  pod lab/web  app=web
  pod lab/node hostNetwork
  pod bare/web app=web
`;

function ask(policies: string, from: string, to: string, port?: PortQuery): Explanation {
  const cluster = drawCluster(PODS, policies);
  return createEvaluator(cluster).explain(findEndpoint(cluster, from), findEndpoint(cluster, to), port);
}

/** `shop/allow spec.ingress[0].from[1]: 80/TCP` */
function hit({ policy, rule, peer, allowed }: RuleHit): string {
  return `${policy.ref.namespace}/${policy.ref.name} ${peer?.path ?? rule.path}: ${connectionText(allowed)}`;
}

describe('reasons', () => {
  const deny = networkPolicy('shop', 'podSelector: {}', 'deny');
  const allow = networkPolicy(
    'shop',
    `
      podSelector: {matchLabels: {app: db}}
      ingress:
        - from: [{podSelector: {matchLabels: {app: x}}}, {podSelector: {matchLabels: {app: web}}}]
          ports: [{port: 5432}]
        - ports: [{port: 9100}]`,
    'allow',
  );

  test('an open side has nothing to say', () => {
    const { egress, ingress } = ask('', 'lab/web', 'shop/db');
    const nothing = {
      verdict: 'allowed',
      isolatedBy: [],
      allowedBy: [],
      deniedBy: [],
      steps: [],
      nearMisses: [],
    };
    expect(egress).toMatchObject({ direction: 'egress', ...nothing });
    expect(ingress).toMatchObject({ direction: 'ingress', ...nothing });
  });

  test('isolatedBy names every policy that selects the pod in that direction', () => {
    const { ingress, egress } = ask(deny + allow, 'lab/web', 'shop/db');
    expect(ingress.isolatedBy.map(({ ref }) => ref.name)).toEqual(['deny', 'allow']);
    expect(egress.isolatedBy).toEqual([]);
  });

  test('allowedBy names rule and peer, and what they let through', () => {
    expect(ask(deny + allow, 'shop/web', 'shop/db').ingress.allowedBy.map(hit)).toEqual([
      'shop/allow spec.ingress[0].from[1]: 5432/TCP',
      'shop/allow spec.ingress[1]: 9100/TCP',
    ]);
  });

  test('only rules for the port that was asked about', () => {
    const answer = ask(deny + allow, 'shop/web', 'shop/db', { port: 9100 });
    expect(answer.ingress.allowedBy.map(hit)).toEqual(['shop/allow spec.ingress[1]: 9100/TCP']);
    expect([answer.verdict, answer.ingress.verdict, answer.egress.verdict]).toEqual([
      'allowed',
      'allowed',
      'allowed',
    ]);
  });

  test('every rule that allows is named, not only the first', () => {
    const twice = networkPolicy('shop', 'ingress: [{}, {from: [{podSelector: {}}]}]', 'twice');
    expect(ask(twice + twice, 'shop/web', 'shop/db').ingress.allowedBy.map(hit)).toEqual([
      'shop/twice spec.ingress[0]: all',
      'shop/twice spec.ingress[1].from[0]: all',
      'shop/twice spec.ingress[0]: all',
      'shop/twice spec.ingress[1].from[0]: all',
    ]);
  });

  test('the verdict needs both sides', () => {
    const closed = networkPolicy('lab', 'policyTypes: [Egress]', 'closed');
    const answer = ask(closed, 'lab/web', 'shop/db');
    expect([answer.verdict, answer.egress.verdict, answer.ingress.verdict]).toEqual([
      'denied',
      'denied',
      'allowed',
    ]);
    expect(answer.egress.isolatedBy.map(({ ref }) => ref.name)).toEqual(['closed']);
  });

  test('partly, when only some ports pass', () => {
    expect(ask(deny + allow, 'shop/web', 'shop/db').verdict).toBe('partly');
  });

  test('all three protocols on all ports are everything', () => {
    const ports = networkPolicy(
      'shop',
      'ingress: [{ports: [{protocol: TCP}, {protocol: UDP}, {protocol: SCTP}]}]',
    );
    expect(ask(ports, 'lab/web', 'shop/db').verdict).toBe('allowed');
  });
});

describe('near misses', () => {
  const miss = ({ policy, rule, peer, missed, lacking, requirement }: NearMiss): string => {
    const at = `${policy.ref.name} ${peer?.path ?? rule.path}`;
    const values = requirement?.values.length ? ` ${requirement.values.join('|')}` : '';
    const lack = requirement
      ? ` ${requirement.key} ${requirement.operator}${values} (${requirement.actual ?? 'absent'})`
      : '';
    return `${at} lacks ${lacking}: ${missed}${lack}`;
  };
  const misses = (spec: string, from: string, port?: PortQuery): string[] =>
    ask(networkPolicy('shop', spec, 'allow'), from, 'shop/db', port).ingress.nearMisses.map(miss);

  test.each([
    [
      'a label of the pod',
      'ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]',
      'shop/web',
      ['allow spec.ingress[0].from[0] lacks 1: pod app In api (web)'],
    ],
    [
      'a label that the pod does not have',
      'ingress: [{from: [{podSelector: {matchLabels: {role: x}}}]}]',
      'shop/web',
      ['allow spec.ingress[0].from[0] lacks 1: pod role In x (absent)'],
    ],
    [
      'a label that the pod must not have',
      'ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}}]}]',
      'shop/web',
      ['allow spec.ingress[0].from[0] lacks 1: pod tier DoesNotExist (front)'],
    ],
    [
      'a label of the namespace',
      'ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: web}}}]}]',
      'lab/web',
      ['allow spec.ingress[0].from[0] lacks 1: namespace team In a (b)'],
    ],
    [
      'the own namespace, which a podSelector alone means',
      'ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]',
      'lab/web',
      ['allow spec.ingress[0].from[0] lacks 1: namespace kubernetes.io/metadata.name In shop (lab)'],
    ],
  ])('%s', (_, spec, from, expected) => {
    expect(misses(spec, from)).toEqual(expected);
  });

  test('all that is missing is named', () => {
    const spec = 'ingress: [{from: [{podSelector: {matchLabels: {app: api, role: x}}}]}]';
    const [miss] = ask(networkPolicy('shop', spec, 'allow'), 'shop/web', 'shop/db').ingress.nearMisses;
    expect(miss?.lacks).toEqual([
      { missed: 'pod', requirement: { key: 'app', operator: 'In', values: ['api'], actual: 'web' } },
      { missed: 'pod', requirement: { key: 'role', operator: 'In', values: ['x'] } },
    ]);
  });

  test('what lacks less comes first; what lacks more than two things is left out', () => {
    const spec = `
      ingress:
        - from:
            - podSelector: {matchLabels: {app: x}}
            - podSelector: {matchLabels: {app: x, tier: y}}
            - namespaceSelector: {matchLabels: {team: a}}`;
    expect(misses(spec, 'lab/web')).toEqual([
      'allow spec.ingress[0].from[2] lacks 1: namespace team In a (b)',
      'allow spec.ingress[0].from[0] lacks 2: namespace kubernetes.io/metadata.name In shop (lab)',
    ]);
  });

  test('the port', () => {
    const spec = 'ingress: [{from: [{podSelector: {}}], ports: [{port: 8080}]}]';
    expect(misses(spec, 'shop/web', { port: 80 })).toEqual(['allow spec.ingress[0].from[0] lacks 1: port']);
    expect(misses(spec, 'lab/web', { port: 80 })).toEqual([
      'allow spec.ingress[0].from[0] lacks 2: namespace kubernetes.io/metadata.name In shop (lab)',
    ]);
  });

  test('the protocol', () => {
    const spec = 'ingress: [{ports: [{port: 53}]}]';
    expect(misses(spec, 'shop/web', { port: 53, protocol: 'UDP' })).toEqual([
      'allow spec.ingress[0] lacks 1: protocol',
    ]);
  });

  test('a port name that the pod does not have', () => {
    expect(misses('ingress: [{ports: [{port: http}]}]', 'shop/web')).toEqual([
      'allow spec.ingress[0] lacks 1: port',
    ]);
  });

  test('the address', () => {
    const spec = 'ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]';
    expect(misses(spec, '198.51.100.1')).toEqual(['allow spec.ingress[0].from[0] lacks 1: address']);
    expect(misses(spec, 'shop/web')).toEqual([]);
  });

  test('an address never nearly matches a selector', () => {
    expect(misses('ingress: [{from: [{podSelector: {}}]}]', '192.0.2.1')).toEqual([]);
  });

  test('none where everything asked is allowed', () => {
    const spec = 'ingress: [{ports: [{port: 80}]}, {from: [{podSelector: {matchLabels: {app: x}}}]}]';
    expect(misses(spec, 'shop/web', { port: 80 })).toEqual([]);
  });

  test('five at most', () => {
    const peers = Array.from({ length: 9 }, (_, i) => `{podSelector: {matchLabels: {app: x${i}}}}`);
    expect(misses(`ingress: [{from: [${peers.join(', ')}]}]`, 'shop/web')).toHaveLength(5);
  });
});

describe('addresses', () => {
  const blocks = networkPolicy(
    'shop',
    'ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {ipBlock: {cidr: 192.0.2.0/24}}]}]',
  );

  test('treated differently: one part for each way of treatment', () => {
    const answer = ask(blocks, '10.0.0.0/8', 'shop/db');
    expect(answer.verdict).toBe('partly');
    expect(answer.source).toEqual({ kind: 'addresses', cidrs: ['10.0.0.0/8'] });
    const parts = answer.parts.map(({ source, verdict }) => [source, verdict]);
    expect(parts).toEqual([
      [
        {
          kind: 'addresses',
          cidrs: [
            '10.0.0.0/16',
            '10.2.0.0/15',
            '10.4.0.0/14',
            '10.8.0.0/13',
            '10.16.0.0/12',
            '10.32.0.0/11',
            '10.64.0.0/10',
            '10.128.0.0/9',
          ],
        },
        'allowed',
      ],
      [{ kind: 'addresses', cidrs: ['10.1.0.0/16'] }, 'denied'],
    ]);
  });

  test('treated alike for different reasons: one answer with all reasons', () => {
    const everywhere = networkPolicy(
      'shop',
      'ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/1}}, {ipBlock: {cidr: 128.0.0.0/1}}]}]',
    );
    const answer = ask(everywhere, '0.0.0.0/0', 'shop/db');
    expect([answer.verdict, answer.parts]).toEqual(['allowed', []]);
    expect(answer.ingress.allowedBy.map(({ peer }) => peer?.path)).toEqual([
      'spec.ingress[0].from[0]',
      'spec.ingress[0].from[1]',
    ]);
    expect(answer.ingress.steps).toMatchObject([{ tier: 'networkpolicy', decision: 'allow' }]);
  });

  test('between two addresses no policy is asked', () => {
    expect(ask(blocks, '10.0.0.0/8', '192.0.2.0/24').verdict).toBe('allowed');
  });

  test('text that is no address matches nothing', () => {
    const cluster = drawCluster(PODS, blocks);
    const answer = createEvaluator(cluster).explain(
      { kind: 'addresses', cidrs: ['x'] },
      findEndpoint(cluster, 'shop/db'),
    );
    expect(answer.verdict).toBe('denied');
  });
});

describe('caveats', () => {
  const kinds = (answer: Explanation): string[] => answer.caveats.map(({ kind }) => kind);

  test('host network, on either side', () => {
    expect(ask('', 'lab/node', 'shop/db').caveats).toEqual([
      { kind: 'host-network', workload: expect.objectContaining({ name: 'node' }), side: 'source' },
    ]);
    expect(ask('', 'shop/db', 'lab/node').caveats).toMatchObject([{ side: 'destination' }]);
  });

  test('an undeclared namespace whose labels a rule asks for', () => {
    const team = networkPolicy('shop', 'ingress: [{from: [{namespaceSelector: {matchLabels: {team: b}}}]}]');
    expect(ask(team, 'bare/web', 'shop/db').caveats).toEqual([
      { kind: 'undeclared-namespace', namespace: 'bare' },
    ]);
    expect(kinds(ask(team, 'lab/web', 'shop/db'))).toEqual([]);
  });

  test('nothing rests on an undeclared namespace when its name is all that is asked for', () => {
    const byName = networkPolicy(
      'shop',
      'ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: bare}}}]}]',
    );
    const answer = ask(byName, 'bare/web', 'shop/db');
    expect([answer.verdict, kinds(answer)]).toEqual(['allowed', []]);
  });

  test('the destination may be the undeclared one', () => {
    const out = networkPolicy(
      'shop',
      'policyTypes: [Egress]\negress: [{to: [{namespaceSelector: {matchLabels: {team: b}}}]}]',
    );
    expect(kinds(ask(out, 'shop/db', 'bare/web'))).toEqual(['undeclared-namespace']);
  });

  test('a workload with itself', () => {
    const answer = ask(networkPolicy('shop', 'podSelector: {}'), 'shop/db', 'shop/db');
    expect([answer.verdict, kinds(answer)]).toEqual(['allowed', ['same-workload']]);
    expect(answer.ingress.isolatedBy).toEqual([]);
  });
});

test('a workload that is not in the cluster is answered as if it were', () => {
  const cluster = drawCluster(
    PODS,
    networkPolicy('shop', 'ingress: [{from: [{podSelector: {matchLabels: {app: new}}}]}]'),
  );
  const evaluator = createEvaluator(cluster);
  const stranger = drawCluster('pod shop/new app=new').workloads[0];
  if (stranger === undefined) throw new Error('drawn above');
  const end = { kind: 'workload', workload: stranger } as const;
  expect(evaluator.explain(end, findEndpoint(cluster, 'shop/db')).verdict).toBe('allowed');
  expect(evaluator.explain(findEndpoint(cluster, 'lab/web'), end).verdict).toBe('denied');
  expect(evaluator.policiesSelecting(stranger, 'ingress')).toHaveLength(1);
  expect(evaluator.reach('to', end).unreachable).toHaveLength(cluster.workloads.length + 1);
});
