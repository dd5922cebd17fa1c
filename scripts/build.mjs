/**
 * Bundles the three programs into `dist/`: the VS Code side, the language server, the command line.
 * `--production` minifies and leaves source maps out; `--watch` rebuilds on change.
 */
import { context, build } from 'esbuild';
import { pathToFileURL } from 'node:url';
import { generate } from './generate.mjs';

const ENTRY_POINTS = {
  client: 'client/src/extension.ts',
  server: 'server/src/lsp/node-main.ts',
  cli: 'server/src/cli/main.ts',
};

/** What esbuild is told. @param {{production: boolean}} options */
export function bundleOptions({ production }) {
  return {
    entryPoints: ENTRY_POINTS,
    outdir: 'dist',
    bundle: true,
    platform: /** @type {const} */ ('node'),
    target: 'node20',
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
  await build(bundleOptions(options));
}

async function main(args) {
  const options = { production: args.includes('--production') };
  if (!args.includes('--watch')) return buildAll(options);
  await generate();
  await (await context(bundleOptions(options))).watch();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
