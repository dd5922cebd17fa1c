/** Runs code-server: a VS Code in the browser, with settings and extensions of its own. */
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureCodeServer } from './install-code-server.mjs';
import { run, withDeadline } from './process.mjs';

/** A calm window: nothing that asks, greets, updates or reports. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.commandCenter.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  // A window in a browser saves by itself, others do not.
  'files.autoSave': 'off',
  'workbench.reduceMotion': 'on',
};

/**
 * @typedef {object} Home where one code-server keeps everything it writes
 * @property {string} folder
 * @property {string[]} flags what tells code-server, and VS Code as well, to use it
 */

/**
 * @param {string} folder a short path: sockets go there
 * @param {Record<string, unknown>} [settings] the user's settings
 * @returns {Promise<Home>}
 */
export async function prepareHome(folder, settings = {}) {
  const userData = path.join(folder, 'data');
  await mkdir(path.join(userData, 'User'), { recursive: true });
  await writeFile(
    path.join(userData, 'User', 'settings.json'),
    JSON.stringify({ ...SETTINGS, ...settings }, null, 2),
  );
  await writeFile(path.join(folder, 'config.yaml'), 'cert: false\n');
  const extensions = path.join(folder, 'extensions');
  return { folder, flags: [`--user-data-dir=${userData}`, `--extensions-dir=${extensions}`] };
}

/**
 * The environment without what would lead code-server to another window, port or password.
 * @param {Home} home
 * @returns {NodeJS.ProcessEnv}
 */
function ownEnvironment({ folder }) {
  const foreign = /^(VSCODE_|ELECTRON_|CODE_SERVER_|PASSWORD$|HASHED_PASSWORD$|PORT$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), CODE_SERVER_CONFIG: path.join(folder, 'config.yaml') };
}

/**
 * Installs a packaged extension.
 * @param {Home} home
 * @param {string} vsix
 */
export async function installExtension(home, vsix) {
  const entry = await ensureCodeServer();
  await run(process.execPath, [entry, ...home.flags, '--install-extension', vsix], {
    env: ownEnvironment(home),
  });
}

/**
 * Starts code-server and waits until it listens.
 * @param {Home} home
 * @param {object} [options]
 * @param {number} [options.port] 0 (the default) takes a free one
 * @param {string} [options.folder] what a window shows whose address names none
 * @param {boolean} [options.isTrusted] false for windows in Restricted Mode
 * @param {NodeJS.ProcessEnv} [options.env] variables beside the own ones
 * @returns {Promise<{origin: string, ended: Promise<number>, stop: () => Promise<void>}>}
 */
export async function startCodeServer(home, { port = 0, folder, isTrusted = true, env } = {}) {
  const entry = await ensureCodeServer();
  const flags = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry'];
  const calm = ['--disable-update-check', '--disable-getting-started-override'];
  const trust = isTrusted ? ['--disable-workspace-trust'] : [];
  const shown = folder === undefined ? [] : [folder];
  const child = spawn(process.execPath, [entry, ...home.flags, ...flags, ...calm, ...trust, ...shown], {
    env: { ...ownEnvironment(home), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code ?? 0)));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    return { origin: await listeningAddress(child), ended: /** @type {Promise<number>} */ (ended), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The address code-server says it listens on.
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @returns {Promise<string>}
 */
function listeningAddress(child) {
  let output = '';
  const address = new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      const match = /listening on (https?:\/\/[^\s/]+)/.exec(output);
      if (match) resolve(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`code-server did not start:\n${output.trim()}`)));
  });
  return withDeadline(
    /** @type {Promise<string>} */ (address),
    120_000,
    'code-server did not start in two minutes',
  );
}

/**
 * The address of a window on a folder, or on the folders that a workspace file lists.
 * @param {string} origin
 * @param {string} folder
 * @param {Record<string, string>} [payload] what the window is told besides, such as an extension to load
 */
export function windowAddress(origin, folder, payload = {}) {
  const url = new URL('/', origin);
  url.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  if (Object.keys(payload).length > 0) {
    url.searchParams.set('payload', JSON.stringify(Object.entries(payload)));
  }
  return url.href;
}

/**
 * A file or folder on code-server's machine, as its window names it.
 * @param {string} origin
 * @param {string} file
 */
export function remoteUri(origin, file) {
  return `vscode-remote://${new URL(origin).host}${encodeURI(file)}`;
}
