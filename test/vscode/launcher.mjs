#!/usr/bin/env node
/**
 * Stands in for the VS Code executable where there is none: takes the arguments that
 * `@vscode/test-electron` gives to VS Code, opens the same folder, extension and test suite in code-server
 * with a headless Chromium, prints what the suite prints, and ends with its result.
 */
import { existsSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { START_DEADLINE, launchChromium } from '../../scripts/host/chromium.mjs';
import { remoteUri, startCodeServer, windowAddress } from '../../scripts/host/code-server.mjs';
import { withDeadline } from '../../scripts/host/process.mjs';

const SUITE_ENDS_WITHIN = 600_000;

/** VS Code's arguments, as far as they are told to code-server. */
function readArguments() {
  const text = { type: /** @type {const} */ ('string') };
  const options = {
    extensionDevelopmentPath: text,
    extensionTestsPath: text,
    'user-data-dir': text,
    'extensions-dir': text,
  };
  const { values, positionals } = parseArgs({ options, strict: false, allowPositionals: true });
  const folder = positionals[0] ?? process.cwd();
  const userData = String(values['user-data-dir']);
  const flags = [`--user-data-dir=${userData}`, `--extensions-dir=${values['extensions-dir']}`];
  return {
    folder,
    home: { folder: path.dirname(userData), flags },
    extension: String(values['extensionDevelopmentPath']),
    suite: String(values['extensionTestsPath']),
  };
}

/**
 * Follows the files that the suite writes. `started` comes true with its first line, `result` with its last.
 * @param {string} folder
 */
function followSuite(folder) {
  const log = path.join(folder, 'suite.log');
  const result = path.join(folder, 'result.json');
  const started = deferred();
  const ended = deferred();
  let printed = 0;
  const read = () => {
    if (!existsSync(log)) return;
    started.resolve();
    const lines = readFileSync(log, 'utf8');
    process.stdout.write(lines.slice(printed));
    printed = lines.length;
    if (existsSync(result)) ended.resolve(JSON.parse(readFileSync(result, 'utf8')));
  };
  const watcher = watch(folder, read);
  return { started: started.promise, result: ended.promise, stop: () => watcher.close() };
}

/** A promise that is settled from outside. */
function deferred() {
  /** @type {(value?: any) => void} */
  let resolve = () => undefined;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}

/**
 * Opens the window. What its console says is printed when the suite does not start.
 * @param {string} address
 */
async function openWindow(address) {
  const browser = await launchChromium();
  const page = await browser.newPage({
    viewport: { width: 1600, height: 1000 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  /** @type {string[]} */
  const messages = [];
  page.on('console', (message) => void messages.push(message.text()));
  // Only until something is there: that the suite starts is waited for on its own.
  await page.goto(address, { waitUntil: 'commit', timeout: START_DEADLINE });
  return { browser, messages };
}

async function main() {
  const folder = process.env['PODREACH_SUITE_FOLDER'];
  if (folder === undefined) throw new Error('PODREACH_SUITE_FOLDER must name a folder for the result');
  const given = readArguments();
  const suite = followSuite(folder);
  const server = await startCodeServer(given.home);
  const window = await openWindow(
    windowAddress(server.origin, given.folder, {
      extensionDevelopmentPath: remoteUri(server.origin, given.extension),
      extensionTestsPath: remoteUri(server.origin, given.suite),
    }),
  );
  try {
    await withDeadline(suite.started, START_DEADLINE, 'The test suite did not start.');
    const { failed } = await withDeadline(suite.result, SUITE_ENDS_WITHIN, 'The test suite did not end.');
    process.exitCode = failed > 0 ? 1 : 0;
  } catch (error) {
    console.error(window.messages.join('\n'));
    throw error;
  } finally {
    suite.stop();
    await window.browser.close();
    await server.stop();
  }
}

await main();
