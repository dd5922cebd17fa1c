import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Files share what they import: no module keeps anything that a test could change.
    pool: 'threads',
    isolate: false,
    // The programs that share a machine with the tests are few: otherwise one processor would be left to them.
    maxWorkers: '100%',
    // Nothing is measured here, and other programs may keep the machine busy.
    testTimeout: 60_000 + Number(process.env['PODREACH_RUNS'] ?? 0) * 100,
    hookTimeout: 60_000,
    globalSetup: ['scripts/generate.mjs', 'test/built-programs.mjs'],
    include: [
      'test/server/**/*.test.ts',
      'test/fuzz/**/*.test.ts',
      'test/client/**/*.test.ts',
      'test/package/**/*.test.ts',
    ],
  },
});
