import assert from 'node:assert/strict';
import os from 'node:os';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { POLICY, closeEditors, exampleUri, openExample, placeOf } from './examples';

async function openModel(): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('podreach.showClusterModel');
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'the model is shown');
  return editor;
}

describe('the cluster model', () => {
  afterEach(closeEditors);

  it('is a read-only document that follows edits', async () => {
    const { document: policy } = await openExample('3', POLICY);
    const { document } = await openModel();
    assert.equal(document.uri.scheme, 'podreach');
    assert.equal(document.languageId, 'markdown');
    assert.match(
      document.getText(),
      /^# Cluster model of folder `[^`]+`\n\n\d+ workloads, 2 namespaces and \d polic(?:y|ies) from/u,
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(policy.uri, placeOf(policy, 'backend-policy').translate(0, 'backend-policy'.length), '-2');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually(
      () => document.getText(),
      (text) => assert.match(text, /`development\/backend-policy-2` isolates ingress/u),
    );
  });

  it('has links to where things are written', async () => {
    const { document } = await openModel();
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    const targets = links.map(({ target }) => target?.with({ fragment: '' }).toString());
    assert.ok(targets.includes(exampleUri('3', 'backend.yaml').toString()), targets.join('\n'));
    const places = links.map(({ range }) => document.getText(range));
    assert.ok(
      places.every((place) => /^[\w/.-]+\.yaml:\d+$/u.test(place)),
      places.join('\n'),
    );
  });
});

describe('the diagnostics information', () => {
  afterEach(closeEditors);

  it('has versions, state, settings and counts, and no folder of the user', async () => {
    await openExample('3', POLICY);
    await openModel();
    await vscode.commands.executeCommand('podreach.collectDiagnostics');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.isUntitled, true);
    const text = document.getText();
    assert.match(text, /^For a report about Podreach: no contents of manifests/u);
    assert.match(text, /- Podreach \d+\.\d+\.\d+\n/u);
    assert.match(text, /- State: running for /u);
    assert.match(text, /- Policies: \d+\n/u);
    assert.match(text, /- `podreach\.engine`: `"kubernetes"` \(default\)/u);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(folder !== undefined && !text.includes(folder), text);
    assert.ok(!text.includes(os.homedir()), text);
  });
});

describe('the example', () => {
  afterEach(closeEditors);

  it('opens as a document of its own, and its trap is found', async () => {
    await vscode.commands.executeCommand('podreach.openExample');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.isUntitled, true);
    await eventually(
      () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'podreach'),
      (found) => assert.equal(found.length, 1),
    );
  });
});
