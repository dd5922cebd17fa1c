/**
 * Watches documents with the cheap probe: starts the server at the first manifest, and tells the menus whether
 * the document in front holds one.
 */
import { commands, languages, window, workspace, type Disposable, type TextDocument } from 'vscode';
import { CONTEXT_KEYS } from './context-keys';
import { DOCUMENT_SELECTOR } from './document-selector';
import { mentionsManifest } from './manifest-probe';

/** @param onManifest called for each opened or edited document that is a manifest */
export function watchDocuments(onManifest: () => void): Disposable[] {
  let shown: boolean | undefined;
  const showInMenus = (manifest: boolean): void => {
    if (manifest === shown) return;
    shown = manifest;
    void commands.executeCommand('setContext', CONTEXT_KEYS.manifestInFile, manifest);
  };
  const lookAtActive = (): void => {
    const document = window.activeTextEditor?.document;
    showInMenus(document !== undefined && isManifest(document));
  };
  const lookAt = (document: TextDocument): void => {
    const manifest = isManifest(document);
    if (document === window.activeTextEditor?.document) showInMenus(manifest);
    if (manifest) onManifest();
  };

  workspace.textDocuments.forEach(lookAt);
  lookAtActive();
  return [
    workspace.onDidOpenTextDocument(lookAt),
    workspace.onDidChangeTextDocument(({ document }) => {
      lookAt(document);
    }),
    window.onDidChangeActiveTextEditor(lookAtActive),
  ];
}

function isManifest(document: TextDocument): boolean {
  return languages.match(DOCUMENT_SELECTOR, document) > 0 && mentionsManifest(document.getText());
}
