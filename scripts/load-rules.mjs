/** The rules as the server has them, for what is written from their documentation. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';

const REGISTRY = new URL('../server/src/rules/registry.ts', import.meta.url);

/** All rules, in the order of their ids. */
export async function loadRules() {
  await generate();
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(REGISTRY)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { RULES } = await import(`data:text/javascript;base64,${source}`);
  return RULES;
}
