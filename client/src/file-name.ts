/** What a document is called in text: its path in the workspace, or the whole path. */
import { Uri, workspace } from 'vscode';

export function fileName(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}
