import { describe, expect, it } from 'vitest';
import { changesOutline, changesTitle } from '../../../server/src/features/changes';
import type { ConnectionChange } from '../../../server/src/features/connection-changes';
import {
  allChanges,
  changesOfPolicy,
  createScope,
  isEdited,
} from '../../../server/src/features/connection-comparison';
import type { View } from '../../../server/src/features/view';
import type { OutlineRow } from '../../../server/src/lsp/protocol';
import { cartPolicy, fixture, pod, PODS } from './fixture';
import { placeText } from './places';

const fromPod = (name: string, more = ''): string =>
  `  ingress:\n    - from: [{podSelector: {matchLabels: {app: ${name}}}}]${more}`;

interface States {
  readonly before: View;
  readonly now: View;
}

function states(before: string, now: string): States {
  return { before: fixture(before).view, now: fixture(now).view };
}

function compare({ before, now }: States): readonly ConnectionChange[] {
  return [...allChanges(before.snapshot, now.snapshot)].flat();
}

function drawn(given: States): string {
  const { title, summary, rows } = changesOutline(given.now, compare(given), { since: 'HEAD' });
  return [title, summary, ...lines(given.now, rows)].join('\n');
}

function lines(view: View, rows: readonly OutlineRow[]): readonly string[] {
  return rows.flatMap(({ label, detail, opens, rows: below }) => [
    [label, detail, opens && `«${placeText(view, opens)}»`].filter(Boolean).join(' | '),
    ...lines(view, below).map((line) => `  ${line}`),
  ]);
}

describe('what an edit changed', () => {
  it('is listed as gained, lost and altered, each with what decides now', () => {
    const before = cartPolicy(`${fromPod('web')}\n    - from: [{podSelector: {matchLabels: {app: db}}}]`);
    const now = cartPolicy(
      `${fromPod('web', '\n      ports: [{port: 80}]')}\n    - from: [{namespaceSelector: {matchLabels: {team: ops}}}]`,
    );
    expect(drawn(states(before + PODS, now + PODS))).toBe(`What changed since HEAD?
1 connection added, 1 removed and 1 changed
Added (1)
  monitoring/probe[Pod] to shop/cart[Pod] | all ports · Allowed by shop/cart (spec.ingress[1].from[0]) | «policy.yaml cart: {namespaceSelector: {matchLabels: {team: ops}}}»
Removed (1)
  shop/db[Pod] to shop/cart[Pod] | Denied by ingress: shop/cart isolates shop/cart[Pod] and no rule allows shop/db[Pod] | «policy.yaml cart: cart»
Changed (1)
  shop/web[Pod] to shop/cart[Pod] | 80/TCP (before: all ports) · Allowed on 80/TCP by shop/cart (spec.ingress[0].from[0]) | «policy.yaml cart: {podSelector: {matchLabels: {app: web}}}»`);
  });

  it('is nothing when only the writing changed', () => {
    const before = cartPolicy(fromPod('web')) + PODS;
    const now = cartPolicy(`  # as agreed\n${fromPod('web')}`) + PODS;
    expect(drawn(states(before, now))).toBe('What changed since HEAD?\nNo connection');
  });

  it('tells of workloads that are not there any more', () => {
    const policy = cartPolicy(fromPod('web'));
    const text = drawn(
      states(policy + PODS, policy + PODS.replace('name: web, labels', 'name: front, labels')),
    );
    expect(text).toContain('shop/web[Pod] to shop/cart[Pod] | shop/web[Pod] is no longer in the manifests');
  });

  it('folds many connections by where they lead, and counts all of them', () => {
    const many = Array.from({ length: 20 }, (_, nth) => pod('lab', `p${String(nth)}`)).join('---\n');
    const pods = `${PODS}# file: lab.yaml\n${many}`;
    const given = states(cartPolicy('  ingress: []') + pods, cartPolicy('  ingress: [{}]') + pods);
    const { rows, summary } = changesOutline(given.now, compare(given), { since: 'saved' });
    expect(summary).toBe('24 connections added');
    expect(rows.map(({ label }) => label)).toEqual(['Added (24)']);
    expect(rows[0]?.rows.map(({ label, detail }) => `${label}: ${detail ?? ''}`)).toEqual([
      'to shop/cart[Pod]: 24 connections',
    ]);
  });
});

