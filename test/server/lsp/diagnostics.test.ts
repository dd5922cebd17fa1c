import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import type { EditorDocument } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { start } from './start';

const files = { 'workloads.yaml': WORKLOADS };
const WRONG_PORT = POLICY.replace('port: 8080', 'port: 80800');

function codes(diagnostics: readonly Diagnostic[]) {
  return diagnostics.map(({ code }) => code);
}

describe.each(['pull', 'push'] as const)('diagnostics by %s', (diagnostics) => {
  const found = (document: EditorDocument): Promise<readonly Diagnostic[]> =>
    diagnostics === 'pull' ? document.diagnostics() : document.pushed();

  it('are those of the newest text', async () => {
    const { editor } = await start(files, { diagnostics });
    const policy = await editor.open('policy.yaml', WRONG_PORT);
    expect(codes(await found(policy))).toEqual(['invalid-port']);
    await policy.edit('80800', '8080');
    expect(codes(await found(policy))).toEqual([]);
    await policy.edit('8080', '0');
    expect(codes(await found(policy))).toEqual(['invalid-port']);
  });

  it('follow the settings', async () => {
    let rules: Readonly<Record<string, string>> = { 'invalid-port': 'off' };
    const { editor } = await start(files, { diagnostics, settings: () => ({ rules }) });
    const policy = await editor.open('policy.yaml', WRONG_PORT);
    expect(codes(await found(policy))).toEqual([]);
    rules = {};
    const refreshed =
      diagnostics === 'pull'
        ? editor.message('workspace/diagnostic/refresh').then(() => policy.diagnostics())
        : editor
            .message('textDocument/publishDiagnostics')
            .then((sent) => (sent as { diagnostics: Diagnostic[] }).diagnostics);
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(codes(await refreshed)).toEqual(['invalid-port']);
  });

  it('are corrected when another file changes what is true', async () => {
    const { editor } = await start({}, { diagnostics });
    const trap = POLICY.replace(
      '      ports',
      '        - namespaceSelector: {matchLabels: {team: ops}}\n      ports',
    );
    const policy = await editor.open('policy.yaml', trap.replace('app: web', 'app: probe'));
    const before = await found(policy);
    const told =
      diagnostics === 'pull'
        ? editor.message('workspace/diagnostic/refresh').then(() => policy.diagnostics())
        : editor
            .message(
              'textDocument/publishDiagnostics',
              (sent) => (sent as { uri: string }).uri === policy.uri,
            )
            .then((sent) => (sent as { diagnostics: Diagnostic[] }).diagnostics);
    await editor.open(
      'ops.yaml',
      `apiVersion: v1
kind: Namespace
metadata: {name: ops, labels: {team: ops}}
---
apiVersion: v1
kind: Pod
metadata: {name: probe, namespace: ops, labels: {app: probe}}
spec: {containers: []}
`,
    );
    const after = await told;
    expect(after).not.toEqual(before);
    expect(codes(after)).toContain('peer-or-instead-of-and');
  });
});

describe('pulled diagnostics', () => {
  it('are not sent again while they are the same', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', WRONG_PORT);
    const first = await policy.pull();
    expect(first).toMatchObject({ kind: 'full', resultId: expect.any(String) });
    expect(await policy.pull(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await policy.edit('80800', '80801');
    expect(await policy.pull(first.resultId)).toMatchObject({ kind: 'full' });
  });

  it('stay the same when another file changed nothing about them', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', WRONG_PORT);
    const { resultId } = await policy.pull();
    const workloads = await editor.open('workloads.yaml', WORKLOADS);
    await workloads.edit('name: db', 'name: database');
    expect(await policy.pull(resultId)).toEqual({ kind: 'unchanged', resultId });
  });

  it('are asked for again when the document opens after the first question, as after a restart', async () => {
    const { editor } = await start(files);
    const textDocument = { uri: 'file:///w/policy.yaml' };
    const early = await editor.connection.sendRequest('textDocument/diagnostic', { textDocument });
    expect(early).toEqual({ kind: 'full', items: [] });
    const refresh = editor.message('workspace/diagnostic/refresh');
    const policy = await editor.open('policy.yaml', WRONG_PORT);
    await refresh;
    expect(codes(await policy.diagnostics())).toEqual(['invalid-port']);
  });

  it('are never pushed as well', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', WRONG_PORT);
    await policy.diagnostics();
    await editor.message('podreach/modelChanged', undefined, 0);
    const methods = editor.messages.map(({ method }) => method);
    expect(methods).not.toContain('textDocument/publishDiagnostics');
  });

  it('are none for documents that are not open', async () => {
    const { editor } = await start({ 'policy.yaml': WRONG_PORT });
    const textDocument = { uri: 'file:///w/policy.yaml' };
    expect(await editor.connection.sendRequest('textDocument/diagnostic', { textDocument })).toEqual({
      kind: 'full',
      items: [],
    });
  });
});

