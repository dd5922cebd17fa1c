/**
 * A fixed-size set of small whole numbers. Immutable once built. Knows nothing of what the numbers mean.
 */

const BITS = 32;

export class Bitset implements Iterable<number> {
  private constructor(
    readonly size: number,
    private readonly words: Uint32Array,
  ) {}

  static none(size: number): Bitset {
    return new Bitset(size, new Uint32Array(Math.ceil(size / BITS)));
  }

  static all(size: number): Bitset {
    return Bitset.none(size).not();
  }

  static of(size: number, members: Iterable<number>): Bitset {
    const set = Bitset.none(size);
    for (const member of members) {
      set.words[member >>> 5] = wordAt(set.words, member >>> 5) | (1 << (member & 31));
    }
    return set;
  }

  has(member: number): boolean {
    return ((wordAt(this.words, member >>> 5) >>> (member & 31)) & 1) === 1;
  }

  and(other: Bitset): Bitset {
    const result = Bitset.none(this.size);
    for (let i = 0; i < this.words.length; i++) {
      result.words[i] = wordAt(this.words, i) & wordAt(other.words, i);
    }
    return result;
  }

  or(other: Bitset): Bitset {
    const result = Bitset.none(this.size);
    for (let i = 0; i < this.words.length; i++) {
      result.words[i] = wordAt(this.words, i) | wordAt(other.words, i);
    }
    return result;
  }

  not(): Bitset {
    const { words, size } = Bitset.none(this.size);
    for (let i = 0; i < words.length; i++) words[i] = ~wordAt(this.words, i);
    const unused = words.length * BITS - size;
    if (unused > 0) words[words.length - 1] = wordAt(words, words.length - 1) & (~0 >>> unused);
    return new Bitset(size, words);
  }

  /** How many members there are. */
  count(): number {
    let members = 0;
    for (let word of this.words) {
      for (; word !== 0; word &= word - 1) members++;
    }
    return members;
  }

  /** Whether they have a member in common. */
  intersects(other: Bitset): boolean {
    for (let i = 0; i < this.words.length; i++) {
      if ((wordAt(this.words, i) & wordAt(other.words, i)) !== 0) return true;
    }
    return false;
  }

  isEmpty(): boolean {
    return this.words.every((word) => word === 0);
  }

  /** Members in ascending order. */
  *[Symbol.iterator](): Generator<number> {
    for (let i = 0; i < this.words.length; i++) {
      let word = wordAt(this.words, i);
      while (word !== 0) {
        const lowest = word & -word;
        yield i * BITS + (31 - Math.clz32(lowest));
        word ^= lowest;
      }
    }
  }
}

function wordAt(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}
