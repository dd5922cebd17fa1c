/** What tests of answers do: edit a manifest, and read the newest answer of the view. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { placeOf } from './examples';

/** Puts a text in the place of the first one like it. */
export async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const start = placeOf(document, text);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, start.translate(0, text.length)), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** The newest answer as it can be copied, once it matches. */
export function copiedAnswer(pattern: RegExp): Promise<string> {
  return eventually(
    async () => {
      await vscode.commands.executeCommand('podreach.copyAnswer');
      return vscode.env.clipboard.readText();
    },
    (text) => assert.match(text, pattern),
  );
}
