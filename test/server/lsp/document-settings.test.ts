import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { POLICY } from './manifests';
import { start } from './start';

const files = {};
/** One fault that only Podreach knows, and one that any schema knows. */
const FAULTY = POLICY.replace('port: 8080', 'port: 80800').replace('spec:', 'spec:\n  zzz: 1');

const initializationOptions = { documentSettings: true };

function codes(diagnostics: readonly Diagnostic[]) {
  return diagnostics.map(({ code }) => code).toSorted();
}

describe.each(['pull', 'push'] as const)('settings of documents, with diagnostics by %s', (diagnostics) => {
  const open = async (validate: (place: string | undefined) => string, more = { initializationOptions }) => {
    const settings = (place: string | undefined) => ({ schema: { validate: validate(place) } });
    const { editor } = await start(files, { diagnostics, settings, ...more });
    const left = await editor.open('left.yaml', FAULTY);
    const right = await editor.open('right.yaml', FAULTY.replace('name: ', 'name: other-'));
    const found = (document: typeof left) =>
      diagnostics === 'pull' ? document.diagnostics() : document.pushed();
    return { editor, left, right, found };
  };

  it('leave what every schema says to others, in the documents that others check', async () => {
    const { left, right, found } = await open((place) => (place?.endsWith('left.yaml') ? 'off' : 'on'));
    expect(codes(await found(left))).toEqual(['invalid-port']);
    expect(codes(await found(right))).toEqual(['invalid-port', 'unknown-field']);
  });

  it('are asked for again when something changes', async () => {
    let left = 'on';
    const opened = await open((place) => (place?.endsWith('left.yaml') ? left : 'on'));
    expect(codes(await opened.found(opened.left))).toEqual(['invalid-port', 'unknown-field']);
    left = 'off';
    const refreshed =
      diagnostics === 'pull'
        ? opened.editor.message('workspace/diagnostic/refresh').then(() => opened.left.diagnostics())
        : opened.editor
            .message(
              'textDocument/publishDiagnostics',
              (sent) => (sent as { uri: string }).uri === opened.left.uri,
            )
            .then((sent) => (sent as { diagnostics: Diagnostic[] }).diagnostics);
    await opened.editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(codes(await refreshed)).toEqual(['invalid-port']);
  });
});

describe('with a client that does not decide by document', () => {
  it('the folder counts, and no document is asked about', async () => {
    const { editor } = await start(files, { settings: () => ({ schema: { validate: 'off' } }) });
    const policy = await editor.open('policy.yaml', FAULTY);
    expect(codes(await policy.diagnostics())).toEqual(['invalid-port']);
    const asked = editor.messages.filter(({ method }) => method === 'workspace/configuration');
    expect(JSON.stringify(asked)).not.toContain('policy.yaml');
  });

  it('auto means that nobody else checks', async () => {
    const { editor } = await start(files, { settings: () => ({ schema: { validate: 'auto' } }) });
    const policy = await editor.open('policy.yaml', FAULTY);
    expect(codes(await policy.diagnostics())).toEqual(['invalid-port', 'unknown-field']);
  });
});
