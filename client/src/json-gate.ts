/**
 * Keeps JSON files that are no manifests away from the server: most JSON in a workspace is none.
 * Synchronisation middleware only; it knows neither the server nor what a manifest means.
 */
import type { TextDocument, TextDocumentChangeEvent } from 'vscode';

type Next<T> = (data: T) => Promise<void>;

/** The part of the client library's middleware that concerns open documents. */
export interface SyncMiddleware {
  readonly didOpen: (document: TextDocument, next: Next<TextDocument>) => Promise<void>;
  readonly didChange: (event: TextDocumentChangeEvent, next: Next<TextDocumentChangeEvent>) => Promise<void>;
  readonly didClose: (document: TextDocument, next: Next<TextDocument>) => Promise<void>;
}

/**
 * @param isManifest the probe
 * @param open opens a document at the server that was held back until now; its text is that of the change
 */
export function createJsonGate(
  isManifest: (text: string) => boolean,
  open: (document: TextDocument) => Promise<void>,
): SyncMiddleware {
  const held = new Set<string>();
  const holdsBack = (document: TextDocument): boolean =>
    document.languageId === 'json' && !isManifest(document.getText());

  return {
    didOpen(document, next) {
      const key = document.uri.toString();
      if (holdsBack(document)) {
        held.add(key);
        return Promise.resolve();
      }
      held.delete(key);
      return next(document);
    },
    didChange(event, next) {
      if (!held.has(event.document.uri.toString())) return next(event);
      return holdsBack(event.document) ? Promise.resolve() : open(event.document);
    },
    didClose(document, next) {
      return held.delete(document.uri.toString()) ? Promise.resolve() : next(document);
    },
  };
}
