/**
 * What rules of other policy languages have beside peers and ports: conditions that no manifest decides, ports that are
 * not meant, addresses that are never pods.
 */
import { describe, expect, test } from 'vitest';
import type { Explanation } from '../../../server/src/evaluator/answers';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import type { Cluster, Policy, PolicyRule } from '../../../server/src/evaluator/model';
import { connectionText, drawCluster, expectConnections, findEndpoint } from './drawn-cluster';

const PODS = `
  namespace shop
  pod shop/web app=web http:8080
  pod shop/db  app=db  http:5432
`;
const RULE: PolicyRule = { path: 'spec.ingress[0]', verdict: 'allow', peers: 'any', ports: 'any' };

/** One policy for all pods of the namespace; what its rules do not allow is denied. */
function cluster(rule: Partial<PolicyRule>, direction: 'ingress' | 'egress' = 'ingress'): Cluster {
  const policy: Policy = {
    ref: { kind: 'Policy', name: 'p' },
    source: { file: 'p.yaml', resource: 0 },
    tier: 'networkpolicy',
    order: 0,
    subject: { op: 'namespace', name: 'shop' },
    [direction]: [{ ...RULE, ...rule }],
  };
  return { ...drawCluster(PODS), policies: [policy] };
}

function explained(drawn: Cluster): Explanation {
  return createEvaluator(drawn).explain(findEndpoint(drawn, 'shop/web'), findEndpoint(drawn, 'shop/db'));
}

describe('a condition', () => {
  test('leaves it open whether the rule matches', () => {
    const answer = explained(cluster({ condition: 'source-ports' }));
    expect([
      answer.verdict,
      connectionText(answer.allowed),
      answer.possible && connectionText(answer.possible),
    ]).toEqual(['partly', 'none', 'all']);
    expect(answer.caveats.map(({ kind }) => kind)).toEqual(['undecided-rule']);
  });

  test('of a rule for others means nothing', () => {
    const others = { kind: 'endpoints', path: 'from', predicate: { op: 'namespace', name: 'lab' } } as const;
    const answer = explained(cluster({ condition: 'http', peers: [others] }));
    expect([answer.verdict, answer.caveats]).toEqual(['denied', []]);
  });
});

describe('ports that are not meant', () => {
  const http = { kind: 'named', name: 'http' } as const;
  const low = { kind: 'range', protocol: 'TCP', port: 1, endPort: 1023 } as const;

  test.each<[string, Partial<PolicyRule>, string]>([
    ['by number', { ports: [{ ...low, endPort: 2000 }], exceptPorts: [low] }, '1024-2000/TCP'],
    ['by name', { ports: [{ ...low, endPort: 8080 }], exceptPorts: [http] }, '1-5431/TCP, 5433-8080/TCP'],
    ['all of them', { ports: [low], exceptPorts: [low] }, 'none'],
  ])('%s', (_, rule, expected) => {
    expectConnections(cluster(rule), `shop/web -> shop/db: ${expected}`);
  });

  test('by a name that each destination has for itself', () => {
    const drawn = cluster({ ports: [{ ...low, port: 5432, endPort: 8080 }], exceptPorts: [http] }, 'egress');
    expectConnections(drawn, 'shop/web -> shop/db: 5433-8080/TCP \n shop/db -> shop/web: 5432-8079/TCP');
  });
});

test('addresses that are never pods', () => {
  const peer = {
    kind: 'addresses',
    path: 'from',
    cidrs: ['0.0.0.0/0'],
    except: [],
    coversPods: false,
  } as const;
  const answer = explained(cluster({ peers: [peer] }));
  expect([answer.verdict, answer.caveats]).toEqual(['denied', []]);
  expectConnections(cluster({ peers: [peer] }), '192.0.2.1 -> shop/db: all \n shop/web -> shop/db: none');
});
