/**
 * ipBlock: against addresses outside of both families, and against pods.
 */
import { describe, expect, test } from 'vitest';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import type { Cluster, Policy } from '../../../server/src/evaluator/model';
import { drawCluster, expectConnections, findEndpoint, findWorkload, networkPolicy } from './drawn-cluster';

const POD = 'pod shop/db app=db';
const from = (...blocks: string[]): string =>
  networkPolicy('shop', `ingress: [{from: [${blocks.map((block) => `{ipBlock: ${block}}`).join(', ')}]}]`);

function withBlocksForPods(policy: Policy): Policy {
  const rules = policy.ingress ?? [];
  return {
    ...policy,
    ingress: rules.map((rule) => ({
      ...rule,
      peers: rule.peers === 'any' ? 'any' : rule.peers.map((peer) => ({ ...peer, coversPods: true })),
    })),
  };
}

function cases(title: string, table: readonly (readonly [string, string, string])[]): void {
  describe(title, () => {
    test.each(table)('%s', (_, policy, connections) => {
      expectConnections(drawCluster(POD, policy), connections);
    });
  });
}

cases('outside', [
  [
    'the edges of a block',
    from('{cidr: 10.1.0.0/16}'),
    `
      10.0.255.255 -> shop/db: none
      10.1.0.0     -> shop/db: all
      10.1.255.255 -> shop/db: all
      10.2.0.0     -> shop/db: none
    `,
  ],
  [
    'except is a hole',
    from('{cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.3.4/32]}'),
    `
      10.0.0.1 -> shop/db: all
      10.1.0.1 -> shop/db: none
      10.2.3.4 -> shop/db: none
      10.2.3.5 -> shop/db: all
    `,
  ],
  [
    'except is no deny: another peer may allow the same address',
    from('{cidr: 10.0.0.0/8, except: [10.1.0.0/16]}', '{cidr: 10.1.2.0/24}'),
    '10.1.2.9 -> shop/db: all \n 10.1.3.9 -> shop/db: none',
  ],
  [
    'host bits are masked',
    from('{cidr: 10.1.2.3/16}'),
    '10.1.255.255 -> shop/db: all \n 10.2.0.0 -> shop/db: none',
  ],
  [
    '0.0.0.0/0 is all of IPv4 and nothing of IPv6',
    from('{cidr: 0.0.0.0/0}'),
    '255.255.255.255 -> shop/db: all \n 2001:db8::1 -> shop/db: none \n ::1 -> shop/db: none',
  ],
  [
    '::/0 is all of IPv6 and nothing of IPv4',
    from('{cidr: "::/0"}'),
    '192.0.2.1 -> shop/db: none \n 2001:db8::1 -> shop/db: all',
  ],
  [
    'IPv6 with except',
    from('{cidr: "2001:db8::/32", except: ["2001:db8:1::/48"]}'),
    `
      2001:db8::1            -> shop/db: all
      2001:db8:1::           -> shop/db: none
      2001:db8:1:ffff::      -> shop/db: none
      2001:db8:2::           -> shop/db: all
      2001:db9::             -> shop/db: none
    `,
  ],
  [
    'IPv4-mapped is IPv4',
    from('{cidr: "::ffff:10.1.0.0/112"}'),
    '10.1.9.9 -> shop/db: all \n 10.2.0.0 -> shop/db: none',
  ],
  ['a block that does not parse is nobody', from('{cidr: 10.0.0/8}'), '10.0.0.1 -> shop/db: none'],
  [
    'a question about a range is answered for what gets through from any of it',
    from('{cidr: 10.1.0.0/16}'),
    '10.0.0.0/8 -> shop/db: all',
  ],
]);

test('egress compares the destination', () => {
  const policy = networkPolicy(
    'shop',
    'policyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.9.0.0/16]}}], ports: [{port: 443}]}]',
  );
  expectConnections(
    drawCluster(POD, policy),
    'shop/db -> 10.1.1.1: 443/TCP \n shop/db -> 10.9.1.1: none \n shop/db -> 8.8.8.8: none \n 8.8.8.8 -> shop/db: all',
  );
});

