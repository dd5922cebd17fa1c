import { describe, expect, test } from 'vitest';
import { checkFile, MAX_DIAGNOSTICS } from '../../../server/src/rules/check';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import type { Snapshot } from '../../../server/src/workspace/snapshot';
import { check } from './fixture';

const HEAD = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec:
  podSelector: {}
`;
const BAD = `${HEAD}  ingres: []
  policyTypes: [ingress]
`;

function codes(text: string, settings = {}): readonly string[] {
  return check(text, settings).map(({ code, severity }) => `${severity} ${code}`);
}

function snapshotOf(text: string): Snapshot {
  const workspace = createWorkspace();
  workspace.set('a.yaml', text);
  return workspace.snapshot();
}

describe('levels', () => {
  test('come from the rules by default, in the order of the text', () => {
    expect(codes(BAD)).toEqual(['error unknown-field', 'error unsupported-value']);
  });

  test.each(['hint', 'info', 'warning', 'error'] as const)('can be set to %s', (level) => {
    expect(codes(BAD, { rules: { 'unknown-field': level } })).toContain(`${level} unknown-field`);
  });

  test('switch a rule off', () => {
    expect(codes(BAD, { rules: { 'unknown-field': 'off' } })).toEqual(['error unsupported-value']);
  });

  test('of a rule that knows more: switched off, the general rule speaks for it', () => {
    const text = `${HEAD}  ingress:\n  - from:\n    - podSelector:\n      matchLabels: {app: web}\n`;
    expect(codes(text)).toEqual(['error selector-labels-wrong-indent']);
    expect(codes(text, { rules: { 'selector-labels-wrong-indent': 'off' } })).toEqual([
      'error unknown-field',
    ]);
  });

  test('for words that objects inherit are no settings', () => {
    expect(codes(BAD, { rules: { constructor: 'off', toString: 'off' } })).toHaveLength(2);
  });
});

test.each([
  ['1.35', 'info'],
  ['v1.35.2', 'info'],
  ['1.36+', 'error'],
  ['latest', 'error'],
  [undefined, 'error'],
])('the version of Kubernetes %s decides about strict addresses', (kubernetesVersion, severity) => {
  const text = `${HEAD}  ingress:\n  - from:\n    - ipBlock: {cidr: 10.0.0.1/8}\n`;
  expect(codes(text, kubernetesVersion === undefined ? {} : { kubernetesVersion })).toEqual([
    `${severity} ip-block-not-canonical`,
  ]);
});

test('a rule that fails costs its own findings only, and is told', () => {
  const snapshot = snapshotOf(BAD);
  const file = snapshot.files.get('a.yaml');
  const broken: Snapshot = {
    ...snapshot,
    policyOf: () => {
      throw new Error('out of order');
    },
  };
  const failures: string[] = [];
  const found =
    file &&
    checkFile(broken, file, { onFailure: (rule, error) => failures.push(`${rule} ${String(error)}`) });
  expect(found?.map(({ code }) => code)).toEqual(['unknown-field', 'unsupported-value']);
  expect(failures).toContain('peer-or-instead-of-and Error: out of order');
  expect(file && checkFile(broken, file).length).toBe(2);
});

test('says in which document a finding is', () => {
  const other = BAD.replace('web', 'till');
  const found = check(`---\n${HEAD}---\n# nothing\n---\n${other}`);
  expect(found.map(({ document }) => document)).toEqual([2, 2]);
});

test('names field and reason as the API server does', () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  metadata: {name: a}\n  spec:\n    ingress: [{from: [{ipBlock: {}}]}]\n`;
  expect(check(list).map(({ field, reason }) => ({ field, reason }))).toEqual([
    { field: 'spec.ingress[0].from[0].ipBlock.cidr', reason: 'Required' },
  ]);
});

describe('a file with very many findings', () => {
  const faults = MAX_DIAGNOSTICS + 41;
  const text = `${HEAD}  ingress:\n  - from: [{namespaceSelector: {}}, {podSelector: {matchLabels: {a: b}}}]\n    ports:\n${'    - port: 0\n'.repeat(faults)}`;

  test('shows so many, and says how many more there are', () => {
    const found = check(text);
    expect(found).toHaveLength(MAX_DIAGNOSTICS + 1);
    expect(found.at(-1)).toMatchObject({ code: 'too-many-findings', severity: 'info' });
    expect(found.at(-1)?.message).toContain('And 42 more in this file');
  });

  test('leaves out the lighter ones first', () => {
    expect(check(text).map(({ code }) => code)).not.toContain('peer-or-instead-of-and');
  });
});

describe('comments that silence', () => {
  const silenced = [
    `${HEAD}  # podreach-ignore unknown-field: ours\n  ingres: []\n`,
    `${HEAD}  ingres: [] # podreach-ignore unknown-field\n`,
    `# podreach-ignore-file unknown-field: ours\n${HEAD}  ingres: []\n`,
    `${HEAD}  # podreach-ignore unknown-field, unused-ignore: ours\n  # and more about it\n\n  ingres: []\n`,
    `${HEAD}  #podreach-ignore   unknown-field :ours\n  ingres: []\n`,
  ];
  test.each(silenced)('%j', (text) => {
    expect(codes(text)).not.toContain('error unknown-field');
    expect(codes(text.replaceAll('\n', '\r\n'))).not.toContain('error unknown-field');
  });

  test('silence neither other lines nor other rules', () => {
    expect(codes(`${HEAD}  # podreach-ignore unknown-field\n  ingres: []\n  egres: []\n`)).toEqual([
      'error unknown-field',
    ]);
    expect(codes(`${HEAD}  # podreach-ignore wrong-type\n  ingres: []\n`)).toEqual([
      'hint unused-ignore',
      'error unknown-field',
    ]);
  });

  test('about a rule that is switched off are not called useless', () => {
    const text = `${HEAD}  # podreach-ignore unknown-field\n  ingress: []\n`;
    expect(codes(text)).toEqual(['hint unused-ignore']);
    expect(codes(text, { rules: { 'unknown-field': 'off' } })).toEqual([]);
  });
});

test('says once what is wrong with an object that aliases repeat', () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n- &one\n  apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  metadata: {name: a}\n  spec: {ingres: []}\n- *one\n`;
  expect(check(list).filter(({ code }) => code === 'unknown-field')).toHaveLength(1);
});

test.each(['\r', '\u0085', '\u2028'])('offers no edits where lines end with %j', (lineEnd) => {
  const [before] = check(BAD);
  const [after] = check(BAD.replaceAll('\n', lineEnd));
  expect(before?.fixes).not.toEqual([]);
  expect(after).toMatchObject({ code: before?.code, fixes: [] });
});
