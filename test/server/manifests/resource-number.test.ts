import { expect, it } from 'vitest';
import { placeOfResource, resourceNumber } from '../../../server/src/manifests/resource-number';

const PLACES = [
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
