/** The walkthrough as it is open in the editor: a copy, which the tests may change. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';

export type Stage = '1' | '2' | '3' | '3-broken';

export const POLICY = 'backend-policy.yaml';

export function exampleUri(stage: Stage, file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the examples are open as a folder');
  return vscode.Uri.joinPath(folder.uri, 'aks-walkthrough', stage, file);
}

export async function openExample(stage: Stage, file: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(exampleUri(stage, file));
}

/** The first place of a text in the document. */
export function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `"${text}" is in ${document.fileName}`);
  return document.positionAt(offset);
}

/** Podreach's findings in a document, once they pass the check. */
export function findings(
  uri: vscode.Uri,
  check: (found: readonly vscode.Diagnostic[]) => void,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(
    () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'podreach'),
    check,
  );
}

/** The id of the rule that a finding comes from. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Leaves no editor, and nothing unsaved, for the next test. */
export async function closeEditors(): Promise<void> {
  const dirty = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
  for (const document of dirty) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
