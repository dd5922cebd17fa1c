import { defineConfig } from 'vitest/config';

/** The tests of the visible window: one after the other, for they share a window and two cores. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    setupFiles: ['keep-failures.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
