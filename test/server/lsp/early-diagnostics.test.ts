/** What is told of an open document while its folder is still being read. */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { POLICY } from './manifests';
import { startSlowly } from './slow-disk';

/** One fault of the document itself, and one that only its folder tells of. */
const FAULTY = POLICY.replace('port: 8080', 'port: nowhere\n        - port: 80800');

function codes(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.map(({ code }) => code);
}

describe('while the folder is read', () => {
  it('what a document says of itself is sent at once, and the rest when it is known', async () => {
    const { editor, finish, sent } = await startSlowly('push');
    const policy = await editor.open('policy.yaml', FAULTY);
    expect(codes(await policy.pushed())).toEqual(['invalid-port']);
    const whole = editor.message('textDocument/publishDiagnostics');
    finish();
    await whole;
    expect(sent().map(({ version, diagnostics }) => [version, codes(diagnostics)])).toEqual([
      [1, ['invalid-port']],
      [1, ['named-port-undefined', 'invalid-port']],
    ]);
  });

  it('it is answered at once, and asked for again when the rest is known', async () => {
    const { editor, finish } = await startSlowly('pull');
    const policy = await editor.open('policy.yaml', FAULTY);
    expect(codes(await policy.diagnostics())).toEqual(['invalid-port']);
    await policy.edit('port: nowhere', 'port: unknown');
    expect(codes(await policy.diagnostics())).toEqual(['invalid-port']);
    const again = editor.message('workspace/diagnostic/refresh');
    finish();
    await again;
    expect(codes(await policy.diagnostics())).toEqual(['named-port-undefined', 'invalid-port']);
  });

  it('nothing is sent or asked for again where there is no more to say', async () => {
    const { editor, finish, sent } = await startSlowly('push');
    const policy = await editor.open('policy.yaml', POLICY.replace('port: 8080', 'port: 80800'));
    await policy.pushed();
    finish();
    await editor.status(({ busy }) => !busy);
    await policy.hover('podSel|ector');
    expect(sent()).toHaveLength(1);
  });

  it('a client that could not ask again gets the whole answer, later', async () => {
    const { editor, finish } = await startSlowly('pull', {}, false);
    const policy = await editor.open('policy.yaml', FAULTY);
    const answer = policy.diagnostics();
    finish();
    expect(codes(await answer)).toEqual(['named-port-undefined', 'invalid-port']);
  });

  it('nothing is said of a patch, which is not judged', async () => {
    const { editor, finish, sent } = await startSlowly('push', {
      'kustomization.yaml': 'patches: [{path: policy.yaml}]\n',
    });
    const policy = await editor.open('policy.yaml', FAULTY);
    const other = await editor.open('other.yaml', FAULTY);
    await other.pushed();
    finish();
    await policy.pushed();
    const ofPolicy = sent().filter(({ uri }) => uri === policy.uri);
    expect(ofPolicy.map((one) => codes(one.diagnostics))).toEqual([['not-judged']]);
  });

  it('once the client knows all of it, it does not take a part for the whole', async () => {
    const { editor, finish, sent } = await startSlowly('push');
    finish();
    const policy = await editor.open('policy.yaml', FAULTY);
    await policy.pushed();
    const reloaded = editor.connection.sendRequest('podreach/reload');
    await policy.edit('port: nowhere', 'port: unknown');
    await policy.pushed();
    await reloaded;
    const [last] = sent().slice(-1);
    expect(codes(last?.diagnostics ?? [])).toEqual(['named-port-undefined', 'invalid-port']);
    expect(sent().map(({ diagnostics }) => diagnostics.length)).toEqual([2, 2]);
  });
});
