/**
 * Remembers documents by their text, so that a change costs one document and not the file. Bounded: what was not used
 * for longest is forgotten.
 */
import { createBoundedMap } from './bounded-map';
import {
  createContent,
  parseDocumentText,
  type DocumentContent,
  type ParsedDocument,
} from './document-content';

/** One for everything that lives together: a workspace, or a run of a command. */
export interface DocumentCache {
  contentOf(text: string): DocumentContent;
}

/** Most characters of documents, and of documents whose tree is kept; trees take some 100 times their text. */
const CAPACITY = { contents: 32_000_000, trees: 500_000 };

export function createDocumentCache(capacity = CAPACITY): DocumentCache {
  const contents = createBoundedMap<DocumentContent>(capacity.contents);
  const trees = createBoundedMap<ParsedDocument>(capacity.trees);

  const parse = (text: string): ParsedDocument => {
    const known = trees.get(text);
    if (known !== undefined) return known;
    const parsed = parseDocumentText(text);
    trees.set(text, parsed, text.length);
    return parsed;
  };
  return {
    contentOf(text) {
      const known = contents.get(text);
      if (known !== undefined) return known;
      const content = createContent(text, parse);
      contents.set(text, content, text.length);
      return content;
    },
  };
}
