import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ChangesParams, OutlineResult } from '../../server/src/lsp/protocol';
import { copiedAnswer, replace } from './answers';
import { eventually } from './eventually';
import { POLICY, closeEditors, exampleUri, openExample, placeOf } from './examples';

function changed(params: Partial<ChangesParams>, summary: RegExp): Promise<OutlineResult | undefined> {
  const asked = { uri: exampleUri('3', POLICY).toString(), since: 'saved', ...params };
  return eventually(
    () => vscode.commands.executeCommand<OutlineResult | undefined>('podreach.whatDidMyEditChange', asked),
    (result) => assert.match(result?.summary ?? '', summary),
  );
}

function lensTitles(uri: vscode.Uri, check: (titles: readonly string[]) => void): Promise<readonly string[]> {
  return eventually(async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      99,
    );
    return lenses.map(({ command }) => command?.title ?? '');
  }, check);
}

describe('comparisons', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('podreach.clearAnswers');
    await closeEditors();
  });

  it('explain a connection with the line that each sentence speaks of', async () => {
    const result = await vscode.commands.executeCommand<OutlineResult>('podreach.explainConnection', {
      uri: exampleUri('3', POLICY).toString(),
      from: 'production/frontend',
      to: 'http://backend.development',
    });
    assert.equal(result.summary, 'denied');
    const ingress = result.rows.find(({ label }) => label.startsWith('Ingress'));
    const files = ingress?.rows.flatMap(({ opens }) => opens?.uri.split('/').at(-1) ?? []);
    assert.deepEqual(files, [POLICY, POLICY]);
    await copiedAnswer(/Nearly: development\/backend-policy .*\(.*backend-policy\.yaml:\d+\)/);
  });

  it('go through the steps of a connection from the cursor on', async () => {
    const editor = await openExample('3', POLICY);
    const place = placeOf(editor.document, 'namespaceSelector');
    editor.selection = new vscode.Selection(place, place);
    const asked = vscode.commands.executeCommand<OutlineResult>('podreach.explainConnection');
    let result: OutlineResult | undefined;
    void asked.then((answer) => (result = answer));
    // What is offered first at each step is taken as soon as it is there.
    await eventually(
      () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
      () => assert.ok(result),
    );
    assert.match(result?.title ?? '', /^development\/frontend\[Pod\] to development\/backend\[Pod\]/);
    assert.match(result?.summary ?? '', /^allowed/);
  });

  it('count what an edit changed until it is saved, in the view and above the policy', async () => {
    const { document } = await openExample('3', POLICY);
    await lensTitles(document.uri, (titles) =>
      assert.ok(titles.some((title) => title.startsWith('Selects'))),
    );
    await replace(document, 'purpose: development', 'purpose: production');
    await changed({}, /^1 connection added and 1 removed$/);
    await copiedAnswer(/^Added \(1\)\n {2}production\/frontend\[Pod\] to development\/backend\[Pod\]: /m);
    await lensTitles(document.uri, (titles) => assert.ok(titles.includes('+1 −1 connections since HEAD')));
    await vscode.commands.executeCommand('undo');
    await copiedAnswer(/^No connection$/m);
  });

  it('compare with what was committed, also after a save', async () => {
    await changed({ since: 'HEAD' }, /^No connection$/);
    const { document } = await openExample('3', POLICY);
    await replace(document, 'purpose: development', 'purpose: production');
    await document.save();
    await changed({}, /^No connection$/);
    await changed({ since: 'HEAD' }, /^1 connection added and 1 removed$/);
    await lensTitles(document.uri, (titles) => assert.ok(titles.includes('+1 −1 connections since HEAD')));
    await replace(document, 'purpose: production', 'purpose: development');
    await document.save();
    await changed({ since: 'HEAD' }, /^No connection$/);
  });

  it('stay when they are pinned and the view is cleared', async () => {
    await changed({ since: 'HEAD' }, /^No connection$/);
    await vscode.commands.executeCommand('podreach.pinAnswer');
    await vscode.commands.executeCommand('podreach.clearAnswers');
    await copiedAnswer(/^What changed since HEAD\?$/m);
    await vscode.commands.executeCommand('podreach.unpinAnswer');
    await vscode.commands.executeCommand('podreach.clearAnswers');
    await vscode.env.clipboard.writeText('nothing');
    await copiedAnswer(/^nothing$/);
  });
});
