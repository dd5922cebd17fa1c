/**
 * What newer YAML allows between brackets and kubectl's reader refuses. Knows single nodes and the text around them,
 * not the tree they are in.
 */
import { isScalar } from 'yaml';
import type { Pair } from 'yaml';
import type { SyntaxProblem } from './document';
import { nodeRange } from './yaml-tree';

/** A colon is only one with a blank behind it; in `{a:{}}` kubectl takes it for a part of the word. */
const COLON_WITHOUT_BLANK = /^[ \t]*:[,[\]{}]/u;

/** The colon of a key, be it lines below. */
const COLON = /(?:\s|#[^\n]*\n)*:/uy;

/** The reader looks no further for the colon of a key. */
const LONGEST_KEY = 1024;

/** What is wrong with a pair that stands between brackets. */
export function flowPairProblem(text: string, pair: Pair): SyntaxProblem | undefined {
  const { key } = pair;
  if (!isScalar(key)) return undefined;
  const range = nodeRange(key);
  if (key.type === 'PLAIN' && COLON_WITHOUT_BLANK.test(text.slice(range.end, range.end + 10))) {
    return { range, message: `A blank is missing behind the colon of ${String(key.value)}.` };
  }
  return keyProblem(text, pair);
}

/** What is wrong with a key, between brackets or not. */
export function keyProblem(text: string, { key }: Pair): SyntaxProblem | undefined {
  if (!isScalar(key)) return undefined;
  const range = nodeRange(key);
  COLON.lastIndex = range.end;
  if (!COLON.test(text)) return undefined;
  if (COLON.lastIndex - range.start > LONGEST_KEY) {
    return { range, message: `A key can have at most ${LONGEST_KEY} characters.` };
  }
  if (!text.slice(range.start, COLON.lastIndex).includes('\n')) return undefined;
  // A `?` that introduces a key lets it run over several lines.
  if (/\?\s*$/u.test(text.slice(Math.max(0, range.start - 100), range.start))) return undefined;
  return { range, message: 'A key has to end on its line. Is a comma or a quote missing?' };
}

/** What is wrong with a value or key that stands between brackets. */
export function flowScalarProblem(node: unknown): SyntaxProblem | undefined {
  if (!isScalar(node) || node.type !== 'PLAIN') return undefined;
  const text = String(node.value);
  if (text.startsWith(':')) return inQuotes(node, text, 'begin with a colon');
  return text.includes('?') ? inQuotes(node, text, 'contain a question mark') : undefined;
}

function inQuotes(node: Parameters<typeof nodeRange>[0], text: string, fault: string): SyntaxProblem {
  const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return {
    range: nodeRange(node),
    message: `Between brackets, text without quotes cannot ${fault}. Write "${shown}".`,
  };
}
