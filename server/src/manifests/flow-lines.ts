/**
 * Lists and maps in brackets whose lines start further left than newer YAML allows, such as a closing bracket below its
 * key. kubectl's reader does not look at the indentation between brackets. Knows the text, and no values.
 */
import { isCollection, visit } from 'yaml';
import type { Node } from 'yaml';

/** Behind these, or in front of these, a line break means nothing. */
const OPEN = /[,[{]\s*$/u;
const CLOSE = /^\s*[,\]}]/u;

/**
 * The text with the lines of the first collection that the library did not see closed joined by blanks: as long as it
 * was, so that places stay the same. Undefined when there is none, or when joining might change a value.
 */
export function withoutFlowLines(text: string, root: Node | null): string | undefined {
  const start = firstUnclosed(text, root);
  if (start === undefined) return undefined;
  const end = closingBracket(text, start);
  if (end === undefined) return undefined;
  const inside = text.slice(start, end);
  const lines = inside.split('\n').map(withoutComment);
  if (lines.some((line, index) => index > 0 && !canJoin(lines[index - 1] ?? '', line))) return undefined;
  return text.slice(0, start) + lines.join(' ').replaceAll('\r', ' ') + text.slice(end);
}

function canJoin(before: string, after: string): boolean {
  return before.trim() === '' || after.trim() === '' || OPEN.test(before) || CLOSE.test(after);
}

/** Comments end with their line; without line breaks they have to go. */
function withoutComment(line: string): string {
  const at = /(?:^|[ \t])#/u.exec(line)?.index;
  return at === undefined ? line : line.slice(0, at).padEnd(line.length);
}

function firstUnclosed(text: string, root: Node | null): number | undefined {
  let found: number | undefined;
  visit(root, {
    Collection(_key, node) {
      if (!isCollection(node) || node.flow !== true || node.range === undefined || node.range === null)
        return undefined;
      const [start, end] = node.range;
      const closing = text[start] === '[' ? ']' : '}';
      if (/[[{]/u.test(text[start] ?? '') && text[end - 1] === closing) return visit.SKIP;
      found = start;
      return visit.BREAK;
    },
  });
  return found;
}

/** Quoted texts, comments, brackets, and words: a quote within a word is none. */
const TOKEN = /"(?:[^"\\]|\\[\s\S])*"|'[^']*'|(?<=\s)#[^\n]*|[[\]{}]|[^\s[\]{},"'][^\s[\]{},]*|[\s\S]/gu;

/** Where the collection that begins at `start` ends; undefined when it does not. */
function closingBracket(text: string, start: number): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.slice(start).matchAll(TOKEN)) {
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') depth--;
    if (depth === 0) return start + index + 1;
  }
  return undefined;
}
