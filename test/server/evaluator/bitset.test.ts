import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bitset } from '../../../server/src/evaluator/bitset';

const drawn = fc
  .integer({ min: 0, max: 100 })
  .chain((size) => fc.tuple(fc.constant(size), members(size), members(size)));

function members(size: number): fc.Arbitrary<number[]> {
  return size === 0 ? fc.constant([]) : fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }));
}

const ascending = (numbers: Iterable<number>): number[] => Array.from(numbers).toSorted((a, b) => a - b);

test('agrees with sets of numbers', () => {
  fc.assert(
    fc.property(drawn, ([size, left, right]) => {
      const [a, b] = [Bitset.of(size, left), Bitset.of(size, right)];
      const every = Array.from({ length: size }, (_, member) => member);
      expect(Array.from(a)).toEqual(ascending(left));
      expect(Array.from(a.and(b))).toEqual(ascending(left.filter((member) => right.includes(member))));
      expect(Array.from(a.or(b))).toEqual(ascending(new Set([...left, ...right])));
      expect(Array.from(a.not())).toEqual(every.filter((member) => !left.includes(member)));
      expect(every.filter((member) => a.has(member))).toEqual(ascending(left));
      expect(a.isEmpty()).toBe(left.length === 0);
      expect(a.count()).toBe(left.length);
    }),
  );
});

test('none and all', () => {
  expect(Array.from(Bitset.none(40))).toEqual([]);
  expect(Array.from(Bitset.all(40))).toHaveLength(40);
  expect(Bitset.all(32).not().isEmpty()).toBe(true);
});
