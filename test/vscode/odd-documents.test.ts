/** Documents that are no files of the folder: which of them Podreach answers for. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, exampleUri, findings, openExample, POLICY, ruleOf } from './examples';

async function brokenPolicy(): Promise<string> {
  return (await vscode.workspace.openTextDocument(exampleUri('3-broken', POLICY))).getText();
}

/** What Podreach finds in a document by the time it has found what is wrong in another. */
async function findingsBeside(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  const { document } = await openExample('3-broken', POLICY);
  await findings(document.uri, (all) => assert.equal(all.length, 1));
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'podreach');
}

/** All that Podreach shows at a document. */
async function shownAt(uri: vscode.Uri) {
  const diagnostics = await findingsBeside(uri);
  const lenses = await vscode.commands.executeCommand<unknown[]>('vscode.executeCodeLensProvider', uri);
  const place = new vscode.Position(1, 1);
  const hovers = await vscode.commands.executeCommand<unknown[]>('vscode.executeHoverProvider', uri, place);
  return { diagnostics, lenses, hovers };
}

const NOTHING = { diagnostics: [], lenses: [], hovers: [] };

describe('documents that are no files', () => {
  afterEach(closeEditors);

  it('are answered while they are untitled', async () => {
    const content = await brokenPolicy();
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(document);
    await findings(document.uri, (all) => assert.ok(all.map(ruleOf).includes('peer-or-instead-of-and')));
  });

  it('are left alone on the old side of a diff', async () => {
    const now = exampleUri('3-broken', POLICY);
    const uri = now.with({ scheme: 'git', query: JSON.stringify({ path: now.fsPath, ref: 'HEAD' }) });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'yaml');
    assert.equal(document.getText(), await brokenPolicy());
    await vscode.commands.executeCommand('vscode.diff', uri, now);
    assert.deepEqual(await shownAt(uri), NOTHING);
  });

  it('are left alone in cells of a notebook', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, await brokenPolicy(), 'yaml');
    const serializer = vscode.workspace.registerNotebookSerializer('podreach-notebook', {
      deserializeNotebook: () => new vscode.NotebookData([]),
      serializeNotebook: () => new Uint8Array(),
    });
    const notebook = await vscode.workspace.openNotebookDocument(
      'podreach-notebook',
      new vscode.NotebookData([cell]),
    );
    const { document } = notebook.cellAt(0);
    assert.equal(document.languageId, 'yaml');
    await vscode.window.showNotebookDocument(notebook);
    assert.deepEqual(await findingsBeside(document.uri), []);
    serializer.dispose();
  });
});
