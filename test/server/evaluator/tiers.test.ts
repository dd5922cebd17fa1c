/**
 * Chains of tiers: admin before NetworkPolicy before baseline; allow, deny and pass; equal order; undecided peers.
 */
import { describe, expect, test } from 'vitest';
import type { Caveat, Explanation } from '../../../server/src/evaluator/answers';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import type { Cluster, Tier } from '../../../server/src/evaluator/model';
import { connectionText, drawCluster, expectConnections, findEndpoint, networkPolicy } from './drawn-cluster';

const PODS = `
  namespace shop team=a
  namespace lab  team=b
  pod shop/web app=web http:8080
  pod shop/db  app=db
  pod lab/web  app=web
`;

interface Drawn {
  readonly name?: string;
  readonly priority?: number;
  readonly subject?: string;
  readonly tier?: string;
}

function policyOf(
  kind: string,
  rules: string,
  { name = 'policy', priority = 5, subject = '{namespaces: {}}', tier = 'Admin' }: Drawn,
): string {
  return `---
kind: ${kind}
metadata: {name: ${name}}
spec:
  tier: ${tier}
  priority: ${priority}
  subject: ${subject}
  ingress: ${rules}
`;
}

const admin = (rules: string, drawn: Drawn = {}): string => policyOf('AdminNetworkPolicy', rules, drawn);
const baseline = (rules: string, drawn: Drawn = {}): string =>
  policyOf('BaselineAdminNetworkPolicy', rules, drawn);
const all = 'from: [{namespaces: {}}]';
const lab = 'from: [{namespaces: {matchLabels: {team: b}}}]';
const allowLab = `[{action: Allow, ${lab}}]`;
const denyLab = `[{action: Deny, ${lab}}]`;
const passLab = `[{action: Pass, ${lab}}]`;
const denyAll = `[{action: Deny, ${all}}]`;
const closed = networkPolicy('shop', 'podSelector: {}');
const open = networkPolicy('shop', 'ingress: [{}]', 'open');

const LAB_IN = 'lab/web -> shop/db';

describe('first match decides', () => {
  test.each([
    ['admin deny stands before a NetworkPolicy that allows', admin(denyLab) + open, 'none'],
    ['admin allow stands before a NetworkPolicy that isolates', admin(allowLab) + closed, 'all'],
    [
      'the lower priority number is asked first',
      admin(denyLab, { priority: 5 }) + admin(allowLab, { priority: 10 }),
      'none',
    ],
    [
      'whatever the order in the files',
      admin(allowLab, { priority: 10 }) + admin(denyLab, { priority: 5 }),
      'none',
    ],
    ['rules in their order', admin(`[{action: Allow, ${lab}}, {action: Deny, ${all}}]`), 'all'],
    [
      'rules in their order, the other way round',
      admin(`[{action: Deny, ${all}}, {action: Allow, ${lab}}]`),
      'none',
    ],
    ['pass leads to NetworkPolicy, which isolates', admin(passLab) + closed, 'none'],
    [
      'pass leads to NetworkPolicy, which allows',
      admin(passLab) + admin(denyAll, { priority: 9 }) + open,
      'all',
    ],
    ['pass skips the rest of the tier', admin(passLab) + admin(denyAll, { priority: 9 }), 'all'],
    ['pass without NetworkPolicy leads to the baseline', admin(passLab) + baseline(denyAll), 'none'],
    ['the baseline is asked where nothing isolates', baseline(denyAll), 'none'],
    ['the baseline is not asked after a NetworkPolicy that allows', baseline(denyAll) + open, 'all'],
    ['nor after one that does not', baseline(allowLab) + closed, 'none'],
    [
      'what no rule matches falls through',
      admin(`[{action: Deny, from: [{namespaces: {matchLabels: {team: x}}}]}]`),
      'all',
    ],
    ['admin policies never isolate', admin(allowLab), 'all'],
    [
      'an action that does not exist decides nothing',
      admin(`[{action: Log, ${lab}}, {action: Deny, ${lab}}]`),
      'none',
    ],
    [
      'pass in the baseline leaves the tier',
      policyOf('ClusterNetworkPolicy', `[{action: Pass, ${lab}}, {action: Deny, ${all}}]`, {
        tier: 'Baseline',
      }),
      'all',
    ],
    [
      'a subject that does not hold the pod',
      admin(denyAll, { subject: '{pods: {podSelector: {matchLabels: {app: x}}}}' }),
      'all',
    ],
    ['rules for nobody', admin('[{action: Deny, from: []}]'), 'all'],
  ])('%s', (_, policies, expected) => {
    expectConnections(drawCluster(PODS, policies), `${LAB_IN}: ${expected}`);
  });
});

