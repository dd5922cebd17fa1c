/**
 * Classes of pods in blocks that the rules of one side cannot tell apart, with what gets through to or from each block.
 */
import type { Bitset } from './bitset';
import type { PodClass } from './classes';
import { refine } from './refine';
import type { SideOutcome } from './side';

export interface ClassBlocks {
  /** The number of its block, by the index of the class. */
  readonly blockOf: Uint8Array | Uint32Array;
  /** By the number of the block. */
  readonly outcomes: readonly SideOutcome[];
}

/** `cuts` tell apart all classes that have different outcomes. */
export function blocksOf(
  classes: readonly PodClass[],
  cuts: Iterable<Bitset>,
  outcomeWith: (podClass: PodClass) => SideOutcome,
): ClassBlocks {
  const { blockOf, count } = refine(classes.length, cuts);
  const outcomes: SideOutcome[] = [];
  for (const podClass of classes) {
    // Blocks are numbered in the order of their first classes.
    if (blockOf[podClass.index] === outcomes.length) outcomes.push(outcomeWith(podClass));
    if (outcomes.length === count) break;
  }
  // Large clusters have thousands of sides, and most tell few blocks apart.
  return { blockOf: count <= 256 ? new Uint8Array(blockOf) : blockOf, outcomes };
}
