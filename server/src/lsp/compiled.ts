/**
 * Loads a bundle with the code that V8 made of it when it was built: to compile it anew takes longer than most answers
 * do. Knows nothing of what is in the bundle.
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

/** What a bundle's text becomes by `Module.wrap`. */
type Wrapped = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  file: string,
  folder: string,
) => void;

/** Where the code of a bundle is kept. */
export function codeFile(bundle: string): string {
  return bundle.replace(/\.js$/u, '.v8cache');
}

/** What the bundle exports. Without code, or with code of another version of V8, it only takes longer. */
export function loadCompiled(bundle: string): unknown {
  const require = createRequire(bundle);
  const cachedData = codeOf(bundle);
  if (cachedData === undefined) return require(bundle);
  // Whoever compiles ahead sees to it that the bundle is plain ASCII.
  const script = new Script(Module.wrap(readFileSync(bundle, 'latin1')), { filename: bundle, cachedData });
  const run: Wrapped = script.runInThisContext();
  const module = { exports: {} };
  run(module.exports, require, module, bundle, path.dirname(bundle));
  return module.exports;
}

/** V8 compares no more than the lengths of texts: code that is older than its bundle is that of another one. */
function codeOf(bundle: string): Buffer | undefined {
  const code = statSync(codeFile(bundle), { throwIfNoEntry: false });
  if (code === undefined || code.mtimeMs < statSync(bundle).mtimeMs) return undefined;
  return readFileSync(codeFile(bundle));
}
