/**
 * Opens an example to try things on: a document that is saved nowhere.
 */
import { Uri, window, workspace, type TextEditor } from 'vscode';

/** @param extension the folder of the extension */
export async function openExample(extension: Uri): Promise<TextEditor> {
  const file = Uri.joinPath(extension, 'client', 'media', 'walkthrough', 'example.yaml');
  const content = new TextDecoder().decode(await workspace.fs.readFile(file));
  return window.showTextDocument(await workspace.openTextDocument({ language: 'yaml', content }));
}
