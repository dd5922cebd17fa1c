/**
 * Long work in slices, so that keystrokes and cancellation get in between. Knows nothing of the work.
 */
import type { Runtime } from './runtime';

/** Milliseconds of work before waiting messages are let in. */
const SLICE = 8;

/** To be awaited between two pieces of work: goes on at once until a slice is full, then lets messages in. */
export function slices({ now, nextTurn }: Pick<Runtime, 'now' | 'nextTurn'>): () => Promise<void> {
  let start = now();
  return async () => {
    if (now() - start < SLICE) return;
    await nextTurn();
    start = now();
  };
}
