/**
 * `npm test`: the unit tests, then the suite in a real VS Code, then the tests of the visible window. Where
 * `PODREACH_RUNS` asks for thoroughness, as in CI, the evaluator's tests are tested, too.
 * All of them run, whatever fails; the last line is "N passed, N failed".
 */
import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { tryMutations } from '../test/mutations/run.mjs';
import { runVisibly } from './host/process.mjs';

/** @typedef {{passed: number, failed: number}} Counts */

const ROOT = path.join(import.meta.dirname, '..');
const VITEST = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

/**
 * Runs the tests of one Vitest configuration. A test that is left out counts as failed: none may be.
 * @param {string} config
 * @returns {Promise<Counts>}
 */
async function vitest(config) {
  const report = path.join(ROOT, 'out', 'test', 'vitest.json');
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = await runVisibly(process.execPath, [VITEST, 'run', `--config=${config}`, ...reporters], {
    cwd: ROOT,
  });
  const { numPassedTests, numTotalTests } = JSON.parse(await readFile(report, 'utf8'));
  return withStatus({ passed: numPassedTests, failed: numTotalTests - numPassedTests }, status);
}

/** The suite in the extension host. @returns {Promise<Counts>} */
async function extensionHost() {
  const report = path.join(ROOT, 'out', 'test', 'vscode.json');
  await rm(report, { force: true });
  const runner = path.join(ROOT, 'test', 'vscode', 'run.mjs');
  const status = await runVisibly(process.execPath, [runner, report], { cwd: ROOT });
  return withStatus(JSON.parse(await readFile(report, 'utf8')), status);
}

/**
 * A run that fails without a failed test, such as a file that cannot be loaded, counts as one.
 * @param {Counts} counts
 * @param {number} status
 */
function withStatus({ passed, failed }, status) {
  return { passed, failed: status === 0 ? failed : Math.max(failed, 1) };
}

/** @type {{name: string, run: () => Promise<Counts>}[]} */
const PARTS = [
  { name: 'Unit tests', run: () => vitest('vitest.config.mts') },
  ...(process.env['PODREACH_RUNS'] === undefined ? [] : [{ name: 'Mutations', run: tryMutations }]),
  { name: 'Extension host', run: extensionHost },
  { name: 'Window', run: () => vitest('test/window/vitest.config.mjs') },
];

/**
 * @param {() => Promise<Counts>} part
 * @returns {Promise<Counts>}
 */
async function countsOf(part) {
  try {
    return await part();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

const summary = [];
const total = { passed: 0, failed: 0 };
for (const { name, run } of PARTS) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { passed, failed } = await countsOf(run);
  const seconds = Math.round((Date.now() - started) / 1000);
  summary.push(`${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
