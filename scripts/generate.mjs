/**
 * Writes the sources that are made from others: validators from the schemas, and the list of the rules.
 * Runs after an install (`prepare`), before a build and before the tests, so that they are never stale.
 */
import { pathToFileURL } from 'node:url';
import { generateRuleIndex } from './generate-rule-index.mjs';
import { generateValidators } from './generate-validators.mjs';

export async function generate() {
  await Promise.all([generateValidators(), generateRuleIndex()]);
}

/** Called by vitest before the tests. */
export const setup = generate;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await generate();