describe('what a policy changed', () => {
  const ref = { kind: 'NetworkPolicy', namespace: 'shop', name: 'cart' };
  const other = `# file: other.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec: {podSelector: {matchLabels: {app: db}}}
`;

  it.each([
    ['a rule', cartPolicy(fromPod('web')), cartPolicy(fromPod('db'))],
    ['a direction', cartPolicy(fromPod('web')), cartPolicy('  policyTypes: [Egress]\n  egress: []')],
    ['its pods', cartPolicy(fromPod('web')), cartPolicy(fromPod('web')).replace('app: cart', 'app: web')],
    ['itself, being new', '# file: policy.yaml\n', cartPolicy(fromPod('web'))],
  ])('by %s, is what concerns its pods of all that changed', (_, before, now) => {
    const given = states(before + PODS, now + PODS + other);
    const { before: was, now: is } = given;
    const scope = createScope(was.snapshot, is.snapshot, ref);
    const expected = compare(given).filter((change) => scope.includes(change));
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(compare(given).length);
    const own = changesOfPolicy(was.snapshot, is.snapshot, ref) ?? [];
    expect(own.map(written)).toEqual(expected.map(written));
  });

  function written({ source, destination, before, after }: ConnectionChange): string {
    const name = (end: ConnectionChange['source']): string =>
      end.kind === 'workload' ? end.workload.name : end.kind === 'addresses' ? end.cidrs.join() : end.kind;
    return `${name(source)} ${name(destination)} ${before.key()} ${after.key()}`;
  }

  it('is not asked in passing for very many pods', () => {
    const many = Array.from({ length: 101 }, (_, nth) => pod('shop', `p${String(nth)}`)).join('---\n');
    const policy = cartPolicy('  ingress: []').replace(/podSelector:[^]*app: cart/u, 'podSelector: {}');
    const { before, now } = states(many, `${policy}# file: pods.yaml\n${many}`);
    expect(changesOfPolicy(before.snapshot, now.snapshot, ref)).toBeUndefined();
  });

  it('is an edit when it says something else, wherever it stands', () => {
    const before = fixture(cartPolicy(fromPod('web')) + PODS).view.snapshot;
    const edited = (text: string): boolean => {
      const policy = fixture(text + PODS).view.snapshot.cluster.policies[0];
      return policy !== undefined && isEdited(before, policy);
    };
    expect(edited(cartPolicy(fromPod('web')))).toBe(false);
    expect(edited(cartPolicy(fromPod('web')).replace('yaml\n', `yaml\n${pod('shop', 'x')}---\n`))).toBe(
      false,
    );
    expect(edited(cartPolicy(fromPod('db')))).toBe(true);
    expect(edited(cartPolicy(fromPod('web')).replace('name: cart', 'name: other'))).toBe(true);
  });
});

describe('changesTitle', () => {
  const change = (before: string, now: string): readonly ConnectionChange[] =>
    compare(states(cartPolicy(before) + PODS, cartPolicy(now) + PODS));

  it('counts gained and lost connections, and altered ones where there are any', () => {
    expect(changesTitle(change(fromPod('web'), fromPod('db')), 'HEAD')).toBe('+1 −1 connections since HEAD');
    expect(changesTitle(change(fromPod('web'), fromPod('web', '\n      ports: [{port: 80}]')), 'saved')).toBe(
      '+0 −0 ~1 connections since the last save',
    );
  });

  it('says that nothing changed', () => {
    expect(changesTitle([], 'HEAD')).toBe('No connection changed since HEAD');
  });
});
