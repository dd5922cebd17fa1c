/**
 * Brackets and quotes whose lines start further left than newer YAML allows, such as a closing bracket below its key.
 * kubectl's reader does not look at the indentation between them. Knows the text and single nodes.
 */
import { isCollection, isScalar, visit } from 'yaml';
import type { Node, Scalar } from 'yaml';

const DOUBLE = /"(?:[^"\\]|\\[\s\S])*"/uy;
const SINGLE = /'(?:[^']|'')*'/uy;

/**
 * The text with the lines of the first collection or quoted text that the library did not see closed joined by blanks:
 * as long as it was, so that places stay the same. Undefined when there is none, or when a comment is in the way.
 */
export function joinLines(text: string, root: Node | null): string | undefined {
  const start = firstUnclosed(text, root);
  if (start === undefined) return undefined;
  const joined = /["']/u.test(text[start] ?? '') ? joinedQuote(text, start) : joinedBrackets(text, start);
  return joined && text.slice(0, start) + joined + text.slice(start + joined.length);
}

/** Dashes that are texts of their own to kubectl, as in `[-]`: newer YAML takes them for those of a list. */
const LONE_DASH = /-(?=[,\]}])/uy;

/** The text with a sign that means nothing in place of the dashes that the library stumbled over; as long as it was. */
export function maskDashes(text: string, offsets: readonly number[]): string | undefined {
  const dashes = offsets.filter((offset) => {
    LONE_DASH.lastIndex = offset;
    return LONE_DASH.test(text);
  });
  if (dashes.length === 0) return undefined;
  const signs = text.split('');
  for (const dash of dashes) signs[dash] = '_';
  return signs.join('');
}

/** Texts that differ, from the tree of the joined text: what they are in the text as it was. */
export function restoreLines(
  root: Node | null,
  original: string,
  joined: string,
  read: (text: string) => unknown,
): void {
  visit(root, {
    Scalar(_key, node) {
      const [start, end] = node.range ?? [0, 0];
      const written = original.slice(start, end);
      if (written === joined.slice(start, end)) return;
      node.value = written === '-' ? written : read(written);
    },
  });
}

function firstUnclosed(text: string, root: Node | null): number | undefined {
  let found: number | undefined;
  visit(root, {
    Node(_key, node) {
      const isFlow = isCollection(node) && node.flow === true;
      if ((!isFlow && !isQuoted(node)) || node.range === undefined || node.range === null) return undefined;
      const [start, end] = node.range;
      if (isFlow ? isClosedBracket(text, start, end) : endOfQuote(text, start) === end) {
        return isFlow ? visit.SKIP : undefined;
      }
      found = start;
      return visit.BREAK;
    },
  });
  return found;
}

function isQuoted(node: unknown): node is Scalar {
  return isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
}

/** One without brackets, such as the pair in `[a: b]`, counts as closed. */
function isClosedBracket(text: string, start: number, end: number): boolean {
  const opening = text[start] ?? '';
  return !/[[{]/u.test(opening) || text[end - 1] === (opening === '[' ? ']' : '}');
}

/** Behind the quote that closes the one at `start`; undefined when none does. */
function endOfQuote(text: string, start: number): number | undefined {
  const pattern = text[start] === '"' ? DOUBLE : SINGLE;
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function joinedQuote(text: string, start: number): string | undefined {
  const end = endOfQuote(text, start);
  return end === undefined ? undefined : onOneLine(text.slice(start, end));
}

/** Quoted texts, comments, brackets and commas, blanks, and words: a quote or hash within a word is none. */
const TOKEN = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*'|#[^\n]*|[[\]{},]|\s+|[^\s[\]{},]+/gu;

/** From a bracket to the one that closes it; undefined when none does, or when a comment divides words. */
function joinedBrackets(text: string, start: number): string | undefined {
  const parts: string[] = [];
  let depth = 0;
  let before = '';
  for (const [token] of text.slice(start).matchAll(TOKEN)) {
    const isComment = token.startsWith('#');
    parts.push(isComment ? ' '.repeat(token.length) : onOneLine(token));
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') depth--;
    if (depth === 0) return parts.join('');
    if (before === '#' && isWord(token)) return undefined;
    if (isComment) before = isWord(before) ? '#' : '';
    else if (token.trim() !== '') before = token;
  }
  return undefined;
}

function isWord(token: string): boolean {
  return /^[^\s"'#[\]{},]/u.test(token);
}

function onOneLine(text: string): string {
  return text.replace(/[\r\n]/gu, ' ');
}
