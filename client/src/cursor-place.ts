/**
 * The place of the cursor: what commands are about that were called without a place.
 */
import { window } from 'vscode';
import type { PlaceParams } from '../../server/src/lsp/protocol';
import { isCovered } from './covered-document';

/** Undefined where the editor, if there is one, shows no document that Podreach answers for. */
export function cursorPlace(editor = window.activeTextEditor): PlaceParams | undefined {
  if (!editor || !isCovered(editor.document)) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
