import { describe, expect, it } from 'vitest';
import { CodeActionKind } from 'vscode-languageserver';
import type { Rewriting } from '../../../server/src/features/code-actions';
import { refactorings } from '../../../server/src/features/refactorings';
import { cartPolicy, fixture, pod, PODS } from './fixture';

function offered(text: string): readonly Rewriting[] {
  const { view, file, cursor } = fixture(text);
  return refactorings(view, file, { start: cursor, end: cursor });
}

function titles(text: string, kind: string = CodeActionKind.RefactorRewrite): readonly string[] {
  return offered(text)
    .filter((one) => one.kind === kind)
    .map(({ title }) => title);
}

/** The policy after the only rewriting whose title begins so. */
function rewritten(spec: string, title: string): string {
  const text = cartPolicy(spec) + PODS;
  const { view, file } = fixture(text);
  const [found, ...others] = offered(text).filter((one) => one.title.startsWith(title));
  expect(others).toEqual([]);
  const edits = found?.edits.toReversed() ?? [];
  const after = edits.reduce((before, { range, newText }) => {
    const [start, end] = [range.start, range.end].map((place) => view.positions.offset(file, place));
    return before.slice(0, start) + newText + before.slice(end);
  }, file.text);
  return after.slice(after.indexOf('app: cart\n') + 'app: cart\n'.length).trimEnd();
}

const OR = `  ingress:
    - from:
        - namespaceSelector:
            matchLabels: {team: ops}
        - podSelector:
            matchLabels: {app: web}`;
const AND = OR.replace('- podSelector', '  podSelector');

describe('rewriting peers', () => {
  it.each([
    ['namespaceSel|ector', 'next'],
    ['podSel|ector', 'previous'],
    ['team: o|ps', 'next'],
  ])('merges neighbours, from %s', (at, other) => {
    const spec = OR.replace(at.replace('|', ''), at);
    expect(titles(cartPolicy(spec) + PODS)).toEqual([
      `Merge with the ${other} peer (both selectors must match)`,
    ]);
    expect(rewritten(spec, 'Merge')).toBe(AND);
  });

  it('splits a peer with both selectors, and says whom that lets in', () => {
    const spec = AND.replace('podSel', 'podS|el');
    expect(titles(cartPolicy(spec) + PODS)).toEqual([
      'Split into two peers (either is enough): 2 workloads, monitoring/probe and shop/web',
    ]);
    expect(rewritten(spec, 'Split')).toBe(OR);
  });

  it('merges with the peer in front and the peer behind', () => {
    const spec = `  egress:
    - to:
        - namespaceSelector: {}
        - podSelector: {matchLabels: {app: |web}}
        - namespaceSelector: {matchLabels: {team: ops}}
      ports: [{port: 53, protocol: UDP}]`;
    expect(titles(cartPolicy(spec) + PODS)).toEqual([
      'Merge with the next peer (both selectors must match)',
      'Merge with the previous peer (both selectors must match): 1 workload, shop/web',
    ]);
  });

  it('leaves alone what cannot be merged or split', () => {
    const alike = OR.replace('namespaceSel|ector', 'podSelector').replace(
      'namespaceSelector',
      'podSel|ector',
    );
    expect(titles(cartPolicy(alike) + PODS)).toEqual([]);
    expect(titles(cartPolicy('  ingress: [{from: [{ipBlock: {cidr: |10.0.0.0/8}}]}]') + PODS)).toEqual([]);
    expect(titles(cartPolicy(AND.replace('ingress', 'ing|ress')) + PODS)).toEqual([]);
  });
});