describe('by port', () => {
  test.each([
    ['a deny for one port', `[{action: Deny, ${lab}, ports: [{portNumber: {port: 80}}]}]`, closedText()],
    [
      'an allow for one port before NetworkPolicy',
      `[{action: Allow, ${lab}, ports: [{portNumber: {port: 80}}]}]`,
      '80/TCP',
    ],
  ])('%s', (title, rules, expected) => {
    const policies = title.includes('allow') ? admin(rules) + closed : admin(rules);
    expectConnections(drawCluster(PODS, policies), `${LAB_IN}: ${expected}`);
  });

  test('a port name without a protocol', () => {
    const policies = admin(`[{action: Allow, ${lab}, ports: [{namedPort: http}]}]`) + closed;
    expectConnections(
      drawCluster(PODS, policies),
      'lab/web -> shop/web: 8080/TCP \n lab/web -> shop/db: none',
    );
  });

  test('some passed, some denied, some allowed', () => {
    const policies =
      admin(`[{action: Pass, ${lab}, ports: [{portNumber: {port: 80}}, {portNumber: {port: 81}}]},
              {action: Allow, ${lab}, ports: [{portNumber: {port: 82}}]}, {action: Deny, ${lab}}]`) +
      networkPolicy('shop', 'ingress: [{ports: [{port: 81}, {port: 83}]}]');
    expectConnections(drawCluster(PODS, policies), `${LAB_IN}: 81-82/TCP`);
  });
});

function closedText(): string {
  return '1-65535/SCTP, 1-79/TCP, 81-65535/TCP, 1-65535/UDP';
}

test('pods on the host network can be left out by the predicate', () => {
  const pods = `${PODS} \n pod lab/node hostNetwork`;
  expectConnections(
    drawCluster(pods, admin(denyAll)),
    'lab/node -> shop/db: all \n lab/web -> shop/db: none',
  );
});

describe('networks mean pods as well', () => {
  const denied = (networks: string): string => `---
kind: AdminNetworkPolicy
metadata: {name: out}
spec: {priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{networks: [${networks}]}]}]}
`;

  test('of known addresses', () => {
    const pods = `${PODS} \n pod lab/live @10.0.0.9 \n pod lab/other @172.16.0.9`;
    expectConnections(
      drawCluster(pods, denied('10.0.0.0/8')),
      `shop/web -> lab/live: none \n shop/web -> lab/other: all
       shop/web -> 10.9.9.9: none \n shop/web -> ::1: all`,
    );
  });

  test('of any address, if every address is meant', () => {
    expectConnections(
      drawCluster(PODS, denied('0.0.0.0/0')),
      'shop/web -> shop/db: none \n shop/web -> 192.0.2.1: none \n shop/web -> ::1: all',
    );
  });

  test.each([
    ['10.0.0.0/8', ['cidr-may-match-pods']],
    ['"::/0"', ['cidr-may-match-pods']],
    ['192.0.2.0/24', []],
  ])('of unknown addresses not: %s', (networks, notes) => {
    const answer = explained(drawCluster(PODS, denied(networks)), 'shop/web', 'shop/db');
    expect([answer.verdict, kinds(answer.caveats)]).toEqual(['allowed', notes]);
  });
});

function explained(cluster: Cluster, from: string, to: string): Explanation {
  return createEvaluator(cluster).explain(findEndpoint(cluster, from), findEndpoint(cluster, to));
}

function kinds(caveats: readonly Caveat[]): string[] {
  return caveats.map((caveat) => caveat.kind);
}

