/**
 * Remembers documents by their text, so that a change costs one document and not the file. Bounded: what was not used
 * for longest is forgotten.
 */
import { createBoundedMap } from './bounded-map';
import {
  createContent,
  parseDocumentText,
  type DocumentContent,
  type DocumentParser,
  type ParsedDocument,
} from './document-content';

/** One for everything that lives together: a workspace, or a run of a command. */
export interface DocumentCache {
  contentOf(text: string): DocumentContent;
}

/**
 * Most characters of documents that are remembered; of those the tree of which is kept because positions were asked
 * for; and of those the tree of which is kept for a moment, in case positions are asked for. A tree takes some 40 bytes
 * for each character, values take ten.
 */
const CAPACITY = { contents: 32_000_000, trees: 3_000_000, recentTrees: 300_000 };

export function createDocumentCache(capacity = CAPACITY): DocumentCache {
  const contents = createBoundedMap<DocumentContent>(capacity.contents);
  const trees = createBoundedMap<ParsedDocument>(capacity.trees);
  const recentTrees = createBoundedMap<ParsedDocument>(capacity.recentTrees);

  const parser: DocumentParser = {
    parse(text) {
      const parsed = parseDocumentText(text);
      recentTrees.set(text, parsed, text.length);
      return parsed;
    },
    parseForPositions(text) {
      const known = trees.get(text);
      if (known !== undefined) return known;
      const parsed = recentTrees.get(text) ?? parseDocumentText(text);
      trees.set(text, parsed, text.length);
      return parsed;
    },
  };
  return {
    contentOf(text) {
      const known = contents.get(text);
      if (known !== undefined) return known;
      const own = withoutParent(text);
      const content = createContent(own, parser);
      contents.set(own, content, own.length);
      return content;
    },
  };
}

/**
 * A part of a text keeps the whole text in memory in today's engines, here the file as it was when the document was
 * first seen. A part of a joined text keeps only that.
 */
function withoutParent(part: string): string {
  return ` ${part}`.slice(1);
}
