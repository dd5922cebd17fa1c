/**
 * How many workloads a subject is connected with, where only the number is shown.
 */
import type { Snapshot } from '../workspace/snapshot';
import { reachCount, type ReachCount } from '../wording/reach';
import { combinedReach } from './combined-reach';
import { targetsOf, type Subject } from './subject';

/** A question about more pods than this takes too long to be asked in passing. */
const MANY = 100;

/** Undefined when the subject stands for no known workload, or for very many. */
export function countedReach(
  snapshot: Snapshot,
  subject: Subject,
  direction: 'to' | 'from',
): ReachCount | undefined {
  const [first, ...others] = targetsOf(snapshot, subject, direction);
  if (first === undefined || others.length >= MANY) return undefined;
  return reachCount(combinedReach(snapshot.evaluator, direction, [first, ...others]));
}
