import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { POLICY, closeEditors, exampleUri, findings, openExample, placeOf, ruleOf } from './examples';

/** A policy without its comments. */
function withoutComments(text: string): string {
  return text.replace(/^#.*\n/gm, '');
}

function isMerge({ title }: vscode.CodeAction): boolean {
  return title.startsWith('Merge into one peer (AND)');
}

async function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

async function replaceAll(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const everything = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  assert.ok(await editor.edit((edit) => edit.replace(everything, text)));
}

/** What a rule finds in a document of its own. */
async function found(content: string, rule: string): Promise<vscode.Diagnostic> {
  const { uri } = await vscode.workspace.openTextDocument({ language: 'yaml', content });
  await vscode.window.showTextDocument(uri);
  const all = await findings(uri, (shown) => assert.ok(shown.map(ruleOf).includes(rule), rule));
  const [first] = all.filter((one) => ruleOf(one) === rule);
  assert.ok(first && typeof first.code === 'object');
  assert.match(first.code.target.path, new RegExp(rule, 'u'));
  return first;
}

describe('diagnostics', () => {
  afterEach(closeEditors);

  it('find the extra dash, where it is', async () => {
    const { document } = await openExample('3-broken', POLICY);
    const [found] = await findings(document.uri, (all) =>
      assert.deepEqual(all.map(ruleOf), ['peer-or-instead-of-and']),
    );
    assert.ok(found);
    assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
    const peers = document.getText().slice(document.getText().indexOf('- namespaceSelector'));
    assert.ok(peers.includes(document.getText(found.range)), 'the range is inside the peers');
  });

  it('offer a fix that gives stage 3 back', async () => {
    const { document } = await openExample('3-broken', POLICY);
    const [found] = await findings(document.uri, (all) => assert.equal(all.length, 1));
    assert.ok(found);
    const actions = await eventually(
      () => quickFixes(document.uri, found.range),
      (offered) => assert.ok(offered.some(isMerge)),
    );
    const fix = actions.find(isMerge);
    assert.ok(fix?.edit, 'the fix is an edit');
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    const stage3 = await vscode.workspace.openTextDocument(exampleUri('3', POLICY));
    assert.equal(withoutComments(document.getText()), withoutComments(stage3.getText()));
    await findings(document.uri, (all) => assert.deepEqual(all.map(ruleOf), []));
  });

  it('say where else to look, and draw what is unneeded or old as such', async () => {
    const { document } = await openExample('3', POLICY);
    const rule = '    - from: [{podSelector: {}}]\n';
    const right = withoutComments(document.getText());
    const doubled = right.replace('    - from:\n', `${rule}${rule}    - from:\n`);
    const redundant = await found(doubled, 'redundant-rule');
    assert.deepEqual(redundant.tags, [vscode.DiagnosticTag.Unnecessary]);
    assert.equal(redundant.relatedInformation?.length, 1);
    const old = await found(right.replace('networking.k8s.io/v1', 'extensions/v1beta1'), 'old-api-version');
    assert.deepEqual(old.tags, [vscode.DiagnosticTag.Deprecated]);
  });

  it('are as many as can be read, and the last says how many are left out', async () => {
    const peers = Array.from({ length: 300 }, (_, nth) => `    - from: [{ipBlock: {cidr: ${String(nth)}}}]`);
    const { document } = await openExample('3', POLICY);
    const content = `${withoutComments(document.getText()).split('  ingress:')[0] ?? ''}  ingress:\n${peers.join('\n')}\n`;
    const { uri } = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(uri);
    const all = await findings(uri, (found) => assert.ok(found.length > 100));
    assert.ok(all.length <= 201, `${String(all.length)} findings`);
    assert.ok(all.some(({ message }) => /\d+ more/u.test(message)));
  });

  it('are silent on the stages that are right', async () => {
    // What is wrong next door is found: so the silence of the others is not that of a server still reading.
    await openExample('3-broken', POLICY);
    await findings(exampleUri('3-broken', POLICY), (all) => assert.equal(all.length, 1));
    for (const stage of ['1', '2', '3'] as const) {
      const editor = await openExample(stage, POLICY);
      await editor.edit((edit) => edit.insert(placeOf(editor.document, 'spec:'), 'spce: 1\n'));
      await findings(editor.document.uri, (all) => assert.deepEqual(all.map(ruleOf), ['unknown-field']));
      await vscode.commands.executeCommand('undo');
      await findings(editor.document.uri, (all) => assert.deepEqual(all.map(ruleOf), []));
    }
  });

  it('follow every keystroke, through broken text and back', async () => {
    const editor = await openExample('3-broken', POLICY);
    const { document } = editor;
    const whole = document.getText();
    await findings(document.uri, (all) => assert.equal(all.length, 1));
    await replaceAll(editor, `${whole}  - {from: [`);
    await findings(document.uri, (all) => assert.ok(all.map(ruleOf).includes('yaml-syntax')));
    await replaceAll(editor, whole);
    await findings(document.uri, (all) => assert.deepEqual(all.map(ruleOf), ['peer-or-instead-of-and']));
  });
});
