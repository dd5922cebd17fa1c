/**
 * The lines of a file, counted document by document: those of a document are counted once, wherever edits of others
 * move it.
 */
import type { Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

import type { DocumentBody, ManifestDocument, ManifestFile } from '../manifests/document';
import { documentAt, lastOf } from '../manifests/document-at';
import { perObject } from '../manifests/lazy';

/** As a document of the protocol counts them. */
export interface Lines {
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
}

/** Where a document begins. Only objects of JSON begin within a line. */
interface Placed {
  readonly document: ManifestDocument;
  readonly line: number;
  readonly character: number;
}

export const linesOf = perObject((file: ManifestFile): Lines => {
  const placed = placedDocuments(file);
  return {
    positionAt(offset) {
      const at = Math.min(Math.max(offset, 0), file.text.length);
      const start = placed[documentAt(file.documents, at)?.index ?? 0];
      if (start === undefined) return { line: 0, character: 0 };
      return behind(start, textOf(start).positionAt(at - start.document.range.start));
    },
    offsetAt(position) {
      const start = lastOf(placed, (one) => isUpTo(one, position));
      if (start === undefined) return 0;
      return start.document.range.start + textOf(start).offsetAt(within(start, position));
    },
  };
});

function placedDocuments({ documents }: ManifestFile): readonly Placed[] {
  let next: Position = { line: 0, character: 0 };
  return documents.map((document) => {
    const placed = { document, ...next };
    const { lineEnds, lastLine } = document.body.extent;
    next = behind(placed, { line: lineEnds, character: lastLine });
    return placed;
  });
}

const textOfBody = perObject(({ text }: DocumentBody) => TextDocument.create('', 'yaml', 0, text));

function textOf({ document }: Placed): TextDocument {
  return textOfBody(document.body);
}

/** A position in a document as one in its file. */
function behind(start: Position, { line, character }: Position): Position {
  return { line: start.line + line, character: line === 0 ? start.character + character : character };
}

/** The reverse of {@link behind}. */
function within(start: Position, { line, character }: Position): Position {
  return {
    line: line - start.line,
    character: line === start.line ? character - start.character : character,
  };
}

function isUpTo(start: Position, { line, character }: Position): boolean {
  return start.line < line || (start.line === line && start.character <= Math.max(character, 0));
}
