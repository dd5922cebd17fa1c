import { describe, expect, it } from 'vitest';
import { inlayHints, type InlayHintMode } from '../../../server/src/features/inlay-hints';
import { cartPolicy, fixture, pod, PODS } from './fixture';

const ALL = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

function hintsOf(text: string, mode: InlayHintMode = 'peers', range = ALL) {
  const { view, file } = fixture(text);
  return { view, file, hints: inlayHints(view, file, range, mode) };
}

/** The text below `spec.podSelector`, with the hints in it as `‹OR›`. */
function shown(spec: string, mode?: InlayHintMode): string {
  const { view, file, hints } = hintsOf(cartPolicy(spec) + PODS, mode);
  const text = hints.toReversed().reduce((before, { position, label, paddingLeft }) => {
    const offset = view.positions.offset(file, position);
    const word = paddingLeft ? ` ‹${String(label)}›` : `‹${String(label)}› `;
    return before.slice(0, offset) + word + before.slice(offset);
  }, file.text);
  return text.slice(text.indexOf('app: cart\n') + 'app: cart\n'.length);
}

function tooltips(spec: string): readonly unknown[] {
  return hintsOf(cartPolicy(spec) + PODS).hints.map(({ tooltip }) => Object(tooltip).value);
}

const TWO_PEERS = `  ingress:
    - from:
        - namespaceSelector:
            matchLabels: {team: ops}
        - podSelector:
            matchLabels: {app: web}`;
const ONE_PEER = TWO_PEERS.replace('- podSelector', '  podSelector');

describe('inlay hints', () => {
  it('say OR at the end of the line of each further peer', () => {
    expect(shown(TWO_PEERS)).toBe(`${TWO_PEERS.replace('podSelector:', 'podSelector: ‹OR›')}\n`);
  });

  it('say AND at the second selector of a peer', () => {
    expect(shown(ONE_PEER)).toBe(`${ONE_PEER.replace('podSelector:', 'podSelector: ‹AND›')}\n`);
  });

  it('say both in a list that has both', () => {
    expect(
      shown(`  egress:
    - to:
        - podSelector: {}
          namespaceSelector: {} # anywhere
        - ipBlock: {cidr: 10.0.0.0/8}
        - podSelector:
            matchLabels: {app: web}`),
    ).toBe(`  egress:
    - to:
        - podSelector: {}
          namespaceSelector: {} # anywhere ‹AND›
        - ipBlock: {cidr: 10.0.0.0/8} ‹OR›
        - podSelector: ‹OR›
            matchLabels: {app: web}
`);
  });

  it('stand in front of the words within braces and brackets', () => {
    expect(shown('  ingress: [{from: [{podSelector: {}, namespaceSelector: {}}, {podSelector: {}}]}]')).toBe(
      '  ingress: [{from: [{podSelector: {}, ‹AND› namespaceSelector: {}}, ‹OR› {podSelector: {}}]}]\n',
    );
    expect(shown('  ingress:\n  - from:\n    - {podSelector: {}}\n    - {namespaceSelector: {}}')).toBe(
      '  ingress:\n  - from:\n    - {podSelector: {}}\n    - {namespaceSelector: {}} ‹OR›\n',
    );
  });

  it('are silent where no dash could be mistaken, and where all peers are meant', () => {
    const alike = `  ingress:
    - from:
        - podSelector: {matchLabels: {app: web}}
        - podSelector: {matchLabels: {app: db}}
    - ports: [{port: 80}]
    - from: []`;
    expect(shown(alike)).toBe(`${alike}\n`);
  });

  it('show in every list, and how many workloads a selector matches, when all are asked for', () => {
    expect(
      shown(
        `  ingress:
    - from:
        - podSelector: {}
        - podSelector: {matchLabels: {app: nobody}}
        - ipBlock: {cidr: 10.0.0.0/8}`,
        'all',
      ),
    ).toBe(`  ingress:
    - from:
        - podSelector: {} ‹3 workloads›
        - podSelector: {matchLabels: {app: nobody}} ‹OR› ‹0 workloads›
        - ipBlock: {cidr: 10.0.0.0/8} ‹OR›
`);
    const { hints } = hintsOf(cartPolicy('  ingress: []') + PODS, 'all');
    expect(hints.map(({ label }) => label)).toEqual(['1 workload']);
  });

  it('count a peer as a whole, behind its second selector', () => {
    expect(shown(ONE_PEER, 'all')).toContain('podSelector: ‹AND› ‹0 workloads›\n');
  });

  it('are short, and explain themselves', () => {
    expect(tooltips(ONE_PEER)).toEqual([
      'Both selectors must match (**AND**). That is: pods with `app=web` in namespaces with `team=ops`.',
    ]);
    expect(tooltips(TWO_PEERS)).toEqual([
      'One of 2 peers, any of which is enough (**OR**). This one: pods with `app=web` in namespace `shop`.',
    ]);
  });

  it('keep to the lines that are asked for', () => {
    const text = cartPolicy(TWO_PEERS) + PODS;
    const line = hintsOf(text).hints[0]?.position.line ?? 0;
    const around = { start: { line: line - 1, character: 0 }, end: { line, character: 0 } };
    expect(hintsOf(text, 'peers', around).hints).toHaveLength(1);
    const before = { start: { line: 0, character: 0 }, end: { line: line - 1, character: 0 } };
    expect(hintsOf(text, 'peers', before).hints).toEqual([]);
  });

  it('can be switched off', () => {
    expect(hintsOf(cartPolicy(TWO_PEERS), 'off').hints).toEqual([]);
  });

  it('survive what is half typed, and other kinds', () => {
    expect(
      shown('  ingress:\n    - from:\n        -\n        - namespaceSelector:\n          podSelector: {'),
    ).not.toContain('‹OR›');
    expect(hintsOf(pod('shop', 'web'), 'all').hints).toEqual([]);
  });

  it('are those of cluster-wide policies, too', () => {
    const { hints } = hintsOf(`apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: admin}
spec:
  priority: 1
  subject: {namespaces: {}}
  ingress:
    - action: Deny
      from:
        - namespaces: {}
        - pods:
            namespaceSelector: {}
            podSelector: {}
`);
    expect(hints.map(({ label, position }) => `${position.line}: ${String(label)}`)).toEqual([
      '10: OR',
      '12: AND',
    ]);
  });
});
