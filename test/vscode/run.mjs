/**
 * Runs the suite in a real VS Code: in the one that PODREACH_VSCODE names, else in a downloaded one where
 * that is possible and a window can be shown, else in code-server with a headless Chromium
 * (PODREACH_VSCODE=code-server asks for this one). The suite is the same in all of them.
 *
 * `node test/vscode/run.mjs [FILE]` writes the counts into the file as well.
 */
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildAll } from '../../scripts/build.mjs';
import { ensureChromium } from '../../scripts/host/chromium.mjs';
import { prepareHome } from '../../scripts/host/code-server.mjs';
import { canHaveDisplay, withDisplay } from '../../scripts/host/display.mjs';
import { ensureCodeServer } from '../../scripts/host/install-code-server.mjs';
import { commitAll } from '../../scripts/host/repository.mjs';
import { succeeds, temporaryFolder } from '../../scripts/host/process.mjs';

const ROOT = path.join(import.meta.dirname, '..', '..');
const SUITE = path.join(ROOT, 'out', 'test', 'vscode');

/** Translates the suite to what the extension host can load: one file for each test file. */
async function buildSuite() {
  const names = await readdir(import.meta.dirname);
  await rm(SUITE, { recursive: true, force: true });
  await build({
    entryPoints: names
      .filter((name) => name === 'index.ts' || name.endsWith('.test.ts'))
      .map((name) => path.join(import.meta.dirname, name)),
    outdir: SUITE,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** A downloaded VS Code that starts, or undefined. @returns {Promise<string | undefined>} */
async function downloadedVSCode() {
  if (!canHaveDisplay()) return undefined;
  try {
    const executable = await downloadAndUnzipVSCode({
      cachePath: path.join(ROOT, '.vscode-test'),
      timeout: 15_000,
    });
    return succeeds(executable, ['--version'], { ELECTRON_RUN_AS_NODE: '1' }) ? executable : undefined;
  } catch (error) {
    console.log(`VS Code cannot be downloaded (${error instanceof Error ? error.message : error}).`);
    return undefined;
  }
}

/** The launcher that makes a VS Code of code-server and Chromium, with both in place. */
async function codeServerLauncher() {
  try {
    await ensureCodeServer();
    await ensureChromium();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `No VS Code to run the tests in: install VS Code and set PODREACH_VSCODE to its executable, or a ` +
        `Chromium for code-server (${reason})`,
    );
  }
  return path.join(import.meta.dirname, 'launcher.mjs');
}

/** @returns {Promise<{name: string, executable: string, windowed: boolean}>} */
async function chooseHost() {
  const given = process.env['PODREACH_VSCODE'];
  if (given && given !== 'code-server') return { name: given, executable: given, windowed: true };
  const downloaded = given === 'code-server' ? undefined : await downloadedVSCode();
  if (downloaded !== undefined) return { name: 'VS Code', executable: downloaded, windowed: true };
  return { name: 'code-server and Chromium', executable: await codeServerLauncher(), windowed: false };
}

/**
 * Runs the suite on a copy of the examples, which the tests may change.
 * @param {string} executable
 * @returns {Promise<{passed: number, failed: number}>}
 */
async function runSuite(executable) {
  const home = await prepareHome(temporaryFolder(), { 'files.autoSave': 'off' });
  const workspace = path.join(home.folder, 'examples');
  const results = path.join(home.folder, 'suite');
  await cp(path.join(ROOT, 'examples'), workspace, { recursive: true });
  await mkdir(results);
  // A neighbour by name and settings: nearly everybody who edits Kubernetes has it.
  await cp(
    path.join(import.meta.dirname, 'yaml-extension'),
    path.join(home.folder, 'extensions', 'redhat.vscode-yaml-0.0.1'),
    {
      recursive: true,
    },
  );
  await commitAll(workspace);
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: path.join(SUITE, 'index.js'),
      launchArgs: [workspace, ...home.flags],
      extensionTestsEnv: { PODREACH_SUITE_FOLDER: results },
    });
  } catch (error) {
    // A failed test is told by the result; anything else leaves none.
    if (!existsSync(path.join(results, 'result.json'))) throw error;
  }
  const counts = JSON.parse(await readFile(path.join(results, 'result.json'), 'utf8'));
  if (counts.failed > 0) await printLogs(path.join(home.folder, 'data'));
  return counts;
}

/** What Podreach wrote to its output: often the reason of a failure. @param {string} folder */
async function printLogs(folder) {
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((name) => /podreach\.podreach[\\/].*\.log$/.test(name))) {
    console.log(`-- ${path.basename(file)}\n${await readFile(path.join(folder, file), 'utf8')}`);
  }
}

/** @param {string | undefined} report where the counts are written */
async function main(report) {
  await Promise.all([buildAll({ production: false }), buildSuite()]);
  const host = await chooseHost();
  console.log(`Running the suite in ${host.name}`);
  const run = () => runSuite(host.executable);
  const result = await (host.windowed ? withDisplay(run) : run());
  if (report !== undefined) await writeFile(report, JSON.stringify(result));
  if (result.failed > 0) process.exitCode = 1;
}

await main(process.argv[2]);
