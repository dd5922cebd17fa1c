/** The rules as the server has them, for what is written from their documentation. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';

const REGISTRY = new URL('../server/src/rules/registry.ts', import.meta.url);
const BUNDLE = new URL('../out/rules.mjs', import.meta.url);

/** All rules, in the order of their ids. */
export async function loadRules() {
  await generate();
  await build({
    entryPoints: [fileURLToPath(REGISTRY)],
    outfile: fileURLToPath(BUNDLE),
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
  const { RULES } = await import(BUNDLE.href);
  return RULES;
}
