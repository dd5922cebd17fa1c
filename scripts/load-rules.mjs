/** The rules as the server has them, for what is written from their documentation. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';

const REGISTRY = new URL('../server/src/rules/registry.ts', import.meta.url);
const BUNDLE = new URL('../out/rules.cjs', import.meta.url);

/** All rules, in the order of their ids. Bundled as CommonJS, as some of the libraries in it are. */
export async function loadRules() {
  await generate();
  await build({
    entryPoints: [fileURLToPath(REGISTRY)],
    outfile: fileURLToPath(BUNDLE),
    bundle: true,
    format: 'cjs',
    platform: 'node',
  });
  const { default: bundle } = await import(BUNDLE.href);
  return bundle.RULES;
}
