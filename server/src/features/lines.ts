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

export const linesOf = perObject((file: ManifestFile): Lines => {
  const { documents, text } = file;
  const starts = startsOf(documents);
  return {
    positionAt(offset) {
      const at = Math.min(Math.max(offset, 0), text.length);
      const document = documentAt(documents, at);
      const start = starts[document?.index ?? 0];
      if (document === undefined || start === undefined) return { line: 0, character: 0 };
      return behind(start, textOf(document.body).positionAt(at - document.range.start));
    },
    offsetAt(position) {
      const start = lastOf(starts, (one) => isUpTo(one, position));
      const document = documents[start?.index ?? 0];
      if (document === undefined || start === undefined) return 0;
      return document.range.start + textOf(document.body).offsetAt(within(start, position));
    },
  };
});

/** Where a document begins. Only objects of JSON begin within a line. */
interface Start extends Position {
  readonly index: number;
}

function startsOf(documents: readonly ManifestDocument[]): readonly Start[] {
  let [line, character] = [0, 0];
  return documents.map(({ index, body }) => {
    const start = { index, line, character };
    const { lineEnds, lastLine } = body.extent;
    line += lineEnds;
    character = lineEnds === 0 ? character + lastLine : lastLine;
    return start;
  });
}

const textOf = perObject(({ text }: DocumentBody) => TextDocument.create('', 'yaml', 0, text));

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
