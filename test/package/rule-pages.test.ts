import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rulePages } from '../../scripts/generate-rule-pages.mjs';
import { rulePage } from '../../server/src/features/rule-page';
import { RULES } from '../../server/src/rules/registry';
import { manifest } from './manifest';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'docs', 'rules');
const pages = rulePages(RULES);

describe('the pages of the rules', () => {
  it('are all there, and no others', async () => {
    const written = await readdir(FOLDER);
    expect(written.toSorted()).toEqual(Object.keys(pages).toSorted());
  });

  it.each(Object.keys(pages))(
    '%s is as the rules say: otherwise commit what `npm run build` writes',
    async (name) => {
      expect(await readFile(path.join(FOLDER, name), 'utf8')).toBe(pages[name]);
    },
  );

  it('stand where the diagnostics point to', () => {
    for (const { id } of RULES) {
      const [, file] = new URL(rulePage(id)).pathname.split(`/blob/v${manifest.version}/docs/rules/`);
      expect(Object.keys(pages)).toContain(file);
    }
  });

  it('say how to silence the rule, in the three ways there are', () => {
    for (const { id } of RULES) {
      const text = pages[`${id}.md`];
      expect(text).toContain(`# podreach-ignore ${id}: `);
      expect(text).toContain(`"podreach.rules": { "${id}": "off" }`);
      expect(text).toContain(`--rule ${id}=off`);
    }
  });
});
