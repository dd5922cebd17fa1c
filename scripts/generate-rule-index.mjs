/**
 * Lists the rules by looking at the folder: every file of `server/src/rules/` that exports `rule` is one.
 * So a new rule is one file, and nothing has to be told of it.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { writeIfChanged } from './write-if-changed.mjs';

const RULES = new URL('../server/src/rules/', import.meta.url);

/** Writes `generated/index.ts`, the list of all rules in the order of their ids. */
export async function generateRuleIndex() {
  const ids = await ruleIds();
  const imports = ids.map((id, place) => `import { rule as rule${place} } from '../${id}';`);
  const list = ids.map((_, place) => `  rule${place},`);
  const text = [
    '// Written by scripts/generate-rule-index.mjs.',
    `import type { Rule } from '../rule';`,
    ...imports,
    '',
    'export const RULES: readonly Rule[] = [',
    ...list,
    '];',
    '',
  ].join('\n');
  await mkdir(new URL('generated/', RULES), { recursive: true });
  await writeIfChanged(new URL('generated/index.ts', RULES), text);
}

async function ruleIds() {
  const files = (await readdir(RULES)).filter((file) => file.endsWith('.ts')).sort();
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, RULES), 'utf8')));
  return files.filter((_, index) => exportsRule(texts[index])).map((file) => file.replace(/\.ts$/, ''));
}

function exportsRule(text) {
  return /^export const rule\b/m.test(text);
}
