import { describe, expect, it } from 'vitest';
import type { MapPolicy } from '../../../server/src/lsp/protocol';
import { policyAt } from '../../../client/src/map/policy-at';

function policy(name: string, from: number, to: number, uri = 'file:///w/p.yaml'): MapPolicy {
  const range = { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
  return { name, location: { uri, range }, subjects: [], directions: ['ingress'] };
}

const policies = [
  policy('first', 0, 20),
  policy('second', 20, 40),
  policy('other', 0, 90, 'file:///w/q.yaml'),
];

function at(line: number, uri = 'file:///w/p.yaml', among = policies): string | undefined {
  return policyAt(among, uri, { line, character: 2 })?.name;
}

describe('policyAt', () => {
  it('finds the policy around the cursor, in its own document', () => {
    expect(at(5)).toBe('first');
    expect(at(25)).toBe('second');
    expect(at(5, 'file:///w/q.yaml')).toBe('other');
  });

  it('finds none where there is none', () => {
    expect(at(50)).toBeUndefined();
    expect(at(5, 'file:///w/none.yaml')).toBeUndefined();
  });

  it('takes the last that begins above the cursor, as in a List', () => {
    const list = [policy('one', 3, 40), policy('two', 20, 40)];
    expect(at(10, undefined, list)).toBe('one');
    expect(at(30, undefined, list)).toBe('two');
  });
});
