import type { Location, LocationLink } from 'vscode-languageserver';
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
