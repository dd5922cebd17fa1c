/** Lists the rules in the extension manifest, so that settings.json completes and explains their ids. */
import { readFile } from 'node:fs/promises';
import { writeIfChanged } from './write-if-changed.mjs';

const MANIFEST = new URL('../package.json', import.meta.url);

export async function listRulesInSettings(rules) {
  const manifest = JSON.parse(await readFile(MANIFEST, 'utf8'));
  manifest.contributes.configuration.properties['podreach.rules'].propertyNames = {
    enum: rules.map(({ id }) => id),
    enumDescriptions: rules.map(({ documentation }) => documentation.title),
  };
  await writeIfChanged(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
}
