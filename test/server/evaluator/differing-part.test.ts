import { expect, test } from 'vitest';
import { differingItems, differingPart } from '../../../server/src/evaluator/differing-part';

test.each([
  ['abc', 'abc', { start: 3, oldEnd: 3, newEnd: 3 }],
  ['abc', 'aXc', { start: 1, oldEnd: 2, newEnd: 2 }],
  ['abc', 'ac', { start: 1, oldEnd: 2, newEnd: 1 }],
  ['ac', 'abc', { start: 1, oldEnd: 1, newEnd: 2 }],
  ['aa', 'aaa', { start: 2, oldEnd: 2, newEnd: 3 }],
  ['', 'ab', { start: 0, oldEnd: 0, newEnd: 2 }],
])('%j and %j differ in one part', (before, now, part) => {
  expect(differingPart([...before], [...now])).toEqual(part);
});

test('items that came or went', () => {
  expect(differingItems(['a', 'b', 'c'], ['a', 'x', 'y', 'c'])).toEqual({ gone: ['b'], come: ['x', 'y'] });
});