describe('adding what is missing', () => {
  const EGRESS = `  egress:
    - to:
        - podSelector: {}
      ports:
        - port: 8080`;

  it('adds a rule for DNS to egress', () => {
    expect(rewritten(EGRESS.replace('egr', 'eg|r'), 'Add a rule for DNS')).toBe(`${EGRESS}
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53`);
  });

  it('does not add a rule for DNS where there is one, or where egress is free', () => {
    expect(titles(cartPolicy('  egr|ess: [{}]') + PODS)).toEqual([]);
    expect(titles(cartPolicy('  ingress: []').replace('kind', 'ki|nd') + PODS)).toEqual([]);
  });

  it('adds the other direction, and says what that does', () => {
    expect(titles(cartPolicy('  policyT|ypes: [Ingress]') + PODS)).toEqual([
      'Add Egress to policyTypes: denies all egress',
    ]);
    expect(rewritten('  policyT|ypes: [Ingress]', 'Add Egress')).toBe('  policyTypes: [Ingress, Egress]');
    const withRules = '  policyTypes:\n    - Egr|ess\n  ingress: [{}]\n  egress: [{}]';
    expect(titles(cartPolicy(withRules) + PODS)).toEqual([
      'Add Ingress to policyTypes: its rules take effect',
    ]);
    expect(titles(cartPolicy('  policyT|ypes: [Ingress, Egress]') + PODS)).toEqual([]);
  });

  it('is offered on the kind, and not in other kinds', () => {
    expect(titles(cartPolicy('  policyTypes: [Ingress]').replace('kind', 'k|ind') + PODS)).toHaveLength(1);
    expect(titles(`# file: a.yaml\n${pod('shop', 'web').replace('kind', 'ki|nd')}`)).toEqual([]);
    expect(titles('# not|hing')).toEqual([]);
  });
});

describe('moving a peer to a rule of its own', () => {
  const extracted = (spec: string): string => rewritten(spec, 'Move this peer');

  it('writes the ports again, in the style of the rules', () => {
    expect(
      extracted(`  ingress:
    - from:
        - podSelector:
            matchLabels:
              a|pp: web
        - ipBlock: {cidr: 10.0.0.0/8}
      ports:
        - port: 80
          protocol: TCP
    - from: []`),
    ).toBe(`  ingress:
    - from:
        - ipBlock: {cidr: 10.0.0.0/8}
      ports:
        - port: 80
          protocol: TCP
    - from: []
    - from:
        - podSelector:
            matchLabels:
              app: web
      ports:
        - port: 80
          protocol: TCP`);
  });

  it('is one edit where the peer is the end of the last rule', () => {
    const spec = `  egress:
    - to:
        - podSelector: {}
        - namespaceSelector: {matchLabels: {t|eam: "8"}}`;
    expect(
      offered(cartPolicy(spec) + PODS).find(({ title }) => title.startsWith('Move'))?.edits,
    ).toHaveLength(1);
    expect(extracted(spec)).toBe(`  egress:
    - to:
        - podSelector: {}
    - to:
        - namespaceSelector:
            matchLabels:
              team: "8"`);
  });

  it('keeps to flow style', () => {
    expect(
      extracted(
        '  ingress: [{from: [{pod|Selector: {}}, {ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 80}]}]',
      ),
    ).toBe(
      '  ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 80}]}, {from: [{podSelector: {}}], ports: [{port: 80}]}]',
    );
  });

  it.each([
    ['for the only peer', '  ingress: [{from: [{pod|Selector: {}}]}]'],
    ['on the rule', '  ingress: [{fr|om: [{podSelector: {}}, {podSelector: {}}]}]'],
    [
      'where a comment would be lost',
      '  ingress:\n    - from: # web\n        - pod|Selector: {}\n        - podSelector: {}',
    ],
    ['where an anchor would be lost', '  ingress: [{from: [{pod|Selector: &all {}}, {podSelector: *all}]}]'],
    [
      'where a value is neither text nor number',
      '  ingress: [{from: [{pod|Selector: null}, {podSelector: {}}]}]',
    ],
  ])('is not offered %s', (_when, spec) => {
    expect(titles(cartPolicy(spec) + PODS, CodeActionKind.RefactorExtract)).toEqual([]);
  });

  it('says whether there are ports', () => {
    const peers = 'from: [{pod|Selector: {}}, {podSelector: {}}]';
    const offer = (spec: string) => titles(cartPolicy(spec) + PODS, CodeActionKind.RefactorExtract);
    expect(offer(`  ingress: [{${peers}}]`)).toEqual(['Move this peer to a rule of its own']);
    expect(offer(`  ingress: [{${peers}, ports: [{port: 80}]}]`)).toEqual([
      'Move this peer to a rule of its own, with the same ports',
    ]);
  });
});
