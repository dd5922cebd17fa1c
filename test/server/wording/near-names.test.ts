import { describe, expect, it } from 'vitest';
import { didYouMean, nearNames } from '../../../server/src/wording/near-names';

const KNOWN = ['shop/cart', 'shop/card', 'shop/db', 'web/front', 'web/cart'];

describe('nearNames', () => {
  it('finds what differs by a letter or two, nearest first', () => {
    expect(nearNames('web/frnt', KNOWN)).toEqual(['web/front']);
    expect(nearNames('shop/carb', ['shop/crab', ...KNOWN])).toEqual(['shop/card', 'shop/cart', 'shop/crab']);
  });

  it('finds the same name in another namespace', () => {
    expect(nearNames('production/front', KNOWN)).toEqual(['web/front']);
  });

  it('names each once and at most three', () => {
    const many = ['a/x', 'b/x', 'c/x', 'd/x', 'a/x'];
    expect(nearNames('z/x', many)).toEqual(['a/x', 'b/x', 'c/x']);
  });

  it('suggests nothing far-fetched', () => {
    expect(nearNames('other/thing', KNOWN)).toEqual([]);
    expect(nearNames('', KNOWN)).toEqual([]);
    expect(nearNames('shop/cart', [])).toEqual([]);
  });
});

describe('didYouMean', () => {
  it('ends a sentence', () => {
    expect(didYouMean([])).toBe('');
    expect(didYouMean(['a'])).toBe('. Did you mean a?');
    expect(didYouMean(['a', 'b', 'c'])).toBe('. Did you mean a, b or c?');
  });
});
