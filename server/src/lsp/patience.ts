/**
 * Waiting that ends. Questions of an editor are better answered from what is known than not at all.
 */
import type { Runtime } from './runtime';

/** Milliseconds. */
const PATIENCE = 10_000;

/** Resolves when the work is done, or has taken ten seconds. `work` must not reject. */
export function withPatience(runtime: Runtime, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = runtime.after(PATIENCE, resolve);
    void work.then(() => {
      timer.dispose();
      resolve();
    });
  });
}
