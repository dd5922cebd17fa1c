import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES, RULE_IDS } from '../../../server/src/rules/registry';
import { check } from './fixture';

const FOLDER = join(import.meta.dirname, '../../../server/src/rules');

test('every file with a rule is in the list, under the name of the file', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  const withRule = files.filter((file) =>
    /^export const rule\b/mu.test(readFileSync(join(FOLDER, file), 'utf8')),
  );
  expect(RULE_IDS).toEqual(withRule.map((file) => file.replace(/\.ts$/u, '')));
});

test('ids are kebab-case and unique', () => {
  expect(new Set(RULE_IDS).size).toBe(RULE_IDS.length);
  for (const id of RULE_IDS) expect(id).toMatch(/^[a-z]+(?:-[a-z][a-z\d]*)*$/u);
});

describe.each(RULES)('documentation of $id', ({ documentation }) => {
  test('says everything in whole sentences', () => {
    const { title, clusterDoes, meant, bad, good } = documentation;
    expect(title).toMatch(/^[A-Z].*[^.]$/u);
    for (const text of [clusterDoes, meant]) expect(text).toMatch(/^\S.*[.]$/su);
    expect(bad).not.toBe(good);
  });
});

/** An example is a piece of a policy; this puts it where it belongs. */
function inPolicy(example: string): string {
  const indented = (columns: number): string => example.replaceAll(/^/gmu, ' '.repeat(columns));
  const type = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';
  if (/^---$/mu.test(example)) return `${example}\n`;
  if (/^spec:/mu.test(example) && example.startsWith('apiVersion')) return `${example}\n`;
  if (example.startsWith('apiVersion')) return `${example}\nmetadata: {name: a}\nspec: {podSelector: {}}\n`;
  if (/^(?:kind|#|spec:)/u.test(example))
    return `${type}metadata: {name: a}\n${example.replace(/^kind:.*\n/u, '')}\n`;
  if (example.startsWith('ownerReferences')) return `${type}metadata:\n  name: a\n${indented(2)}\nspec: {}\n`;
  if (example.startsWith('metadata')) {
    const named = /^ {2}name:/mu.test(example) ? example : example.replace(/: \{\}$|:$/mu, ':\n  name: a');
    return `${type}${named}\nspec: {}\n`;
  }
  const head = `${type}metadata: {name: a, namespace: shop}\nspec:\n`;
  if (/^(?:podSelector|policyTypes|ingress|egress)/u.test(example)) return `${head}${indented(2)}\n`;
  if (example.startsWith('matchExpressions')) return `${head}  podSelector:\n${indented(4)}\n`;
  if (example.startsWith('ipBlock'))
    return `${head}  ingress:\n  - from:\n    - ${indented(6).trimStart()}\n`;
  return `${head}  ingress:\n  - ${indented(4).trimStart()}\n`;
}

/** What cannot be shown in a few lines, or needs a workspace around it. */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  'too-many-findings',
  'kustomize-label-injection',
  'peer-and-instead-of-or',
  'policy-not-enforced',
  'equal-priority',
]);

describe.each(RULES.filter(({ id }) => !NOT_SHOWN.has(id)))(
  'examples of $id',
  ({ id, severity, documentation, engines }) => {
    const [engine] = engines ?? [];
    // A level switches on what is off by default, and changes nothing else here.
    const settings = {
      rules: { [id]: severity },
      ...(engine !== undefined && { engine }),
      nodeCIDRs: ['10.240.0.0/16'],
    };

    test('the bad one has the finding', () => {
      expect(check(inPolicy(documentation.bad), settings).map(({ code }) => code)).toContain(id);
    });

    test('the good one has none of this rule, and no error', () => {
      const found = check(inPolicy(documentation.good), settings);
      expect(found.filter(({ code, severity }) => code === id || severity === 'error')).toEqual([]);
    });
  },
);
