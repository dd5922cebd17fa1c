/**
 * `npm start`: builds Podreach and opens VS Code with it on `examples/`.
 *
 * Uses the `code` command if it can open a window here. Otherwise serves code-server, with the packaged
 * extension installed, prints its address and serves until Ctrl-C.
 *
 * Environment:
 *   PODREACH_VSCODE  the VS Code command to use instead of `code`; `code-server` to serve in any case
 *   PODREACH_PORT    the port to serve on; a free one if it is not set
 *   XDG_CACHE_HOME   where code-server is kept once it is installed (default: ~/.cache)
 */
import path from 'node:path';
import { buildAll } from './build.mjs';
import { installExtension, prepareHome, startCodeServer } from './host/code-server.mjs';
import { hasDisplay } from './host/display.mjs';
import { onPath, run, succeeds, temporaryFolder } from './host/process.mjs';
import { packageExtension } from './package.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const EXAMPLES = path.join(ROOT, 'examples');
const FIRST_FILE = path.join(EXAMPLES, 'aks-walkthrough', '3-broken', 'backend-policy.yaml');

/** The command of a VS Code that can open a window here, or undefined. @returns {string | undefined} */
function localCommand() {
  const given = process.env['PODREACH_VSCODE'];
  if (given === 'code-server') return undefined;
  if (given) return given;
  const command = onPath(process.platform === 'win32' ? 'code.cmd' : 'code');
  return command !== undefined && opensWindows(command) ? command : undefined;
}

/**
 * VS Code refuses to run as root, and its command inside of a remote window or of WSL leads elsewhere.
 * @param {string} command
 */
function opensWindows(command) {
  const { VSCODE_IPC_HOOK_CLI, WSL_DISTRO_NAME } = process.env;
  if (VSCODE_IPC_HOOK_CLI || WSL_DISTRO_NAME || !hasDisplay()) return false;
  if (process.platform === 'linux' && process.getuid?.() === 0) return false;
  return succeeds(command, ['--version']);
}

/** @param {string} command */
async function openLocally(command) {
  await buildAll({ production: false });
  await run(command, ['--new-window', `--extensionDevelopmentPath=${ROOT}`, EXAMPLES, FIRST_FILE], {
    shell: process.platform === 'win32',
  });
  console.log('VS Code shows Podreach on examples/, in a window of its own.');
}

async function serve() {
  const vsix = await packageExtension();
  const home = await prepareHome(temporaryFolder());
  await installExtension(home, vsix);
  const port = Number(process.env['PODREACH_PORT'] ?? 0);
  const server = await startCodeServer(home, { port, folder: EXAMPLES });
  const stop = () => void server.stop();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(`\nVS Code with Podreach on examples/:\n\n  ${server.origin}/\n`);
  console.log('Open aks-walkthrough/3-broken/backend-policy.yaml there. Ctrl-C stops.');
  process.exitCode = await server.ended;
}

const command = localCommand();
await (command === undefined ? serve() : openLocally(command));
