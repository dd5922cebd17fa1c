/** The clock and timers, which Node and browsers have in common. */
import type { Runtime } from './runtime';

export const timing: Pick<Runtime, 'after' | 'now'> = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
  now: () => performance.now(),
};
