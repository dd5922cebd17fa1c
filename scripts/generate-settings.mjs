/**
 * Lists the rules in the extension manifest, so that settings.json completes and explains their ids.
 * Run it after adding a rule; a test of the package says when that was forgotten.
 */
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';
import { writeIfChanged } from './write-if-changed.mjs';

const MANIFEST = new URL('../package.json', import.meta.url);
const REGISTRY = new URL('../server/src/rules/registry.ts', import.meta.url);

/** The rules, as the server has them. */
async function loadRules() {
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

await generate();
const rules = await loadRules();
const manifest = JSON.parse(await readFile(MANIFEST, 'utf8'));
manifest.contributes.configuration.properties['podreach.rules'].propertyNames = {
  enum: rules.map(({ id }) => id),
  enumDescriptions: rules.map(({ documentation }) => documentation.title),
};
await writeIfChanged(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
