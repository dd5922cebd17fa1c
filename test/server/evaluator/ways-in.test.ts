/**
 * Where ingress controllers get in: the Services that entrances name, their target ports, and the policies of the pods.
 */
import { describe, expect, test } from 'vitest';
import type { Explanation, PortQuery } from '../../../server/src/evaluator/answers';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import type { Cluster, Entrance } from '../../../server/src/evaluator/model';
import {
  connectionText,
  drawCluster,
  expectConnections,
  findEndpoint,
  findTarget,
  findWorkload,
  networkPolicy,
} from './drawn-cluster';

const SHOP = `
  namespace shop team=a
  pod shop/web app=web http:8080 metrics:9090
  pod shop/old app=web http:8081
  pod shop/db  app=db
  service shop/web app=web web:80->http 81->9090 53->5353/UDP
  service shop/db  app=db 5432->5432
`;

function shop(entrances: string, policies = ''): Cluster {
  return drawCluster(`${SHOP} \n ${entrances}`, policies);
}

const NOWHERE = 'ingress-controller -> shop/web: none \n ingress-controller -> shop/db: none';

describe('ports', () => {
  test.each([
    ['without an entrance nothing comes in', '', NOWHERE],
    [
      'a number is a port of the Service; each pod has its own target port',
      'ingress shop/in web:80',
      `ingress-controller -> shop/web: 8080/TCP
       ingress-controller -> shop/old: 8081/TCP
       ingress-controller -> shop/db: none`,
    ],
    ['so is a name', 'ingress shop/in web:web', 'ingress-controller -> shop/web: 8080/TCP'],
    [
      'a number needs no container that declares it',
      'ingress shop/in web:81 db:5432',
      'ingress-controller -> shop/old: 9090/TCP \n ingress-controller -> shop/db: 5432/TCP',
    ],
    [
      'without a port all of TCP',
      'ingress shop/in web',
      'ingress-controller -> shop/web: 8080/TCP, 9090/TCP',
    ],
    ['a port of UDP is none', 'ingress shop/in web:53', NOWHERE],
    ['a port that the Service does not have', 'ingress shop/in web:8080', NOWHERE],
    ['a Service that is not there', 'ingress shop/in shop:80', NOWHERE],
    ['a Service of another namespace', 'ingress lab/in web:80', NOWHERE],
    [
      'several entrances add up',
      'ingress shop/in web:80 \n ingress shop/other web:81',
      'ingress-controller -> shop/web: 8080/TCP, 9090/TCP',
    ],
    [
      'a headless Service is entered by its target ports',
      'service shop/set app=db headless 80->5432 \n ingress shop/in set:80',
      'ingress-controller -> shop/db: 5432/TCP',
    ],
  ])('%s', (_, entrances, table) => {
    expectConnections(shop(entrances), table);
  });

  test('target ports count where controllers take them', () => {
    const cluster = shop('ingress shop/in web:9090 web:http');
    const lenient = cluster.entrances.map((entrance) => ({
      ...entrance,
      backends: entrance.backends.map((backend) => ({ ...backend, portOf: 'service-or-target' as const })),
    }));
    expectConnections(cluster, NOWHERE);
    expectConnections(
      { ...cluster, entrances: lenient },
      'ingress-controller -> shop/web: 8080/TCP, 9090/TCP \n ingress-controller -> shop/old: 8081/TCP, 9090/TCP',
    );
  });

  test.each([
    ['the number of a named port, on the pod that has it', 'web:8080', '8080/TCP', 'none'],
    ['a number that another port of the Service has too', 'clash:8080', '8080/TCP', '8080/TCP'],
    ['the name of a port of the Service before that of a target', 'clash:http', '9090/TCP', '9090/TCP'],
    ['the name of a target', 'web:http', '8080/TCP', '8081/TCP'],
    ['for want of a target the number of the Service', 'web:80', '8080/TCP', '8081/TCP'],
    ['a number that nothing has', 'web:4444', 'none', 'none'],
  ])('where ports of pods are asked for: %s', (_, backend, web, old) => {
    const cluster = shop(
      `service shop/clash app=web 80->8080 8081->http http:8080->9090 \n ingress shop/in ${backend}`,
    );
    const routed = cluster.entrances.map((entrance) => ({
      ...entrance,
      backends: entrance.backends.map((one) => ({ ...one, portOf: 'target-or-service' as const })),
    }));
    expectConnections(
      { ...cluster, entrances: routed },
      `ingress-controller -> shop/web: ${web} \n ingress-controller -> shop/old: ${old}`,
    );
  });
});

