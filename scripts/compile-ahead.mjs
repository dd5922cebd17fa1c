/**
 * Keeps the code that V8 makes of a bundle, so that the command and the server need not compile theirs at each start.
 * `server/src/lsp/compiled.ts` reads it.
 */
import { writeFile, readFile } from 'node:fs/promises';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const EXAMPLE = path.join(import.meta.dirname, '..', 'examples', 'aks-walkthrough', '3');

/** V8 keeps the functions that have run. */
const TYPICAL = [
  ['connectivity', EXAMPLE],
  ['connectivity', '--format=json', EXAMPLE],
  ['check', EXAMPLE],
  ['reach', '--to=svc/development/backend', EXAMPLE],
  ['explain', '--from=production/frontend', '--to=svc/development/backend', EXAMPLE],
];

const NOWHERE = {
  write: () => undefined,
  isTerminal: false,
  isClosed: false,
  isFull: false,
  drained: () => Promise.resolve(),
};

/**
 * @param {string} bundle a program without its beginning
 * @param {(exports: any) => Promise<void>} run uses what the bundle exports, as it is typically used
 */
export async function compileAhead(bundle, run) {
  const text = await readFile(bundle, 'utf8');
  // `compiled.ts` reads it as what takes the least time to read.
  if (/[^\0-\x7F]/u.test(text)) throw new Error(`${bundle} has characters that are not ASCII`);
  const script = new Script(Module.wrap(text), { filename: bundle });
  const module = { exports: /** @type {any} */ ({}) };
  script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, path.dirname(bundle));
  await run(module.exports);
  await writeFile(bundle.replace(/\.js$/u, '.v8cache'), script.createCachedData());
}

/** Some commands. @param {any} program */
export async function runCommand({ runCli }) {
  for (const args of TYPICAL) await runCli(args, surroundings());
}

/** The beginning of a session, and an edit. @param {any} program */
export async function runServer({ startNodeServer }) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  void startNodeServer({ input, output });
  const client = createMessageConnection(new StreamMessageReader(output), new StreamMessageWriter(input));
  client.listen();
  await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await client.sendNotification('initialized', {});
  const uri = pathToFileURL(path.join(EXAMPLE, 'backend-policy.yaml')).href;
  const text = await readFile(new URL(uri), 'utf8');
  /** @param {string} method @param {object} params */
  const told = async (method, params) => {
    const answer = new Promise((resolve) => {
      client.onNotification('textDocument/publishDiagnostics', resolve);
    });
    await client.sendNotification(method, params);
    await answer;
  };
  await told('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
  const contentChanges = [{ text: text.replaceAll('port', 'prt') }];
  await told('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
  await client.sendRequest('textDocument/codeLens', { textDocument: { uri } });
  client.dispose();
}

/** The program talks to nobody. */
function surroundings() {
  const readStdin = () => Promise.resolve(new Uint8Array());
  return { cwd: process.cwd(), environment: {}, out: NOWHERE, err: NOWHERE, readStdin };
}
