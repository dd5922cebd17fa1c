/**
 * Bundles the programs into `dist/`: the VS Code side and the language server, each for Node and for browsers, the
 * page of the connectivity map, and the command line. It and the server on Node are small, and load the rest with the
 * code that V8 has made of it. Before that, the pages of the rules and their list in the settings are brought up to
 * date.
 * `--production` minifies and leaves source maps out; `--watch` rebuilds on change.
 */
import { context, build } from 'esbuild';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileAhead, runCommand, runServer } from './compile-ahead.mjs';
import { describeRules } from './describe-rules.mjs';
import { generate } from './generate.mjs';

const ROOT = path.join(import.meta.dirname, '..');

/** Programs without their beginnings, by the names that these know, and what is to be run of them once. */
const COMPILED = { 'cli-program': runCommand, 'server-program': runServer };

const NODE_PROGRAMS = {
  client: 'client/src/node-main.ts',
  server: 'server/src/lsp/node-main.ts',
  cli: 'server/src/cli/main.ts',
  'cli-program': 'server/src/cli/program.ts',
  'server-program': 'server/src/lsp/node-server.ts',
};

const BROWSER_PROGRAMS = {
  'client.web': 'client/src/browser-main.ts',
  'server.web': 'server/src/lsp/browser-main.ts',
};

/** The script and the style of the page that the VS Code side shows. */
const PAGE_PARTS = {
  map: 'client/src/map/webview/main.ts',
  'map-style': 'client/src/map/webview/map.css',
};

/** The command starts the server from the server's bundle. @type {import('esbuild').Plugin} */
const SERVER_APART = {
  name: 'server-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/lsp\/node-main$/ }, () => ({ path: './server.js', external: true }));
  },
};

/**
 * commander can start verbs that are programs of their own. There are none, and to load what starts programs takes
 * longer than to load commander. @type {import('esbuild').Plugin}
 */
const NO_PROGRAMS = {
  name: 'no-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/u.test(importer) ? { path: 'nothing', namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: '' }));
  },
};

/**
 * @typedef {object} BuildOptions
 * @property {boolean} production
 * @property {string[]} [programs] by their names in `dist/`; all of them when absent
 * @property {string} [folder] where the bundles are put
 */

/** What esbuild is told of the programs for Node. @param {BuildOptions} options */
function bundleOptions(options) {
  return {
    ...commonOptions(options, NODE_PROGRAMS),
    platform: /** @type {const} */ ('node'),
    target: 'node20',
    // A script with code that was compiled ahead knows `require` alone.
    supported: { 'dynamic-import': false },
    plugins: [SERVER_APART, NO_PROGRAMS],
  };
}

/** The same of the programs for browsers. @param {BuildOptions} options */
function browserBundleOptions(options) {
  return {
    ...commonOptions(options, BROWSER_PROGRAMS),
    platform: /** @type {const} */ ('browser'),
    target: 'es2022',
  };
}

/**
 * @param {BuildOptions} options
 * @param {Record<string, string>} all
 */
function commonOptions({ production, programs, folder = 'dist' }, all) {
  const wanted = Object.entries(all).filter(([name]) => programs?.includes(name) ?? true);
  return {
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(wanted),
    outdir: folder,
    bundle: true,
    format: /** @type {const} */ ('cjs'),
    external: ['vscode'],
    mainFields: ['module', 'main'],
    // What need not be read is left out: the command reads all of its bundle at each start.
    minifyWhitespace: true,
    minifySyntax: true,
    minifyIdentifiers: production,
    sourcemap: !production,
    logLevel: /** @type {const} */ ('warning'),
  };
}

/** The same of the page. @param {BuildOptions} options */
function pageOptions(options) {
  return {
    ...commonOptions(options, PAGE_PARTS),
    platform: /** @type {const} */ ('browser'),
    target: 'es2022',
    format: /** @type {const} */ ('iife'),
  };
}

/** What esbuild is told of everything that is shipped. @param {BuildOptions} options */
export function shippedBundles(options) {
  return [bundleOptions(options), browserBundleOptions(options), pageOptions(options)];
}

/** Builds the bundles once. @param {BuildOptions} options */
export async function buildAll(options) {
  await generate();
  await Promise.all(shippedBundles(options).map((bundles) => build(bundles)));
  const { programs, folder = 'dist' } = options;
  for (const [name, run] of Object.entries(COMPILED)) {
    if (programs?.includes(name) ?? true) await compileAhead(path.resolve(ROOT, folder, `${name}.js`), run);
  }
}

async function main(args) {
  const options = { production: args.includes('--production') };
  await describeRules();
  if (!args.includes('--watch')) return buildAll(options);
  await (await context(bundleOptions(options))).watch();
  await (await context(browserBundleOptions(options))).watch();
  await (await context(pageOptions(options))).watch();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
