import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Location,
  LocationLink,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { uriOf, type Editor, type EditorDocument } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { start } from './start';

const files = { 'workloads.yaml': WORKLOADS };

/** Asks about a place of a document, `|` in the text being the cursor. */
function ask<T>(editor: Editor, method: string, document: EditorDocument, at: string): Promise<T> {
  const params = { textDocument: { uri: document.uri }, position: document.place(at) };
  return editor.connection.sendRequest(method, { ...params, context: { includeDeclaration: false } });
}

function lines(locations: readonly Location[]): readonly string[] {
  return locations.map(({ uri, range }) => `${uri} ${range.start.line}`);
}

describe('definition', () => {
  it('leads from a label of a policy to the workload in another file', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const found = await ask<Location[]>(editor, 'textDocument/definition', policy, 'app: ca|rt');
    expect(lines(found)).toEqual([`${uriOf('workloads.yaml')} 33`]);
  });

  it('says from where it leads away to clients that can show it', async () => {
    const capabilities = { textDocument: { definition: { linkSupport: true } } };
    const { editor } = await start(files, { capabilities });
    const policy = await editor.open('policy.yaml', POLICY);
    const [link] = await ask<LocationLink[]>(editor, 'textDocument/definition', policy, 'app: ca|rt');
    const from = policy.place('app: cart');
    expect(link?.originSelectionRange).toEqual({
      start: from,
      end: { ...from, character: from.character + 'app: cart'.length },
    });
  });
});

describe('references', () => {
  it('lead from a label of a workload to the policy in another file', async () => {
    const { editor } = await start({ 'policy.yaml': POLICY });
    const workloads = await editor.open('workloads.yaml', WORKLOADS);
    const at = 'labels:\n        app: w|eb';
    const found = await ask<Location[]>(editor, 'textDocument/references', workloads, at);
    expect(lines(found)).toEqual([`${uriOf('policy.yaml')} 13`]);
  });
});

describe('workspace symbols', () => {
  it('are found in all files, open or not', async () => {
    const { editor } = await start(files);
    await editor.open('policy.yaml', POLICY);
    await editor.status(({ busy, workloads }) => !busy && workloads === 3);
    const found = await editor.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', {
      query: 'cart',
    });
    expect(found.map(({ name, containerName }) => `${name} ${containerName}`)).toEqual([
      'shop/cart Deployment',
      'shop/cart NetworkPolicy',
    ]);
  });
});

describe('the call hierarchy', () => {
  it('leads from a workload to those that can reach it, and on from them', async () => {
    const { editor } = await start({ 'policy.yaml': POLICY });
    const { connection } = editor;
    const workloads = await editor.open('workloads.yaml', WORKLOADS);
    const [cart] = await ask<CallHierarchyItem[]>(
      editor,
      'textDocument/prepareCallHierarchy',
      workloads,
      'name: ca|rt',
    );
    const [call] = await connection.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
      item: cart,
    });
    expect(call?.from).toMatchObject({
      name: 'web',
      detail: 'shop · Deployment · 8080/TCP',
      uri: uriOf('policy.yaml'),
    });
    const calls = await connection.sendRequest<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item: call?.from,
    });
    expect(calls.map(({ to }) => to.name)).toEqual(['cart', 'db']);
  });
});
