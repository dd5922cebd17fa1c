import { describe, expect, it } from 'vitest';
import {
  readCheckInput,
  readExplainInput,
  readReachabilityInput,
} from '../../../client/src/agents/tool-input';

describe('what a model hands to a tool', () => {
  it('asks who can reach a target unless it says otherwise', () => {
    expect(readReachabilityInput({ target: ' shop/cart ' })).toEqual({
      target: 'shop/cart',
      direction: 'to',
    });
    expect(readReachabilityInput({ target: 'shop/cart', direction: 'from' }).direction).toBe('from');
    expect(readReachabilityInput({ target: 'shop/cart', direction: 'sideways' }).direction).toBe('to');
  });

  it('may write ports as numbers', () => {
    expect(readExplainInput({ from: 'a/b', to: 'c/d', port: 80 })).toEqual({
      from: 'a/b',
      to: 'c/d',
      port: '80',
    });
    expect(readExplainInput({ from: 'a/b', to: 'c/d', port: '' })).toEqual({ from: 'a/b', to: 'c/d' });
  });

  it('may leave out what to check', () => {
    expect(readCheckInput({})).toEqual({});
    expect(readCheckInput(undefined)).toEqual({});
    expect(readCheckInput({ path: 'policies' })).toEqual({ path: 'policies' });
  });

  it.each([undefined, null, 'shop/cart', {}, { target: '' }, { target: ['a'] }])(
    'is refused with a sentence where the target is missing: %j',
    (input) => {
      expect(() => readReachabilityInput(input)).toThrow('must name a workload');
    },
  );

  it.each([{}, { from: 'a/b' }, { to: 'a/b' }])('is refused where a side is missing: %j', (input) => {
    expect(() => readExplainInput(input)).toThrow('must each name');
  });
});
