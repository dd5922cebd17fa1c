/**
 * Entry point of the suite inside VS Code's extension host: runs every test file that lies beside it.
 * What it prints goes to the console and to `suite.log`, its result to `result.json`, both in the folder
 * that PODREACH_SUITE_FOLDER names: a host without a terminal is read there.
 */
import Mocha from 'mocha';
import { appendFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

/** Called by VS Code because of `--extensionTestsPath`. */
export async function run(): Promise<void> {
  const folder = process.env['PODREACH_SUITE_FOLDER'];
  if (folder === undefined) throw new Error('PODREACH_SUITE_FOLDER must name a folder for the result');
  printTo(path.join(folder, 'suite.log'));
  const { passes, failures } = await runAll(testFiles());
  // Renamed, so that nobody reads half a file.
  writeFileSync(path.join(folder, 'unfinished.json'), JSON.stringify({ passed: passes, failed: failures }));
  renameSync(path.join(folder, 'unfinished.json'), path.join(folder, 'result.json'));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function testFiles(): string[] {
  return readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.js'))
    .map((name) => path.join(__dirname, name));
}

/** Mocha's reporters print through this one function. */
function printTo(file: string): void {
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => {
    const line = format(...parts);
    console.log(line);
    appendFileSync(file, `${line}\n`);
  };
}

function runAll(files: readonly string[]): Promise<Mocha.Stats> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, forbidOnly: true, forbidPending: true });
  for (const file of files) mocha.addFile(file);
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      if (runner.stats === undefined) throw new Error('Mocha kept no count');
      resolve(runner.stats);
    });
  });
}
