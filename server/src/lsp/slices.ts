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

/** Does work that comes in pieces. Undefined when it was given up. */
export async function inSlices<R>(
  runtime: Pick<Runtime, 'now' | 'nextTurn'>,
  work: Iterator<void, R>,
  isOver: () => boolean,
): Promise<R | undefined> {
  const pause = slices(runtime);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await pause();
    if (isOver()) return undefined;
  }
}
