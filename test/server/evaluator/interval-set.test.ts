import { describe, expect, test } from 'vitest';
import {
  equalIntervals,
  intersectIntervals,
  intervalsOf,
  subtractIntervals,
  unionIntervals,
} from '../../../server/src/evaluator/interval-set';

describe('numbers', () => {
  test.each([
    ['apart', [1, 3], [5, 7], [1, 3, 5, 7], [], [1, 3]],
    ['touching', [1, 3], [3, 7], [1, 7], [], [1, 3]],
    ['overlapping', [1, 5], [3, 7], [1, 7], [3, 5], [1, 3]],
    ['one within the other', [1, 9], [3, 5], [1, 9], [3, 5], [1, 3, 5, 9]],
    ['equal', [1, 5], [1, 5], [1, 5], [1, 5], []],
    ['nothing', [1, 5], [], [1, 5], [], [1, 5]],
    ['a gap filled', [1, 3, 5, 7], [3, 5], [1, 7], [], [1, 3, 5, 7]],
    ['several at once', [1, 3, 5, 7, 9, 11], [2, 10], [1, 11], [2, 3, 5, 7, 9, 10], [1, 2, 10, 11]],
  ])('%s', (_, a, b, union, intersection, difference) => {
    expect(unionIntervals(a, b)).toEqual(union);
    expect(unionIntervals(b, a)).toEqual(union);
    expect(intersectIntervals(a, b)).toEqual(intersection);
    expect(intersectIntervals(b, a)).toEqual(intersection);
    expect(subtractIntervals(a, b)).toEqual(difference);
  });
});

test('bigints work the same way', () => {
  expect(unionIntervals([0n, 1n << 64n], [1n << 64n, 1n << 128n])).toEqual([0n, 1n << 128n]);
  expect(subtractIntervals([0n, 1n << 128n], [5n, 6n])).toEqual([0n, 5n, 6n, 1n << 128n]);
});

test('equality', () => {
  expect(equalIntervals([1, 2], [1, 2])).toBe(true);
  expect(equalIntervals([1, 2], [1, 3])).toBe(false);
  expect(equalIntervals([1, 2], [1, 2, 5, 6])).toBe(false);
});

test('as pairs', () => {
  expect(Array.from(intervalsOf([1, 3, 5, 7]))).toEqual([
    [1, 3],
    [5, 7],
  ]);
});