describe('equal order', () => {
  const ask = (...policies: string[]): Explanation =>
    explained(drawCluster(PODS, policies.join('')), 'lab/web', 'shop/db');

  test('policies that disagree leave it open which wins', () => {
    const answer = ask(admin(allowLab, { name: 'one' }), admin(denyLab, { name: 'two' }));
    expect(answer.verdict).toBe('partly');
    expect(connectionText(answer.allowed)).toBe('none');
    expect(connectionText(answer.possible ?? answer.allowed)).toBe('all');
    expect(answer.caveats).toEqual([
      expect.objectContaining({
        kind: 'equal-order',
        first: expect.objectContaining({
          policy: expect.objectContaining({ ref: { kind: 'AdminNetworkPolicy', name: 'one' } }),
        }),
        second: expect.objectContaining({
          policy: expect.objectContaining({ ref: { kind: 'AdminNetworkPolicy', name: 'two' } }),
        }),
      }),
    ]);
  });

  test('only for the ports on which they disagree', () => {
    const answer = ask(
      admin(`[{action: Allow, ${lab}, ports: [{portNumber: {port: 80}}, {portNumber: {port: 81}}]}]`),
      admin(`[{action: Deny, ${lab}, ports: [{portNumber: {port: 81}}, {portNumber: {port: 82}}]}]`),
      closed,
    );
    expect(connectionText(answer.allowed)).toBe('80/TCP');
    expect(connectionText(answer.possible ?? answer.allowed)).toBe('80-81/TCP');
  });

  test.each([
    ['they agree', admin(denyLab), admin(denyAll), 'denied'],
    [
      'they match different peers',
      admin(denyLab),
      admin(`[{action: Allow, from: [{namespaces: {matchLabels: {team: a}}}]}]`),
      'denied',
    ],
    ['pass and deny come to the same', admin(passLab) + closed, admin(denyLab), 'denied'],
    [
      'an earlier rank decided',
      admin(allowLab, { priority: 1 }),
      admin(denyLab) + admin(allowLab),
      'allowed',
    ],
  ])('no ambiguity when %s', (_, one, two, verdict) => {
    const answer = ask(one, two);
    expect([answer.verdict, kinds(answer.caveats)]).toEqual([verdict, []]);
  });
});

describe('peers that cannot be decided', () => {
  const out = (rules: string): Cluster =>
    drawCluster(
      PODS,
      `---
kind: AdminNetworkPolicy
metadata: {name: names}
spec: {priority: 1, subject: {namespaces: {}}, egress: ${rules}}
${networkPolicy('shop', 'policyTypes: [Egress]')}`,
    );
  const names = 'to: [{domainNames: [example.org]}]';
  const nodes = (selector: string): string => `---
kind: AdminNetworkPolicy
metadata: {name: nodes}
spec: {priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{nodes: ${selector}}]}]}
`;

  test('a name may be any address outside', () => {
    const answer = explained(
      out(`[{action: Allow, ${names}, ports: [{portNumber: {port: 443}}]}]`),
      'shop/web',
      '192.0.2.1',
    );
    expect(answer.verdict).toBe('partly');
    expect(connectionText(answer.allowed)).toBe('none');
    expect(connectionText(answer.possible ?? answer.allowed)).toBe('443/TCP');
    expect(kinds(answer.caveats)).toEqual(['undecided-peer']);
  });

  test('a name is no pod', () => {
    const answer = explained(out(`[{action: Allow, ${names}}]`), 'shop/web', 'shop/db');
    expect([answer.verdict, kinds(answer.caveats)]).toEqual(['denied', []]);
  });

  test('nothing is in doubt where a later rule comes to the same', () => {
    const both = `[{action: Allow, ${names}}, {action: Allow, to: [{networks: [192.0.2.0/24]}]}]`;
    const answer = explained(out(both), 'shop/web', '192.0.2.1');
    expect([answer.verdict, kinds(answer.caveats)]).toEqual(['allowed', []]);
  });

  test('nodes are not among the addresses outside, which an answer about one address says', () => {
    const cluster = drawCluster(PODS, nodes('{}'));
    const outside = explained(cluster, 'shop/web', '192.0.2.1');
    expect([outside.verdict, kinds(outside.caveats)]).toEqual(['allowed', ['cidr-may-match-pods']]);
    const inside = explained(cluster, 'shop/web', 'shop/db');
    expect([inside.verdict, kinds(inside.caveats)]).toEqual(['allowed', []]);
  });

  test.each([
    ['every node', '{}', 'denied', []],
    ['some nodes', '{matchLabels: {role: worker}}', 'partly', ['undecided-peer']],
  ])('a pod on the host network is on a node: %s', (_, selector, verdict, doubts) => {
    const cluster = drawCluster(`${PODS} \n pod lab/node hostNetwork`, nodes(selector));
    const answer = explained(cluster, 'shop/web', 'lab/node');
    expect([answer.verdict, kinds(answer.caveats)]).toEqual([verdict, ['host-network', ...doubts]]);
  });

  test('lists tell what is possible beside what is certain', () => {
    const cluster = out(`[{action: Allow, ${names}}]`);
    const rows = Array.from(createEvaluator(cluster).connections()).filter(
      ({ source, destination }) =>
        source.kind === 'workload' &&
        source.workload.namespace === 'shop' &&
        destination.kind === 'addresses',
    );
    expect(
      rows.map(({ allowed, possible }) => [connectionText(allowed), possible && connectionText(possible)]),
    ).toEqual([
      ['none', 'all'],
      ['none', 'all'],
    ]);
  });
});

