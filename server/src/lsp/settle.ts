/**
 * Work that has to follow changes, but not each of them: it runs once when changes pause for a moment.
 * The moment grows with what the work last cost, so that a large workspace is asked less often.
 */
import type { Runtime } from './runtime';

/** Milliseconds. */
const SHORTEST = 50;
const LONGEST = 300;

export interface Settling {
  /** Something changed: run soon, and start waiting anew when already waiting. */
  changed(): void;
  dispose(): void;
}

/** `work` must not reject. It is never run while an earlier run is still under way; changes meanwhile lead to one more run. */
export function createSettling(runtime: Runtime, work: () => Promise<void>): Settling {
  let waiting: { dispose(): void } | undefined;
  let running = false;
  let changedMeanwhile = false;
  let delay = SHORTEST;

  const run = async (): Promise<void> => {
    waiting = undefined;
    running = true;
    const since = runtime.now();
    try {
      await work();
    } finally {
      running = false;
    }
    delay = Math.min(LONGEST, Math.max(SHORTEST, 2 * (runtime.now() - since)));
    if (changedMeanwhile) changed();
  };
  const changed = (): void => {
    changedMeanwhile = running;
    if (running) return;
    waiting?.dispose();
    waiting = runtime.after(delay, () => void run());
  };
  return {
    changed,
    dispose() {
      waiting?.dispose();
      waiting = undefined;
    },
  };
}