describe('policies', () => {
  const IN = 'ingress shop/in web:80 web:81';
  test.each([
    ['isolation', networkPolicy('shop', 'podSelector: {}'), 'none'],
    ['a rule for anybody', networkPolicy('shop', 'ingress: [{ports: [{port: 9090}]}]'), '9090/TCP'],
    [
      'a rule for all namespaces',
      networkPolicy('shop', 'ingress: [{from: [{namespaceSelector: {}}]}]'),
      '8080/TCP, 9090/TCP',
    ],
    ['a rule for the own namespace', networkPolicy('shop', 'ingress: [{from: [{podSelector: {}}]}]'), 'none'],
    [
      'a rule for a namespace by name',
      networkPolicy(
        'shop',
        'ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}}]}]',
      ),
      'none',
    ],
    [
      'a rule for namespaces with a name, which all have',
      networkPolicy(
        'shop',
        'ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]}}]}]',
      ),
      '8080/TCP, 9090/TCP',
    ],
    [
      'a rule for addresses',
      networkPolicy('shop', 'ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]'),
      'none',
    ],
    [
      'an admin policy about all namespaces',
      `---
kind: AdminNetworkPolicy
metadata: {name: closed}
spec: {priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}`,
      'none',
    ],
  ])('%s', (_, policy, expected) => {
    expectConnections(shop(IN, policy), `ingress-controller -> shop/web: ${expected}`);
  });
});

/** The same entrances, but the last one is a router in a known namespace. */
function withRouter(cluster: Cluster): Cluster {
  const router = {
    namespace: 'routers',
    namespaceLabels: new Map([
      ['kubernetes.io/metadata.name', 'routers'],
      ['role', 'router'],
    ]),
  };
  const entrances = cluster.entrances.map((entrance, index): Entrance =>
    index === cluster.entrances.length - 1 ? { ...entrance, kind: 'Route', controller: router } : entrance,
  );
  return { ...cluster, entrances };
}

describe('a controller whose namespace is known', () => {
  const forRouters = networkPolicy(
    'shop',
    'ingress: [{from: [{namespaceSelector: {matchLabels: {role: router}}}]}]',
  );

  test('is admitted by its labels', () => {
    expectConnections(
      withRouter(shop('ingress shop/in web:80 \n ingress shop/route web:81', forRouters)),
      'ingress-controller -> shop/web: 9090/TCP',
    );
  });

  test('is a way of its own where policies tell it from others', () => {
    const answer = explained(
      withRouter(shop('ingress shop/in web:80 \n ingress shop/route web:81', forRouters)),
      'shop/web',
    );
    expect([answer.verdict, ...answer.parts.map(({ verdict }) => verdict)]).toEqual([
      'partly',
      'denied',
      'allowed',
    ]);
  });

  test('is none where they do not', () => {
    const answer = explained(
      withRouter(shop('ingress shop/in web:80 \n ingress shop/route web:81')),
      'shop/web',
    );
    expect([answer.verdict, connectionText(answer.allowed), answer.parts]).toEqual([
      'allowed',
      '8080/TCP, 9090/TCP',
      [],
    ]);
    expect(answer.translations.map(({ entrance, targetPort }) => [entrance?.kind, targetPort])).toEqual([
      ['Ingress', 8080],
      ['Route', 9090],
    ]);
  });
});

