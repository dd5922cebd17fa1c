import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sarifLog } from '../../../server/src/cli/sarif';
import { RULE_IDS } from '../../../server/src/rules/registry';
import { about } from './marked-diagnostic';

const SCHEMA = path.join(import.meta.dirname, '../../fixtures/sarif/sarif-2.1.0-rtm.5.json');

/** The schema is of draft 4, of which it uses nothing that later drafts understand differently but the name of ids. */
function readSchema(): object {
  const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Record<string, unknown>;
  return { ...schema, $schema: undefined, id: undefined };
}

const validate = new Ajv({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
  allErrors: true,
}).compile(readSchema());

function log(...found: readonly ReturnType<typeof about>[]) {
  const parsed: unknown = JSON.parse([...sarifLog(found)].join(''));
  validate(parsed);
  expect(validate.errors ?? []).toEqual([]);
  return parsed;
}

function resultOf(found: ReturnType<typeof about>): unknown {
  return (log(found) as { runs: [{ results: [unknown] }] }).runs[0].results[0];
}

describe('sarifLog', () => {
  it('is valid without results, and knows every rule with its documentation', () => {
    expect(log()).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'Podreach', rules: RULE_IDS.map((id) => ({ id })) } },
          columnKind: 'utf16CodeUnits',
          results: [],
        },
      ],
    });
  });

  it('places a result, counted from 1 in UTF-16 units', () => {
    const found = about('kind: Pod\nx: 😀«y»\n', { code: RULE_IDS[3] ?? '', severity: 'info' });
    expect(resultOf(found)).toEqual({
      ruleId: RULE_IDS[3],
      ruleIndex: 3,
      level: 'note',
      message: { text: 'Something is odd' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.yaml' },
            region: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 7 },
          },
        },
      ],
    });
  });

  it.each([
    ['my manifests/#1 100%.yaml', 'my%20manifests/%231%20100%25.yaml'],
    ['/srv/a b.yaml', 'file:///srv/a%20b.yaml'],
  ])('writes the name %s as a URI', (name, uri) => {
    expect(resultOf(about('«a»: b', {}, name))).toMatchObject({
      locations: [{ physicalLocation: { artifactLocation: { uri } } }],
    });
  });

  it('carries related places and fixes', () => {
    const { range } = about('a: «b»\n');
    const found = about('a: «b»\n', {
      related: [
        { file: 'a.yaml', range, message: 'Because of this' },
        { file: 'gone.yaml', range, message: 'Nobody knows' },
      ],
      fixes: [{ title: 'Write c', edits: [{ range, newText: 'c' }] }],
    });
    const region = { startLine: 1, startColumn: 4, endLine: 1, endColumn: 5 };
    expect(resultOf(found)).toMatchObject({
      relatedLocations: [{ message: { text: 'Because of this' }, physicalLocation: { region } }],
      fixes: [
        {
          description: { text: 'Write c' },
          artifactChanges: [
            {
              artifactLocation: { uri: 'a.yaml' },
              replacements: [{ deletedRegion: region, insertedContent: { text: 'c' } }],
            },
          ],
        },
      ],
    });
  });

  it('is valid for several results, insertions and empty ranges', () => {
    const insertion = about('a:«»\n');
    log(
      about('«a»: b', { severity: 'error' }),
      about('a:«»\n', { fixes: [{ title: 'Add b', edits: [{ range: insertion.range, newText: ' b' }] }] }),
    );
  });
});
