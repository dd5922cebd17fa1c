/**
 * Bundles the programs into `dist/`: the VS Code side and the language server, each for Node and for browsers, and
 * the command line.
 * `--production` minifies and leaves source maps out; `--watch` rebuilds on change.
 */
import { context, build } from 'esbuild';
import { pathToFileURL } from 'node:url';
import { generate } from './generate.mjs';

const NODE_PROGRAMS = {
  client: 'client/src/node-main.ts',
  server: 'server/src/lsp/node-main.ts',
  cli: 'server/src/cli/main.ts',
};

const BROWSER_PROGRAMS = {
  'client.web': 'client/src/browser-main.ts',
  'server.web': 'server/src/lsp/browser-main.ts',
};

/** What esbuild is told of the programs for Node. @param {{production: boolean}} options */
export function bundleOptions({ production }) {
  return {
    ...commonOptions(production),
    entryPoints: NODE_PROGRAMS,
    platform: /** @type {const} */ ('node'),
    target: 'node20',
  };
}

/** The same of the programs for browsers. @param {{production: boolean}} options */
export function browserBundleOptions({ production }) {
  return {
    ...commonOptions(production),
    entryPoints: BROWSER_PROGRAMS,
    platform: /** @type {const} */ ('browser'),
    target: 'es2022',
  };
}

/** @param {boolean} production */
function commonOptions(production) {
  return {
    outdir: 'dist',
    bundle: true,
    format: /** @type {const} */ ('cjs'),
    external: ['vscode'],
    mainFields: ['module', 'main'],
    minify: production,
    sourcemap: !production,
    logLevel: /** @type {const} */ ('warning'),
  };
}

/** Builds all bundles once. @param {{production: boolean}} options */
export async function buildAll(options) {
  await generate();
  await Promise.all([build(bundleOptions(options)), build(browserBundleOptions(options))]);
}

async function main(args) {
  const options = { production: args.includes('--production') };
  if (!args.includes('--watch')) return buildAll(options);
  await generate();
  await (await context(bundleOptions(options))).watch();
  await (await context(browserBundleOptions(options))).watch();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
