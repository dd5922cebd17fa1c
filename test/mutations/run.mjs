/**
 * Puts one mistake after the other into the evaluator and runs the tests of its properties: they must fail each time.
 * `npm run test:mutations`.
 */
import { createRequire } from 'node:module';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { MUTATIONS } from './mutations.mjs';

const CONFIG = path.join(import.meta.dirname, 'vitest.config.mts');
/** Some mistakes show in one cluster of a thousand only. A run ends at the first. */
const RUNS = '4000';
const VITEST = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

/**
 * Whether a property fails for this mutation. A mutation that cannot be applied is not caught either.
 * @param {number} index
 * @returns {Promise<boolean>}
 */
function isCaught(index) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [VITEST, 'run', `--config=${CONFIG}`], {
      env: { ...process.env, PODREACH_MUTATION: String(index), PODREACH_RUNS: RUNS, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (piece) => (output += piece));
    child.stderr.on('data', (piece) => (output += piece));
    child.on('error', reject);
    child.on('close', (code) => resolve(code !== 0 && /Property failed after \d+ tests/u.test(output)));
  });
}

/** Tries all mutations and tells of each. @returns {Promise<{passed: number, failed: number}>} */
export async function tryMutations() {
  let caught = 0;
  for (const [index, { name }] of MUTATIONS.entries()) {
    const isFound = await isCaught(index);
    if (isFound) caught++;
    console.log(`${isFound ? 'caught' : 'NOT CAUGHT'}: ${name}`);
  }
  console.log(`${caught} of ${MUTATIONS.length} mutations caught`);
  return { passed: caught, failed: MUTATIONS.length - caught };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failed } = await tryMutations();
  process.exitCode = failed > 0 ? 1 : 0;
}
