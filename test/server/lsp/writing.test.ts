import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { uriOf, type Editor, type EditorDocument } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { startSlowly } from './slow-disk';
import { start } from './start';

const files = { 'workloads.yaml': WORKLOADS };

/** What is offered at a place, `|` in the text being the cursor. */
async function complete(
  { connection }: Editor,
  document: EditorDocument,
  at: string,
  triggerKind = 1,
): Promise<readonly CompletionItem[]> {
  const list = await connection.sendRequest<CompletionList | null>('textDocument/completion', {
    textDocument: { uri: document.uri },
    position: document.place(at),
    context: { triggerKind },
  });
  return list?.items ?? [];
}

describe('completion', () => {
  it('does not keep anybody waiting for the folder: it offers fields, and is to be asked again', async () => {
    const { editor, finish } = await startSlowly('pull');
    const policy = await editor.open('policy.yaml', POLICY);
    const ask = (at: string) =>
      editor.connection.sendRequest<CompletionList | null>('textDocument/completion', {
        textDocument: { uri: policy.uri },
        position: policy.place(at),
      });
    const fields = await ask('  p|odSelector');
    expect(fields).toMatchObject({ isIncomplete: true });
    expect(fields?.items.map(({ label }) => label)).toContain('policyTypes');
    expect(await ask('app: w|eb')).toEqual({ isIncomplete: true, items: [] });
    finish();
    await editor.status(({ busy }) => !busy);
    const labels = await ask('app: w|eb');
    expect(labels).toMatchObject({ isIncomplete: false });
    expect(labels?.items.map(({ label }) => label)).toEqual(['web', 'cart', 'db']);
  });

  it('offers labels of other files while a value is typed, and takes one', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    await policy.edit('app: web', 'app: ');
    const items = await complete(
      editor,
      policy,
      'podSelector:\n            matchLabels:\n              app: |',
    );
    expect(items.map(({ label }) => label)).toEqual(['web', 'cart', 'db']);
    const edit = items.find(({ label }) => label === 'db')?.textEdit;
    await policy.apply([edit as TextEdit]);
    expect(policy.text()).toContain('app: db\n      ports');
  });

  it('documents an item when it is looked at', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const [web] = await complete(editor, policy, 'app: c|art');
    const resolved = await editor.connection.sendRequest<CompletionItem>('completionItem/resolve', web);
    expect(resolved.documentation).toEqual({ kind: 'markdown', value: 'On `shop/web[Deployment]`' });
  });

  it('offers whole policies in an empty file to who asks, not to who types a blank', async () => {
    const { editor } = await start(files);
    const empty = await editor.open('new.yaml', '\n');
    expect((await complete(editor, empty, '|'))[0]).toMatchObject({ insertTextFormat: 1 });
    expect(await complete(editor, empty, '|', 2)).toEqual([]);
  });

  it('has places to fill in for clients that know them', async () => {
    const capabilities = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
    const { editor } = await start(files, { capabilities });
    const [first] = await complete(editor, await editor.open('new.yaml', ''), '|');
    expect(first?.textEdit?.newText).toContain('${1:');
  });
});

describe('rewriting', () => {
  it('splits a peer in two, on request', async () => {
    const { editor } = await start(files);
    const peer = '- namespaceSelector: {}\n          podSelector:';
    const policy = await editor.open('policy.yaml', POLICY.replace('- podSelector:', peer));
    const place = policy.place('- name|spaceSelector');
    const [action] = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: policy.uri },
      range: { start: place, end: place },
      context: { diagnostics: [], only: ['refactor'] },
    });
    const [change] = action?.edit?.documentChanges ?? [];
    await policy.apply(
      change && 'edits' in change ? change.edits.flatMap((edit) => ('newText' in edit ? [edit] : [])) : [],
    );
    expect(policy.text()).toBe(
      POLICY.replace('- podSelector:', peer.replace('  podSelector', '- podSelector')),
    );
  });
});

describe('renaming', () => {
  it('changes a label in all files, open or not', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const params = { textDocument: { uri: policy.uri }, position: policy.place('app: ca|rt') };
    const prepared = await editor.connection.sendRequest('textDocument/prepareRename', params);
    expect(prepared).toMatchObject({ placeholder: 'cart' });
    const edit = await editor.connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
      ...params,
      newName: 'basket',
    });
    expect(edit.documentChanges).toMatchObject([
      { textDocument: { uri: policy.uri, version: 1 }, edits: [{ newText: 'basket' }] },
      { textDocument: { uri: uriOf('workloads.yaml'), version: null }, edits: [{}, {}] },
    ]);
  });

  it('says why a name is refused', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const params = {
      textDocument: { uri: policy.uri },
      position: policy.place('app: ca|rt'),
      newName: 'a b',
    };
    await expect(editor.connection.sendRequest('textDocument/rename', params)).rejects.toThrow('"a b": ');
  });
});
