/**
 * The documents that are open in the editor, as the editor has them. Knows no manifests.
 */
import type { DidChangeTextDocumentParams, DidOpenTextDocumentParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { dropByteOrderMark } from '../manifests/source-text';
import { documentUri, type DocumentUri } from './document-uri';

/** One version of an open document. Never changes; an edit makes another. */
export interface Buffer {
  readonly key: DocumentUri;
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number;
  /** Without a byte order mark. */
  readonly text: string;
  readonly startsWithMark: boolean;
}

export interface Buffers {
  open(params: DidOpenTextDocumentParams): Buffer;
  /** Undefined for a document that was never opened: such a change is ignored. */
  change(params: DidChangeTextDocumentParams): Buffer | undefined;
  /** The key of a document that was open. */
  close(uri: string): DocumentUri | undefined;
  get(uri: string): Buffer | undefined;
  all(): Iterable<Buffer>;
}

export function createBuffers(): Buffers {
  const documents = new Map<DocumentUri, { readonly document: TextDocument; readonly buffer: Buffer }>();

  const keep = (document: TextDocument): Buffer => {
    const buffer = bufferOf(document);
    documents.set(buffer.key, { document, buffer });
    return buffer;
  };
  return {
    open: ({ textDocument: { uri, languageId, version, text } }) =>
      keep(TextDocument.create(uri, languageId, version, text)),
    change({ textDocument: { uri, version }, contentChanges }) {
      const known = documents.get(documentUri(uri));
      return known && keep(TextDocument.update(known.document, contentChanges, version));
    },
    close(uri) {
      const key = documentUri(uri);
      return documents.delete(key) ? key : undefined;
    },
    get: (uri) => documents.get(documentUri(uri))?.buffer,
    *all() {
      for (const { buffer } of documents.values()) yield buffer;
    },
  };
}

/** `TextDocument.update` edits in place, so the text is taken out at once. */
function bufferOf(document: TextDocument): Buffer {
  const text = document.getText();
  const withoutMark = dropByteOrderMark(text);
  return {
    key: documentUri(document.uri),
    uri: document.uri,
    version: document.version,
    text: withoutMark,
    startsWithMark: withoutMark.length < text.length,
  };
}
