/**
 * Services: translated to pods and target ports before any policy is asked.
 */
import { describe, expect, test } from 'vitest';
import type { Explanation, PortQuery } from '../../../server/src/evaluator/answers';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import {
  connectionText,
  drawCluster,
  expectConnections,
  findEndpoint,
  findTarget,
  networkPolicy,
} from './drawn-cluster';

const PODS = `
  namespace shop
  pod shop/client app=client
  pod shop/web-1  app=web http:8080
  pod shop/web-2  app=web http:9090
  pod shop/web-3  app=web
  pod lab/web     app=web http:8080
  service shop/web      app=web 80->8080
  service shop/named    app=web web:80->http
  service shop/dns      app=web 53->5353 53->5353/UDP
  service shop/headless app=web headless 80->8080
  service shop/nobody   app=nobody 80->8080
  service shop/manual   80->8443
  service shop/outside  externalName=example.org
`;
const ALIASES = `
  service shop/alias    externalName=Web.shop.svc.cluster.local
  service shop/second   externalName=alias.shop.svc.cluster.local
  service shop/round    externalName=round.shop.svc.cluster.local
  service shop/lost     externalName=nothing.shop.svc.cluster.local
`;
const web8080 = networkPolicy(
  'shop',
  'podSelector: {matchLabels: {app: web}}\ningress: [{ports: [{port: 8080}]}]',
);

function ask(policies: string, service: string, port?: PortQuery, things = PODS): Explanation {
  const cluster = drawCluster(things, policies);
  return createEvaluator(cluster).explain(
    findEndpoint(cluster, 'shop/client'),
    findTarget(cluster, `svc:shop/${service}`),
    port,
  );
}

function told(answer: Explanation): string {
  return `${answer.verdict}: ${connectionText(answer.allowed)}`;
}

describe('another name for a Service of the cluster', () => {
  const askAlias = (policies: string, service: string): Explanation =>
    ask(policies, service, { port: 80 }, PODS + ALIASES);

  test.each(['alias', 'second'])('%s is asked about as that Service', (service) => {
    const deny = networkPolicy('shop', 'podSelector: {matchLabels: {app: web}}');
    expect(told(askAlias(deny, service))).toBe('denied: none');
    const answer = askAlias(web8080, service);
    expect(told(answer)).toBe('allowed: 8080/TCP');
    expect(answer.caveats).toMatchObject([{ kind: 'service-alias', of: { name: 'web' } }]);
  });

  test.each(['round', 'lost'])('that leads to none is an address outside: %s', (service) => {
    const answer = askAlias('', service);
    expect(told(answer)).toBe('allowed: 80/TCP');
    expect(answer.caveats).toMatchObject([{ kind: 'service-without-selector' }]);
  });
});

describe('translation', () => {
  test('policies see the pods and their ports, never those of the Service', () => {
    expect(told(ask(web8080, 'web', { port: 80 }))).toBe('allowed: 8080/TCP');
    const servicePort = networkPolicy('shop', 'ingress: [{ports: [{port: 80}]}]');
    expect(told(ask(servicePort, 'web', { port: 80 }))).toBe('denied: none');
  });

  test('each pod resolves a named target port for itself; one without it is no endpoint', () => {
    const answer = ask('', 'named', { port: 80 });
    expect(told(answer)).toBe('allowed: 8080/TCP, 9090/TCP');
    expect(
      answer.translations.map(({ workload, servicePort, targetPort }) => [
        workload.name,
        servicePort,
        targetPort,
      ]),
    ).toEqual([
      ['web-1', 80, 8080],
      ['web-2', 80, 9090],
    ]);
    expect(answer.caveats).toEqual([
      expect.objectContaining({
        kind: 'target-port-unresolved',
        port: 'http',
        workload: expect.objectContaining({ name: 'web-3' }),
      }),
    ]);
  });

  test('different pods, different verdicts: partly, with one part for each', () => {
    const answer = ask(web8080, 'named');
    expect(told(answer)).toBe('partly: 8080/TCP');
    expect(answer.parts.map((part) => [part.destination, part.verdict])).toEqual([
      [{ kind: 'workload', workload: expect.objectContaining({ name: 'web-1' }) }, 'allowed'],
      [{ kind: 'workload', workload: expect.objectContaining({ name: 'web-2' }) }, 'denied'],
    ]);
    expect(answer.ingress.verdict).toBe('partly');
    expect(answer.egress.verdict).toBe('allowed');
  });

  test('a port can be asked for by its name', () => {
    expect(told(ask('', 'named', { port: 'web' }))).toBe('allowed: 8080/TCP, 9090/TCP');
  });

  test('without a port all ports of the Service are meant', () => {
    expect(told(ask(web8080, 'dns'))).toBe('denied: none');
    expect(told(ask('', 'dns'))).toBe('allowed: 5353/TCP, 5353/UDP');
  });

  test('a number without a protocol is each port of that number', () => {
    expect(told(ask('', 'dns', { port: 53 }))).toBe('allowed: 5353/TCP, 5353/UDP');
    expect(told(ask('', 'dns', { port: 53, protocol: 'UDP' }))).toBe('allowed: 5353/UDP');
  });

  test('a port that the Service does not have', () => {
    const answer = ask('', 'web', { port: 8080 });
    expect(told(answer)).toBe('denied: none');
    expect(answer.caveats).toEqual([expect.objectContaining({ kind: 'service-port-unknown', port: 8080 })]);
  });

  test('only pods of the own namespace with all labels', () => {
    const cluster = drawCluster(PODS);
    const evaluator = createEvaluator(cluster);
    const names = cluster.services.map((service) => [
      service.name,
      evaluator
        .backends(service)
        .map(({ name }) => name)
        .join(),
    ]);
    const web = 'web-1,web-2,web-3';
    expect(Object.fromEntries(names)).toEqual({
      web,
      named: web,
      dns: web,
      headless: web,
      nobody: '',
      manual: '',
      outside: '',
    });
  });
});

