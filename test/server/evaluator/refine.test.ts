import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bitset } from '../../../server/src/evaluator/bitset';
import { refine } from '../../../server/src/evaluator/refine';

const cut = (size: number, ...members: number[]): Bitset => Bitset.of(size, members);

test('blocks are what no cut divides, numbered by their lowest members', () => {
  const { blockOf, count } = refine(6, [cut(6, 1, 2, 3), cut(6, 3, 4)]);
  expect([...blockOf]).toEqual([0, 1, 1, 2, 3, 0]);
  expect(count).toBe(4);
});

test('without cuts there is one block, and none of no numbers', () => {
  expect([...refine(3, []).blockOf]).toEqual([0, 0, 0]);
  expect(refine(3, []).count).toBe(1);
  expect(refine(0, []).count).toBe(0);
});

test('a block knows the cuts that hold it', () => {
  const [low, all, high] = [cut(4, 0, 1), Bitset.all(4), cut(4, 1, 2)];
  const { blockOf, cutsOf } = refine(4, [low, all, high, low]);
  expect([...blockOf].map((block) => cutsOf(block))).toEqual([
    [low, all],
    [low, all, high],
    [all, high],
    [all],
  ]);
});

test('two numbers are in one block exactly if the same cuts hold both', () => {
  const drawn = fc
    .integer({ min: 1, max: 40 })
    .chain((size) =>
      fc.tuple(fc.constant(size), fc.array(fc.array(fc.nat(size - 1), { maxLength: 20 }), { maxLength: 8 })),
    );
  fc.assert(
    fc.property(drawn, ([size, members]) => {
      const cuts = members.map((one) => Bitset.of(size, one));
      const { blockOf, count, cutsOf } = refine(size, cuts);
      const signature = (number: number): string => cuts.map((set) => set.has(number)).join();
      const numbers = [...blockOf.keys()];
      for (const a of numbers) {
        const alike = numbers.filter((b) => signature(a) === signature(b));
        expect(numbers.filter((b) => blockOf[a] === blockOf[b])).toEqual(alike);
        expect(new Set(cutsOf(blockOf[a] ?? 0))).toEqual(new Set(cuts.filter((set) => set.has(a))));
      }
      expect(new Set(blockOf).size).toBe(count);
    }),
  );
});
