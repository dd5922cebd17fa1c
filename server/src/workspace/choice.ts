/**
 * Which of several files is to be believed about an object that is written more than once.
 */
import type { Entry } from './entry';
import { nameOf } from './entry-name';
import type { Slot } from './roster';
import type { Duplicate } from './snapshot';

/** The file with the highest rank is to be believed; of equal ones, and within one file, the last one. */
export type Rank = (file: string) => number;

/** As after `kubectl apply` of one file after the other: no file ranks above another, the last one counts. */
export const LAST_COUNTS: Rank = () => 0;

/** The file itself, then those that have the most folders in common with it, from the root on. */
export function nearness(file: string): Rank {
  const path = file.split('/');
  return (other) => {
    if (other === file) return Number.POSITIVE_INFINITY;
    const names = other.split('/');
    return names.findIndex((name, depth) => name !== path[depth]);
  };
}

/** One entry of each object. */
export interface Choice {
  /** The same for two choices only when they choose the same, and in the same place, of what is written more than once. */
  readonly key: string;
  /** What is written more than once, with what is chosen of it. */
  readonly duplicates: readonly Duplicate[];
  of(slot: Slot): Entry;
}

/** Chooses among what is written more than once. */
export function choose(contested: readonly Slot[], rank: Rank): Choice {
  const chosen = new Map(contested.map((slot) => [slot, highest(slot, rank)]));
  return {
    key: JSON.stringify(Array.from(chosen.values(), ({ source }) => source)),
    duplicates: Array.from(chosen, ([{ entries }, used]) => ({
      ...nameOf(used),
      used: used.source,
      sources: entries.map(({ source }) => source),
    })),
    of: (slot) => (slot.entries.length === 1 ? slot.entries[0] : (chosen.get(slot) ?? slot.entries[0])),
  };
}

function highest({ entries }: Slot, rank: Rank): Entry {
  return entries.reduce((best, entry) => (rank(entry.source.file) >= rank(best.source.file) ? entry : best));
}
