import { describe, expect, it } from 'vitest';
import { count, list, listSome, plural, sentenceCase, share } from '../../../server/src/wording/quantities';

describe('count', () => {
  it.each([
    [0, 'workload', '0 workloads'],
    [1, 'workload', '1 workload'],
    [2, 'workload', '2 workloads'],
    [1, 'policy', '1 policy'],
    [9, 'policy', '9 policies'],
    [2, 'address', '2 addresses'],
    [2, 'key', '2 keys'],
  ])('says %i %s as %s', (amount, noun, text) => {
    expect(count(amount, noun)).toBe(text);
    expect(text.endsWith(plural(amount, noun))).toBe(true);
  });
});

describe('share', () => {
  it('names what was looked at', () => {
    expect(share(3, 14, 'workload')).toBe('3 of 14 workloads');
    expect(share(0, 1, 'workload')).toBe('0 of 1 workload');
  });
});

describe('list', () => {
  it('joins as in a sentence', () => {
    expect(list([])).toBe('');
    expect(list(['a'])).toBe('a');
    expect(list(['a', 'b'])).toBe('a and b');
    expect(list(['a', 'b', 'c'])).toBe('a, b and c');
    expect(list(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  });
});

describe('listSome', () => {
  it('counts what it does not name', () => {
    expect(listSome(['a', 'b', 'c', 'd', 'e'], 3)).toBe('a, b, c and 2 more');
  });

  it('names the last one rather than saying that there is one more', () => {
    expect(listSome(['a', 'b', 'c', 'd'], 3)).toBe('a, b, c and d');
    expect(listSome(['a', 'b'], 3)).toBe('a and b');
  });
});

describe('sentenceCase', () => {
  it('changes the first letter only', () => {
    expect(sentenceCase('no pod is in Shop')).toBe('No pod is in Shop');
    expect(sentenceCase('')).toBe('');
  });
});
