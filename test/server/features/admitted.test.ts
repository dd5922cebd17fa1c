import { describe, expect, it } from 'vitest';
import { admitted, admittedText } from '../../../server/src/features/admitted';
import { cartPolicy, fixture, PODS } from './fixture';

/** Whom the one ingress rule with these peers means. */
function whom(peers: string, total?: number): string {
  const { view } = fixture(cartPolicy(`  ingress: [{from: ${peers}}]`) + PODS);
  const rule = view.snapshot.cluster.policies[0]?.ingress?.[0];
  if (rule === undefined) throw new Error('no rule');
  const words = { direction: 'ingress', ...(total !== undefined && { total }) } as const;
  return admittedText(admitted(view.snapshot.evaluator, rule.peers), words);
}

describe('whom peers mean', () => {
  it.each([
    ['[]', 'everyone'],
    ['[{podSelector: {}}]', '3 workloads'],
    ['[{podSelector: {matchLabels: {app: web}}}]', '1 workload'],
    ['[{podSelector: {matchLabels: {app: nobody}}}]', 'no known workload'],
    ['[{podSelector: {}}, {namespaceSelector: {}}]', '4 workloads'],
    ['[{ipBlock: {cidr: 10.0.0.0/8}}]', '1 address range'],
    [
      '[{podSelector: {}}, {ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 11.0.0.0/8}}]',
      '3 workloads and 2 address ranges',
    ],
  ])('%s: %s', (peers, text) => {
    expect(whom(peers)).toBe(text);
  });

  it('is said with the base when there is one', () => {
    expect(whom('[{podSelector: {}}]', 4)).toBe('3 of 4 workloads');
  });
});
