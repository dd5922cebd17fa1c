/**
 * Keeps the code that V8 makes of the command's bundle, so that the command need not compile it at each start.
 * `server/src/cli/compiled.ts` reads it.
 */
import { writeFile, readFile } from 'node:fs/promises';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

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

/** @param {string} bundle the program without its beginning: it exports `runCli` */
export async function compileAhead(bundle) {
  const text = await readFile(bundle, 'utf8');
  // `compiled.ts` reads it as what takes the least time to read.
  if (/[^\0-\x7F]/u.test(text)) throw new Error(`${bundle} has characters that are not ASCII`);
  const script = new Script(Module.wrap(text), { filename: bundle });
  const module = { exports: /** @type {any} */ ({}) };
  script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, path.dirname(bundle));
  for (const args of TYPICAL) await module.exports.runCli(args, surroundings());
  await writeFile(bundle.replace(/\.js$/u, '.v8cache'), script.createCachedData());
}

/** The program talks to nobody. */
function surroundings() {
  const readStdin = () => Promise.resolve(new Uint8Array());
  return { cwd: process.cwd(), environment: {}, out: NOWHERE, err: NOWHERE, readStdin };
}
