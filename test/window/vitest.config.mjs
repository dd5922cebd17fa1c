import { defineConfig } from 'vitest/config';

/** The tests of the visible window: one after the other, for they share a window and two cores. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    setupFiles: ['keep-failures.ts'],
    fileParallelism: false,
    // Pictures of failures are taken before windows are closed.
    sequence: { hooks: 'list' },
    // On a busy machine a click or a key can get lost while the window rearranges itself. What fails twice is wrong.
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
