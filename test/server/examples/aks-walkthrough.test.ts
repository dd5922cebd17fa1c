import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFile } from '../../../server/src/rules/check';
import type { FixEdit } from '../../../server/src/rules/rule';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { run, runJson } from '../cli/run';

const ROOT = path.join(import.meta.dirname, '../../..');
const STAGES = ['1', '2', '3', '3-broken'];

const FRONTEND = 'development/frontend';
const CLIENT = 'development/client';
const OTHER_FRONTEND = 'production/frontend';

/** What `wget --timeout=2 http://backend.development` gets, stage by stage, as the tutorial shows it. */
const TABLE: readonly (readonly [stage: string, from: string, gets: 'page' | 'times out'])[] = [
  ['1', FRONTEND, 'times out'],
  ['1', CLIENT, 'times out'],
  ['1', OTHER_FRONTEND, 'times out'],
  ['2', FRONTEND, 'page'],
  ['2', CLIENT, 'times out'],
  ['2', OTHER_FRONTEND, 'page'],
  ['3', FRONTEND, 'page'],
  ['3', CLIENT, 'times out'],
  ['3', OTHER_FRONTEND, 'times out'],
  ['3-broken', FRONTEND, 'page'],
  ['3-broken', CLIENT, 'page'],
  ['3-broken', OTHER_FRONTEND, 'times out'],
];

function stage(name: string): string {
  return `examples/aks-walkthrough/${name}`;
}

function textOf(stageName: string, file: string): string {
  return readFileSync(path.join(ROOT, stage(stageName), file), 'utf8');
}

describe('each cell of the walkthrough', () => {
  it.each(TABLE)('stage %s, from %s: %s', async (name, from, gets) => {
    const verdict = gets === 'page' ? 'allowed' : 'denied';
    const question = ['explain', '--from', from, '--to', 'svc/development/backend', '--port', '80', stage(name)];
    expect(await runJson(question, { cwd: ROOT })).toMatchObject({ verdict });
    const { status, out } = await run([...question, '--expect', verdict], { cwd: ROOT });
    expect(status).toBe(0);
    expect(out.split('\n')[0]).toBe(`${from}[Pod] to svc/development/backend on port 80: ${verdict}`);
  });

  it.each(TABLE)('stage %s, from %s by the URL of the tutorial: %s', async (name, from, gets) => {
    const verdict = gets === 'page' ? 'allowed' : 'denied';
    const url = 'http://backend.development';
    expect(await runJson(['explain', '--from', from, '--to', url, stage(name)], { cwd: ROOT })).toMatchObject({
      verdict,
    });
  });
});

describe('check of the walkthrough', () => {
  it.each(['1', '2', '3'])('has nothing to say about stage %s', async (name) => {
    expect(await runJson(['check', stage(name)], { cwd: ROOT })).toEqual({ files: 5, diagnostics: [] });
  });

  it('warns of the extra dash in stage 3-broken, and of nothing else', async () => {
    expect(await runJson(['check', stage('3-broken')], { cwd: ROOT })).toMatchObject({
      diagnostics: [
        {
          file: `${stage('3-broken')}/backend-policy.yaml`,
          severity: 'warning',
          code: 'peer-or-instead-of-and',
          reason: null,
        },
      ],
    });
  });

  it('tells the stages apart when all are checked at once', async () => {
    const question = ['check', '--cluster-root', 'examples/aks-walkthrough/*', 'examples'];
    expect(await runJson(question, { cwd: ROOT })).toMatchObject({
      files: 20,
      diagnostics: [{ code: 'peer-or-instead-of-and' }],
    });
  });
});

describe('the quick fix of stage 3-broken', () => {
  it('gives stage 3 back to the byte', () => {
    const workspace = createWorkspace();
    for (const file of readdirSync(path.join(ROOT, stage('3-broken')))) workspace.set(file, textOf('3-broken', file));
    const snapshot = workspace.snapshot();
    const file = snapshot.files.get('backend-policy.yaml');
    const [diagnostic] = file === undefined ? [] : checkFile(snapshot, file);
    const fix = diagnostic?.fixes?.find(({ title }) => title.startsWith('Merge into one peer'));
    expect(rulesOf(applied(textOf('3-broken', 'backend-policy.yaml'), fix?.edits ?? []))).toBe(
      rulesOf(textOf('3', 'backend-policy.yaml')),
    );
  });
});

/** The text after the edits, which do not overlap. */
function applied(text: string, edits: readonly FixEdit[]): string {
  return edits
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce((before, { range, newText }) => before.slice(0, range.start) + newText + before.slice(range.end), text);
}

/** The manifest without the comment on top, which each stage has its own of. */
function rulesOf(text: string): string {
  return text.replace(/^#.*\n/gmu, '');
}

describe('the files of the walkthrough', () => {
  const shared = ['namespaces.yaml', 'backend.yaml', 'frontends.yaml', 'client.yaml'];

  it.each(STAGES)('stage %s has the shared manifests and its policy', (name) => {
    expect(readdirSync(path.join(ROOT, stage(name))).toSorted()).toEqual([...shared, 'backend-policy.yaml'].toSorted());
  });

  it.each(shared)('%s is the same in every stage', (file) => {
    expect(new Set(STAGES.map((name) => textOf(name, file))).size).toBe(1);
  });

  it.each(STAGES)('the comment of stage %s promises what the table says', (name) => {
    const promised = TABLE.filter(([of]) => of === name).map(
      ([, from, gets]) => `#   ${from.padEnd(20)}   ${gets === 'page' ? 'gets the page' : 'times out'}`,
    );
    for (const line of promised) expect(textOf(name, 'backend-policy.yaml')).toContain(line);
  });

  it('stage 3-broken differs from stage 3 in one dash', () => {
    const rules = (name: string): string => rulesOf(textOf(name, 'backend-policy.yaml'));
    expect(rules('3-broken').replace('- podSelector', '  podSelector')).toBe(rules('3'));
  });
});