describe('headless', () => {
  test('clients connect to the port of the pod itself', () => {
    expect(told(ask(web8080, 'headless', { port: 80 }))).toBe('denied: none');
    expect(told(ask(web8080, 'headless', { port: 8080 }))).toBe('allowed: 8080/TCP');
    expect(told(ask(web8080, 'headless'))).toBe('partly: 8080/TCP');
  });
});

describe('without pods', () => {
  test('nothing is reached, and the answer says why', () => {
    const answer = ask('', 'nobody');
    expect([told(answer), answer.caveats.map(({ kind }) => kind)]).toEqual([
      'denied: none',
      ['service-without-pods'],
    ]);
    expect(answer.egress.isolatedBy).toEqual([]);
  });

  test.each([
    ['manual', undefined, 'allowed: 8443/TCP'],
    ['manual', { port: 80 }, 'allowed: 8443/TCP'],
    ['outside', undefined, 'allowed: all'],
    ['outside', { port: 443 }, 'allowed: 443/TCP'],
  ] as const)('unknown endpoints of %s are answered as addresses outside', (service, port, expected) => {
    const answer = ask('', service, port);
    expect([told(answer), answer.caveats.map(({ kind }) => kind)]).toEqual([
      expected,
      ['service-without-selector'],
    ]);
  });

  test('unknown endpoints behind a closed egress', () => {
    const out = networkPolicy(
      'shop',
      'policyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}]',
    );
    const answer = ask(out, 'outside', { port: 443 });
    expect(told(answer)).toBe('partly: 443/TCP');
    expect(answer.parts.map(({ verdict }) => verdict).toSorted()).toEqual(['allowed', 'denied']);
  });
});

test('a pod behind its own Service', () => {
  const cluster = drawCluster(
    'pod shop/one app=one \n service shop/one app=one 80->8080',
    networkPolicy('shop', 'podSelector: {}'),
  );
  const answer = createEvaluator(cluster).explain(
    findEndpoint(cluster, 'shop/one'),
    findTarget(cluster, 'svc:shop/one'),
  );
  expect([told(answer), answer.caveats.map(({ kind }) => kind)]).toEqual([
    'allowed: 8080/TCP',
    ['same-workload'],
  ]);
});

describe('reach', () => {
  test('who can reach a Service: limited to its target ports, any of its pods counts', () => {
    const cluster = drawCluster(PODS, web8080);
    const answer = createEvaluator(cluster).reach('to', findTarget(cluster, 'svc:shop/named'));
    const reachable = answer.reachable.map(({ peer, allowed }) => [
      peer.kind === 'workload' ? peer.workload.name : peer.kind,
      connectionText(allowed),
    ]);
    expect(reachable).toEqual([
      ['client', '8080/TCP'],
      ['web-2', '8080/TCP'],
      ['web-3', '8080/TCP'],
      ['web', '8080/TCP'],
      ['addresses', '8080/TCP'],
    ]);
    expect(answer.unreachable).toEqual([
      { kind: 'workload', workload: expect.objectContaining({ name: 'web-1' }) },
    ]);
  });

  test('a Service without pods is reached by nobody', () => {
    const cluster = drawCluster(PODS);
    const answer = createEvaluator(cluster).reach('to', findTarget(cluster, 'svc:shop/nobody'));
    expect(answer.reachable).toEqual([]);
    expect(answer.unreachable).toHaveLength(cluster.workloads.length);
    expect(answer.caveats.map(({ kind }) => kind)).toEqual(['service-without-pods']);
  });

  test('what a Service reaches is what its pods reach', () => {
    const out = networkPolicy(
      'shop',
      'podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress: [{to: [{podSelector: {}}]}]',
    );
    const cluster = drawCluster(PODS, out);
    const answer = createEvaluator(cluster).reach('from', findTarget(cluster, 'svc:shop/web'), { port: 80 });
    const names = answer.reachable.map(({ peer }) =>
      peer.kind === 'workload' ? peer.workload.name : peer.kind,
    );
    expect(names).toEqual(['client', 'web-1', 'web-2', 'web-3']);
  });
});

test('tables may name Services', () => {
  expectConnections(
    drawCluster(PODS, web8080),
    'lab/web -> svc:shop/web: 8080/TCP \n lab/web -> svc:shop/dns: none',
  );
});