describe('pushed diagnostics', () => {
  it('are sent with the version they are for, the newest only', async () => {
    const { editor } = await start(files, { diagnostics: 'push' });
    const policy = await editor.open('policy.yaml', WRONG_PORT);
    for (const port of ['1', '2', '3', '4']) await policy.edit('port: ', `port: ${port}`);
    await policy.pushed();
    const versions = editor.messages
      .filter(({ method }) => method === 'textDocument/publishDiagnostics')
      .map(({ params }) => (params as { version: number }).version);
    expect(versions.at(-1)).toBe(5);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('are taken back when a document is closed', async () => {
    const { editor } = await start(files, { diagnostics: 'push' });
    const policy = await editor.open('policy.yaml', WRONG_PORT);
    await policy.pushed();
    const cleared = editor.message('textDocument/publishDiagnostics');
    await policy.close();
    expect(await cleared).toEqual({ uri: policy.uri, diagnostics: [] });
  });

  it('are not offered for pulling', async () => {
    const { editor } = await start(files, { diagnostics: 'push' });
    expect(editor.capabilities.diagnosticProvider).toBeUndefined();
  });
});

describe('code actions', () => {
  const TRAP = POLICY.replace(
    '        - podSelector:\n            matchLabels:\n              app: web',
    '        - namespaceSelector:\n            matchLabels:\n              team: ops\n        - podSelector:\n            matchLabels:\n              app: probe',
  );

  async function trapped() {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: probe, namespace: ops, labels: {app: probe}}\n';
    const ops = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: ops, labels: {team: ops}}\n';
    const { editor } = await start({ ...files, 'ops.yaml': `${pod}---\n${ops}` });
    const policy = await editor.open('policy.yaml', TRAP);
    return { editor, policy, found: await policy.diagnostics() };
  }

  function applied(document: EditorDocument, { edit }: CodeAction): string {
    const [change] = edit?.documentChanges ?? [];
    const edits = change !== undefined && 'edits' in change ? change.edits : [];
    const plain = edits.flatMap((one) => ('newText' in one ? [one] : []));
    return TextDocument.applyEdits(TextDocument.create('', 'yaml', 1, document.text()), plain);
  }

  it('mend a finding for good', async () => {
    const { editor, policy, found } = await trapped();
    expect(codes(found)).toEqual(['peer-or-instead-of-and']);
    const [action] = await policy.codeActions(found, ['quickfix']);
    const mended = action ? applied(policy, action) : '';
    expect(mended).toContain('          podSelector:\n');
    const again = await editor.open('mended.yaml', mended.replace('name: cart', 'name: cart-2'));
    expect(codes(await again.diagnostics())).toEqual([]);
  });

  it('are for the version that is open', async () => {
    const { policy, found } = await trapped();
    await policy.edit('kind:', '# a line more\nkind:');
    const [action] = await policy.codeActions(await policy.diagnostics());
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { version: 2 } }]);
    // The finding of the old text is at another place now.
    expect(await policy.codeActions(found, ['quickfix'])).toEqual([]);
  });

  it('are of the kinds asked for', async () => {
    const { policy, found } = await trapped();
    expect(await policy.codeActions(found, ['refactor'])).toEqual([]);
    expect(await policy.codeActions(found, ['source.fixAll'])).toEqual([]);
  });
});
