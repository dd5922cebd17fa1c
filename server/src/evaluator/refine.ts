/**
 * Small whole numbers, split into the fewest blocks that no cut divides. Takes time by the members of the cuts, however
 * many blocks they make. Knows nothing of what the numbers mean.
 */
import type { Bitset } from './bitset';

export interface Refinement {
  /** The block of each number. Blocks are numbered in the order of their lowest members. */
  readonly blockOf: Uint32Array;
  /** How many blocks there are. */
  readonly count: number;
  /** The cuts that hold a block, those of the same members once. */
  readonly cutsOf: (block: number) => readonly Bitset[];
}

/** What was inside a cut when it was made, and the block it was cut out of. */
interface Origin {
  readonly outer: number;
  readonly cut: Bitset;
}

export function refine(size: number, cuts: Iterable<Bitset>): Refinement {
  const blockOf = new Uint32Array(size);
  // The first block, which is in no cut, has none.
  const origins: (Origin | undefined)[] = [undefined];
  for (const cut of new Set(cuts)) {
    const inside = new Map<number, number>();
    for (const member of cut) {
      const outer = blockOf[member] ?? 0;
      const inner = inside.get(outer) ?? origins.push({ outer, cut }) - 1;
      inside.set(outer, inner);
      blockOf[member] = inner;
    }
  }
  return numbered(blockOf, origins);
}

/** Many blocks that were made on the way were cut to nothing later. */
function numbered(blockOf: Uint32Array, origins: readonly (Origin | undefined)[]): Refinement {
  const made: number[] = [];
  // One more than the number, so that 0 is none.
  const numbers = new Uint32Array(origins.length);
  for (let member = 0; member < blockOf.length; member++) {
    const block = blockOf[member] ?? 0;
    const number = numbers[block] ?? 0;
    if (number === 0) numbers[block] = made.push(block);
    blockOf[member] = number === 0 ? made.length - 1 : number - 1;
  }
  return { blockOf, count: made.length, cutsOf: (block) => cutsHolding(made[block] ?? 0, origins) };
}

function cutsHolding(made: number, origins: readonly (Origin | undefined)[]): readonly Bitset[] {
  const cuts: Bitset[] = [];
  for (let origin = origins[made]; origin !== undefined; origin = origins[origin.outer])
    cuts.push(origin.cut);
  return cuts.reverse();
}
