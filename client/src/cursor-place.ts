/**
 * The place of the cursor, for commands that were called without one.
 */
import { languages, window } from 'vscode';
import type { PlaceParams } from '../../server/src/lsp/protocol';
import { DOCUMENT_SELECTOR } from './document-selector';

/** Undefined where the active editor shows no document that Podreach answers for. */
export function cursorPlace(): PlaceParams | undefined {
  const editor = window.activeTextEditor;
  if (!editor || languages.match(DOCUMENT_SELECTOR, editor.document) === 0) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
