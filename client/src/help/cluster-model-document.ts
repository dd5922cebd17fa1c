/**
 * The cluster model as a read-only document: written by the server, brought up to date while it is open, and with its
 * places as links.
 */
import {
  Disposable,
  DocumentLink,
  EventEmitter,
  Uri,
  languages,
  window,
  workspace,
  type DocumentLinkProvider,
  type TextDocumentContentProvider,
  type TextEditor,
} from 'vscode';
import type { LinkedText } from '../../../server/src/lsp/protocol';
import { asRange } from '../editor-types';

const SCHEME = 'podreach';
const DOCUMENT = Uri.from({ scheme: SCHEME, path: 'Cluster Model.md' });

export class ClusterModelDocument implements TextDocumentContentProvider, DocumentLinkProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #ask: () => Promise<LinkedText>;
  readonly #parts: Disposable;
  #shown: LinkedText = { text: '', links: [] };

  readonly onDidChange = this.#changed.event;

  /** @param ask gets the model of now */
  constructor(ask: () => Promise<LinkedText>) {
    this.#ask = ask;
    this.#parts = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      languages.registerDocumentLinkProvider({ scheme: SCHEME }, this),
    );
  }

  /** Rejects when the server cannot say. */
  async show(): Promise<TextEditor> {
    this.invalidate();
    return window.showTextDocument(await workspace.openTextDocument(DOCUMENT));
  }

  /** The model may be another one now. Nobody is asked unless the document is open. */
  invalidate(): void {
    this.#changed.fire(DOCUMENT);
  }

  async provideTextDocumentContent(): Promise<string> {
    this.#shown = await this.#ask();
    return this.#shown.text;
  }

  provideDocumentLinks(): DocumentLink[] {
    return this.#shown.links.map(({ range, target }) => {
      const line = String(target.range.start.line + 1);
      return new DocumentLink(asRange(range), Uri.parse(target.uri).with({ fragment: `L${line}` }));
    });
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
