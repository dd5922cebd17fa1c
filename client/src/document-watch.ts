/**
 * Watches documents with the cheap probe: which hold manifests, and whether the one in front does.
 */
import { window, workspace, type Disposable, type TextDocument } from 'vscode';
import { isCovered } from './covered-document';
import { mentionsManifest } from './manifest-probe';

export interface DocumentNews {
  /** A document that was opened or edited is a manifest. */
  readonly onManifest: () => void;
  /** The document in the active editor is a manifest now, or is none any more. Told at the start, then on change. */
  readonly onActive: (manifest: boolean) => void;
}

export function watchDocuments({ onManifest, onActive }: DocumentNews): Disposable[] {
  let told: boolean | undefined;
  const tell = (manifest: boolean): void => {
    if (manifest === told) return;
    told = manifest;
    onActive(manifest);
  };
  const lookAtActive = (): void => {
    const document = window.activeTextEditor?.document;
    tell(document !== undefined && isManifest(document));
  };
  const lookAt = (document: TextDocument): void => {
    const manifest = isManifest(document);
    if (document === window.activeTextEditor?.document) tell(manifest);
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
  return isCovered(document) && mentionsManifest(document.getText());
}
