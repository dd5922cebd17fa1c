import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['scripts/generate.mjs', 'test/built-programs.mjs'],
    include: ['test/server/**/*.test.ts', 'test/client/**/*.test.ts', 'test/package/**/*.test.ts'],
  },
});
