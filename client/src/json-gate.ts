/**
 * Keeps JSON files that are no manifests away from the server: most JSON in a workspace is none.
 * Synchronisation middleware only; it knows neither the server nor what a manifest means.
 */

/** What the gate needs to know of an editor's document. */
export interface GatedDocument {
  readonly languageId: string;
  readonly uri: { toString(): string };
  getText(): string;
}

type Next<T> = (data: T) => Promise<void>;

/** The part of the client library's middleware that concerns open documents. */
export interface SyncMiddleware<D, E> {
  readonly didOpen: (document: D, next: Next<D>) => Promise<void>;
  readonly didChange: (event: E, next: Next<E>) => Promise<void>;
  readonly didClose: (document: D, next: Next<D>) => Promise<void>;
}

/**
 * @param isManifest the probe
 * @param open opens a document at the server that was held back until now, with the text it has then
 */
export function createJsonGate<D extends GatedDocument, E extends { readonly document: D }>(
  isManifest: (text: string) => boolean,
  open: (document: D) => Promise<void>,
): SyncMiddleware<D, E> {
  const held = new Set<string>();
  const holdsBack = (document: D): boolean =>
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