describe('other chains', () => {
  const chain = (tiers: readonly Tier[], policies: string): Cluster => ({
    ...drawCluster(PODS, policies),
    tiers,
  });

  test('a tier that ends in deny denies what its policies do not decide', () => {
    const tiers: readonly Tier[] = [{ id: 'admin', end: 'deny' }];
    expectConnections(chain(tiers, admin(allowLab)), 'lab/web -> shop/db: all \n shop/web -> shop/db: none');
  });

  test('pass leaves such a tier before its end', () => {
    const tiers: readonly Tier[] = [{ id: 'admin', end: 'deny' }];
    expectConnections(chain(tiers, admin(passLab)), 'lab/web -> shop/db: all \n shop/web -> shop/db: none');
  });

  test('policies of a tier that the chain does not have take no part', () => {
    const tiers: readonly Tier[] = [{ id: 'networkpolicy', end: 'deny' }];
    expectConnections(chain(tiers, admin(denyAll)), 'lab/web -> shop/db: all');
  });
});

describe('steps of an explanation', () => {
  test('tell what each tier did', () => {
    const answer = explained(
      drawCluster(PODS, admin(passLab) + closed + baseline(denyAll)),
      'lab/web',
      'shop/db',
    );
    expect(answer.ingress.steps.map(({ tier, decision }) => `${tier}: ${decision}`)).toEqual([
      'admin: pass',
      'networkpolicy: end-deny',
    ]);
    expect(answer.ingress.isolatedBy.map(({ ref }) => ref.name)).toEqual(['policy']);
    expect(answer.ingress.deniedBy).toEqual([]);
  });

  test('name the deny rule', () => {
    const answer = explained(drawCluster(PODS, admin(denyLab) + open), 'lab/web', 'shop/db');
    expect(answer.ingress.steps.map(({ tier, decision }) => `${tier}: ${decision}`)).toEqual(['admin: deny']);
    expect(answer.ingress.deniedBy.map(({ rule, peer }) => [rule.path, peer?.path])).toEqual([
      ['spec.ingress[0]', 'spec.ingress[0].from[0]'],
    ]);
    expect(answer.ingress.allowedBy).toEqual([]);
  });

  test('say when a tier was asked and decided nothing, or several things', () => {
    const answer = explained(
      drawCluster(
        PODS,
        admin(`[{action: Deny, from: [{namespaces: {matchLabels: {team: a}}}]}]`) +
          networkPolicy('shop', 'ingress: [{ports: [{port: 1}]}]'),
      ),
      'lab/web',
      'shop/db',
    );
    expect(answer.ingress.steps.map(({ tier, decision }) => `${tier}: ${decision}`)).toEqual([
      'admin: undecided',
      'networkpolicy: mixed',
    ]);
  });
});
