import { expect, test } from 'vitest';
import { sameModel } from '../../../server/src/workspace/same-model';

test.each<[unknown, unknown, boolean]>([
  [1, 1, true],
  [1, '1', false],
  [Number.NaN, Number.NaN, true],
  [undefined, null, false],
  [[1, [2]], [1, [2]], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [{ a: undefined }, { b: undefined }, false],
  [[], {}, false],
  [new Map([['a', { b: 1 }]]), new Map([['a', { b: 1 }]]), true],
  [new Map([['a', 1]]), new Map([['a', 2]]), false],
  [new Map([['a', 1]]), { a: 1 }, false],
  [new Map(), new Map([['a', 1]]), false],
])('%j and %j', (a, b, expected) => {
  expect(sameModel(a, b)).toBe(expected);
  expect(sameModel(b, a)).toBe(expected);
});
