/**
 * Arrows that go back and forth as one with two heads: half as many lines to follow.
 */

interface OneWay {
  readonly from: string;
  readonly to: string;
}

/** An arrow, and the one that goes back if they were joined. */
export interface Way<T extends OneWay> {
  readonly there: T;
  readonly back?: T;
}

/**
 * Joins each arrow with the one that goes the other way, in the order of the arrows.
 * @param areAlike whether two that go opposite ways can be drawn as one
 */
export function joinWays<T extends OneWay>(
  arrows: readonly T[],
  areAlike: (there: T, back: T) => boolean,
): readonly Way<T>[] {
  const ways = new Map<string, Way<T>>();
  for (const arrow of arrows) {
    const opposite = keyOf(arrow.to, arrow.from);
    const there = ways.get(opposite)?.there;
    if (there !== undefined && areAlike(there, arrow)) ways.set(opposite, { there, back: arrow });
    else ways.set(keyOf(arrow.from, arrow.to), { there: arrow });
  }
  return [...ways.values()];
}

function keyOf(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