function explained(cluster: Cluster, to: string, port?: PortQuery): Explanation {
  return createEvaluator(cluster).explain({ kind: 'ingress-controller' }, findTarget(cluster, to), port);
}

describe('explain', () => {
  const IN = shop('ingress shop/in web:80');

  test('tells how the controller gets there', () => {
    const answer = explained(IN, 'shop/web');
    expect(answer.verdict).toBe('allowed');
    expect(
      answer.translations.map(({ entrance, service, servicePort, targetPort }) => [
        entrance?.name,
        service.name,
        servicePort,
        targetPort,
      ]),
    ).toEqual([['in', 'web', 'web', 8080]]);
  });

  test('no entrance leads there', () => {
    const answer = explained(IN, 'shop/db');
    expect([answer.verdict, answer.caveats]).toEqual([
      'denied',
      [{ kind: 'no-entrance', destination: findEndpoint(IN, 'shop/db') }],
    ]);
  });

  test('nor to addresses outside', () => {
    expect(explained(IN, '192.0.2.1').caveats.map(({ kind }) => kind)).toEqual(['no-entrance']);
  });

  test('only to another port', () => {
    const answer = explained(IN, 'shop/web', { port: 22 });
    const [caveat] = answer.caveats;
    expect(answer.verdict).toBe('denied');
    expect(caveat?.kind === 'no-entrance' && caveat.ledTo && connectionText(caveat.ledTo)).toBe('8080/TCP');
  });

  test('a Service is its pods', () => {
    const answer = explained(IN, 'svc:shop/web');
    expect(answer.verdict).toBe('allowed');
    expect(answer.parts.map(({ allowed }) => connectionText(allowed))).toEqual(['8080/TCP', '8081/TCP']);
  });
});

describe('reach', () => {
  const IN = shop('ingress shop/in web:80', networkPolicy('shop', 'podSelector: {matchLabels: {app: web}}'));

  test('let in', () => {
    const cluster = shop('ingress shop/in web:80');
    const answer = createEvaluator(cluster).reach('to', findTarget(cluster, 'shop/web'));
    expect(answer.reachable.filter(isController).map(({ allowed }) => connectionText(allowed))).toEqual([
      '8080/TCP',
    ]);
  });

  test('shut out', () => {
    const answer = createEvaluator(IN).reach('to', findTarget(IN, 'shop/web'));
    expect(answer.unreachable.filter(({ kind }) => kind === 'ingress-controller')).toHaveLength(1);
  });

  test('no peer of anything else', () => {
    const answer = createEvaluator(IN).reach('to', findTarget(IN, 'shop/db'));
    const peers = [...answer.reachable.map(({ peer }) => peer), ...answer.unreachable];
    expect(peers.filter(({ kind }) => kind === 'ingress-controller')).toEqual([]);
  });

  test('from the controller', () => {
    const cluster = shop('ingress shop/in db:5432');
    const answer = createEvaluator(cluster).reach('from', { kind: 'ingress-controller' });
    expect(answer.reachable.map(({ peer, allowed }) => [peer, connectionText(allowed)])).toEqual([
      [{ kind: 'workload', workload: findWorkload(cluster, 'shop/db') }, '5432/TCP'],
    ]);
    expect(answer.unreachable).toHaveLength(2);
    expect(answer.caveats).toEqual([]);
  });

  test('from a controller that nothing leads anywhere', () => {
    const answer = createEvaluator(shop('')).reach('from', { kind: 'ingress-controller' });
    expect([answer.reachable, answer.caveats]).toEqual([[], [{ kind: 'no-entrance' }]]);
  });
});

function isController({ peer }: { readonly peer: { readonly kind: string } }): boolean {
  return peer.kind === 'ingress-controller';
}
