import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { MUTATIONS } from './mutations.mjs';

const ROOT = path.join(import.meta.dirname, '../..');
const mutation = MUTATIONS[Number(process.env['PODREACH_MUTATION'])];
if (mutation === undefined) throw new Error('PODREACH_MUTATION is no number of a mutation');

/** The tests of the evaluator's properties, with one mistake in the evaluator. */
export default defineConfig({
  root: ROOT,
  plugins: [
    {
      name: 'mutation',
      enforce: 'pre',
      transform(code, id) {
        if (!id.endsWith(`/server/src/${mutation.file}`)) return undefined;
        if (code.split(mutation.from).length !== 2)
          throw new Error(`${mutation.file} does not have it once: ${mutation.from}`);
        return { code: code.replace(mutation.from, () => mutation.to), map: null };
      },
    },
  ],
  test: {
    bail: 1,
    include: ['test/server/evaluator/{agreement,metamorphic}.test.ts'],
    testTimeout: 600_000,
  },
});
