/**
 * Where in a manifest something is being typed, though the text is not whole yet: the place is looked up in the
 * document as it would be with a word at the cursor. Knows no labels and no cluster.
 */
import type { FieldPath, ManifestFile, OffsetRange, Resource } from '../manifests/document';
import { readManifestFile } from '../manifests/manifest-file';
import { lineEnd, lineStart } from '../rules/fixes/layout';

export interface CompletionPlace {
  /** The object as it would be with a word at the cursor. */
  readonly resource: Resource;
  /** Of the value that is typed, or of the mapping or list that a key or item is typed in. */
  readonly path: FieldPath;
  readonly typing: 'key' | 'value';
  readonly word: OffsetRange;
  /** The word as it is called in `resource`. */
  readonly name: string;
  /** What stands around the word asks for no quotes of its own. */
  readonly isQuoted: boolean;
  /** A colon follows already, so that only the key is replaced. */
  readonly hasColon: boolean;
  /** Within brackets or braces that begin on the same line. */
  readonly isInFlow: boolean;
}

/** Lists of words: what is typed behind their dashes is no key. */
const WORD_LISTS: readonly unknown[] = ['values', 'policyTypes', 'except'];

/** Undefined in comments, outside of all objects, and where the rest of the document cannot be read. */
export function completionPlace(file: ManifestFile, offset: number): CompletionPlace | undefined {
  const { text } = file;
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  if (/(?:^|\s)#/u.test(before)) return undefined;
  const word = wordAt(text, offset);
  const behind = text.slice(word.end, lineEnd(text, offset));
  const isValue = /:(?:\s|$)/u.test(segmentOf(text.slice(start, word.start)));
  const isAlone = !isInFlow(before) && !isValue && /^\s*(?:#.*)?$/u.test(behind);
  const found = placeWith(file, offset, isAlone ? `${CURSOR}:` : CURSOR);
  if (found === undefined) return undefined;
  const isQuoted = /["']/u.test(text[word.start - 1] ?? '');
  const hasColon = /^["']?\s*:/u.test(behind);
  const name = text.slice(word.start, offset) + CURSOR + text.slice(offset, word.end);
  return { ...found, word, name, isQuoted, hasColon, isInFlow: isInFlow(before) };
}

const CURSOR = 'x';

function placeWith(
  file: ManifestFile,
  offset: number,
  inserted: string,
): Pick<CompletionPlace, 'resource' | 'path' | 'typing'> | undefined {
  const document = file.documents.findLast(({ range }) => range.start <= offset);
  if (document === undefined) return undefined;
  const { start, end } = document.range;
  const text = file.text.slice(start, offset) + inserted + file.text.slice(offset, end);
  const place = readManifestFile(file.file, text).pathAt(offset - start);
  if (place === undefined) return undefined;
  const { resource, path, onKey } = place;
  if (!onKey) return { resource, path, typing: 'value' };
  const owner = path.slice(0, -1);
  const isWord = typeof owner.at(-1) === 'number' && WORD_LISTS.includes(owner.at(-2));
  return { resource, path: owner, typing: isWord ? 'value' : 'key' };
}

/** The word that the cursor is in or at. */
export function wordAt(text: string, offset: number): OffsetRange {
  const [before = ''] = WORD_BEFORE.exec(text.slice(Math.max(0, offset - LONGEST_WORD), offset)) ?? [];
  const [behind = ''] = WORD_BEHIND.exec(text.slice(offset, offset + LONGEST_WORD)) ?? [];
  return { start: offset - before.length, end: offset + behind.length };
}

/** A key of a label has at most 317 characters. */
const LONGEST_WORD = 400;
const WORD_BEFORE = /(?<![\w./-])[\w./-]*$/u;
const WORD_BEHIND = /^[\w./-]*/u;

/** What belongs to the word in front of the cursor: everything since the last bracket, comma or dash. */
function segmentOf(before: string): string {
  return before.slice(Math.max(...['{', '[', ','].map((mark) => before.lastIndexOf(mark))) + 1);
}

function isInFlow(before: string): boolean {
  return /[{[]/u.test(before);
}
