/**
 * Azure's tutorial, through the server: the example folder from the real disk, each stage a cluster of its own.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { nodeRuntime } from '../../../server/src/lsp/node-server';
import { startEditor, type Editor } from './editor';

const EXAMPLES = path.resolve(import.meta.dirname, '../../../examples');

async function openExamples(): Promise<Editor> {
  const editor = await startEditor({
    runtime: nodeRuntime,
    folders: [URI.file(EXAMPLES).toString()],
    settings: () => ({ cluster: { roots: ['aks-walkthrough/*'] } }),
  });
  onTestFinished(() => editor.close());
  return editor;
}

function example(stage: string, name: string) {
  const place = path.join(EXAMPLES, 'aks-walkthrough', stage, name);
  return { uri: URI.file(place).toString(), text: readFileSync(place, 'utf8') };
}

/** The clients that get the page of the backend. */
async function reachers(editor: Editor, stage: string): Promise<readonly string[]> {
  const { uri } = example(stage, 'backend.yaml');
  const answer = await editor.reach({ direction: 'to', uri, target: 'svc/development/backend' });
  const reachable = answer?.groups.find(({ id }) => id === 'reachable')?.entries ?? [];
  return reachable.map(({ id }) => id);
}

const CLIENT = 'development/client[Pod]';
const FRONTEND = 'development/frontend[Pod]';
const OTHER = 'production/frontend[Pod]';

describe('the walkthrough', () => {
  it.each([
    ['1', []],
    ['2', [FRONTEND, OTHER]],
    ['3', [FRONTEND]],
    ['3-broken', [CLIENT, FRONTEND]],
  ])('lets through at stage %s whom the tutorial lets through', async (stage, clients) => {
    expect(await reachers(await openExamples(), stage)).toEqual(clients);
  });

  it('warns of the dash too many, and its fix gives stage 3 back', async () => {
    const editor = await openExamples();
    const { uri, text } = example('3-broken', 'backend-policy.yaml');
    const policy = await editor.open(uri, text);
    expect(await reachers(editor, '3-broken')).toEqual([CLIENT, FRONTEND]); // The folder is read by then.
    const found = await policy.diagnostics();
    expect(found).toMatchObject([{ code: 'peer-or-instead-of-and', severity: 2 }]);
    const [merge] = await policy.codeActions(found, ['quickfix']);
    const [change] = merge?.edit?.documentChanges ?? [];
    const edits = change !== undefined && 'edits' in change ? change.edits : [];
    await policy.apply(edits.flatMap((edit) => ('newText' in edit ? [edit] : [])));
    expect(await policy.diagnostics()).toEqual([]);
    expect(await reachers(editor, '3-broken')).toEqual([FRONTEND]);
    const spec = (yaml: string) => yaml.slice(yaml.indexOf('\nspec:'));
    expect(spec(policy.text())).toBe(spec(example('3', 'backend-policy.yaml').text));
  });

  it('follows the text while it is typed', async () => {
    const editor = await openExamples();
    const { uri, text } = example('3', 'backend-policy.yaml');
    const policy = await editor.open(uri, text);
    await policy.edit('purpose: development', 'purpose: production');
    expect(await reachers(editor, '3')).toEqual([OTHER]);
  });
});