describe('against pods', () => {
  const anywhere = networkPolicy(
    'shop',
    'podSelector: {matchLabels: {app: db}}\ningress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]',
  );
  const block = (cidr: string): string =>
    networkPolicy(
      'shop',
      `podSelector: {matchLabels: {app: db}}\ningress: [{from: [{ipBlock: {cidr: "${cidr}"}}]}]`,
    );
  /** The same block in a kind of policy that says that networks are pods too. */
  const meaningPods = (pods: string, cidr: string): Cluster => {
    const cluster = drawCluster(pods, block(cidr));
    return { ...cluster, policies: cluster.policies.map(withBlocksForPods) };
  };
  const caveats = (pods: string, policy: string, from_: string, to: string) => {
    const cluster = drawCluster(pods, policy);
    const answer = createEvaluator(cluster).explain(findEndpoint(cluster, from_), findEndpoint(cluster, to));
    return [answer.verdict, ...answer.caveats.map((caveat) => caveat.kind)];
  };

  test('a pod of unknown address is not matched, and the answer says what that rests on', () => {
    const pods = `${POD} \n pod shop/web app=web`;
    expectConnections(drawCluster(pods, anywhere), 'shop/web -> shop/db: none \n 10.0.0.1 -> shop/db: all');
    expect(caveats(pods, anywhere, 'shop/web', 'shop/db')).toEqual(['denied', 'cidr-may-match-pods']);
  });

  test.each([
    ['a private range', '10.244.0.0/16', true],
    ['unique local addresses', 'fd00::/8', true],
    ['shared address space', '100.64.0.0/10', true],
    ['public addresses', '8.8.8.0/24', false],
    ['public IPv6', '2001:db8::/32', false],
  ])('%s may be pods: %s', (_, cidr, may) => {
    const [verdict, ...kinds] = caveats(`${POD} \n pod shop/web app=web`, block(cidr), 'shop/web', 'shop/db');
    expect([verdict, kinds]).toEqual(['denied', may ? ['cidr-may-match-pods'] : []]);
  });

  test('everything but the private ranges is not meant for pods', () => {
    const policy = networkPolicy(
      'shop',
      `
        podSelector: {matchLabels: {app: db}}
        ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]}}]}]`,
    );
    expect(caveats(`${POD} \n pod shop/web app=web`, policy, 'shop/web', 'shop/db')).toEqual(['denied']);
  });

  test('no caveat when the verdict would be the same', () => {
    const both =
      anywhere + networkPolicy('shop', 'podSelector: {matchLabels: {app: db}}\ningress: [{}]', 'open');
    expect(caveats(`${POD} \n pod shop/web app=web`, both, 'shop/web', 'shop/db')).toEqual(['allowed']);
    const closedSource = anywhere + networkPolicy('lab', 'policyTypes: [Egress]');
    expect(caveats(`${POD} \n pod lab/web app=web`, closedSource, 'lab/web', 'shop/db')).toEqual(['denied']);
  });

  test('a known address changes no answer: whether a block means pods is left to the network plugin', () => {
    const pods = `${POD} \n pod shop/web @10.1.0.5 \n pod shop/old @10.2.0.5`;
    const policy = block('10.1.0.0/16');
    expectConnections(drawCluster(pods, policy), 'shop/web -> shop/db: none \n shop/old -> shop/db: none');
    expect(caveats(pods, policy, 'shop/web', 'shop/db')).toEqual(['denied', 'cidr-may-match-pods']);
    expect(caveats(pods, policy, 'shop/old', 'shop/db')).toEqual(['denied']);
  });

  describe('of a kind whose blocks mean pods as well', () => {
    test('known addresses are compared', () => {
      const cluster = meaningPods(
        `${POD} \n pod shop/web @10.1.0.5 \n pod shop/old @10.2.0.5`,
        '10.1.0.0/16',
      );
      expectConnections(cluster, 'shop/web -> shop/db: all \n shop/old -> shop/db: none');
    });

    test('families that the block does not name are not compared', () => {
      const pods = `${POD} \n pod shop/web @10.1.0.5 @fd00::5`;
      expectConnections(meaningPods(pods, '10.1.0.0/16'), 'shop/web -> shop/db: all');
      expectConnections(meaningPods(pods, 'fd00::/8'), 'shop/web -> shop/db: all');
    });

    test('some pods of a workload inside and some outside: undecided', () => {
      const cluster = meaningPods(`${POD} \n deployment shop/web @10.1.0.5 @10.2.0.5`, '10.1.0.0/16');
      const [web, db] = [findEndpoint(cluster, 'shop/web'), findEndpoint(cluster, 'shop/db')];
      const { verdict, caveats: found } = createEvaluator(cluster).explain(web, db);
      expect([verdict, ...found.map(({ kind }) => kind)]).toEqual(['partly', 'undecided-peer']);
    });
  });

  test('one caveat for a whole answer, whichever pods it concerns', () => {
    const cluster = drawCluster(`${POD} \n pod shop/a \n pod shop/b \n pod shop/c`, anywhere);
    const answer = createEvaluator(cluster).reach('to', {
      kind: 'workload',
      workload: findWorkload(cluster, 'shop/db'),
    });
    expect(answer.caveats.map((caveat) => caveat.kind)).toEqual(['cidr-may-match-pods']);
    expect(answer.caveats).toEqual([
      expect.objectContaining({ peer: expect.objectContaining({ path: 'spec.ingress[0].from[0]' }) }),
    ]);
  });
});
