import { expect, it } from 'vitest';
import {
  numbersBetween,
  placeOfResource,
  resourceNumber,
  spreadNumbers,
} from '../../../server/src/manifests/resource-number';

const PLACES = [
  [-70_000, 2],
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 3],
  [100_000, 0],
] as const;

it('a number leads back to the place', () => {
  for (const [document, nth] of PLACES) {
    expect(placeOfResource(resourceNumber(document, nth))).toEqual({ document, nth });
  }
});

it('numbers follow the order of the text', () => {
  const numbers = PLACES.map(([document, nth]) => resourceNumber(document, nth));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers);
  expect(new Set(numbers).size).toBe(PLACES.length);
});

it('what is no number of a resource leads to none', () => {
  expect(placeOfResource(-1).document).toBeLessThan(0);
});

it('documents of a new file have room between them', () => {
  const [first = 0, second = 0, ...others] = spreadNumbers(5);
  expect(others).toHaveLength(3);
  expect(numbersBetween(first, second, 1)).toEqual([(first + second) / 2]);
});

it('numbers are found before the first document, behind the last one, and for very many', () => {
  expect(numbersBetween(undefined, 0, 2)?.every((number) => number < 0)).toBe(true);
  expect(numbersBetween(7, undefined, 2)?.every((number) => number > 7)).toBe(true);
  const many = spreadNumbers(500_000);
  expect(new Set(many).size).toBe(500_000);
  expect(placeOfResource(resourceNumber(many.at(-1) ?? 0, 1))).toEqual({ document: many.at(-1), nth: 1 });
});

it('where there is no room for more there are none', () => {
  expect(numbersBetween(3, 4, 1)).toBeUndefined();
  expect(numbersBetween(3, 4, 0)).toEqual([]);
});
