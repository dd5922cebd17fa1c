/**
 * What has to happen to the characters of a file before it is read as YAML.
 * Offsets never move: every replacement is as long as what it replaces.
 */
import type { SyntaxProblem } from './document';

const BYTE_ORDER_MARK = '\uFEFF';

/** What the YAML reader of kubectl calls control characters: nothing that can be printed, nor a line end or tab. */
const CONTROL_CHARACTERS = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/gu;

/** A carriage return that no line feed follows. YAML and editors end a line there, the YAML library does not. */
const LONE_CARRIAGE_RETURN = /\r(?!\n)/gu;

/** Whether lines may end otherwise than with a line feed. Editors offer to mend that, so edits need not know how. */
export function hasUnusualLineEnds(text: string): boolean {
  return /\r(?!\n)|[\u0085\u2028\u2029]/u.test(text);
}

/** How bytes are to be read: by the byte order mark, as editors and readers of YAML do. No decoder keeps the mark. */
export function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * The text without a byte order mark in front. Whoever reads a file calls this once, so that offsets count from
 * the first real character everywhere, as they do in editors.
 */
export function dropByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/**
 * Line ends of YAML 1.1 that newer YAML takes for text. In quotes the latter two are kept, so that there it does not
 * matter what they are.
 */
const OLD_LINE_ENDS = /\u0085|"(?:[^"\\\n\u0085]|\\.)*"|'[^'\n\u0085]*'|[\u2028\u2029]/gu;

/** The same text, character for character in the same place, in a form that the YAML library reads as kubectl does. */
export function readableText(text: string): string {
  const unixLines = text.includes('\r') ? text.replace(LONE_CARRIAGE_RETURN, '\n') : text;
  const lines =
    /[\u0085\u2028\u2029]/u.test(unixLines) && !isJsonText(unixLines)
      ? unixLines.replace(OLD_LINE_ENDS, (found) => (found.length === 1 ? '\n' : found))
      : unixLines;
  const spaced = lines.includes('---#')
    ? lines.replace(JOINED_COMMENT, (line) => ' '.repeat(line.length))
    : lines;
  return firstControlCharacter(spaced) === undefined ? spaced : spaced.replace(CONTROL_CHARACTERS, '\uFFFD');
}

/** A comment right behind the marker of a document, where newer YAML asks for a blank. */
const JOINED_COMMENT = /(?<![^\n])---#[^\n]*/gu;

/** kubectl takes a file that begins with a brace for JSON, as long as it can be read so. */
export function isJsonText(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // What is no JSON is read as YAML.
    return false;
  }
}

/** The first character that kubectl refuses wherever it stands. */
export function controlCharacterProblem(text: string): SyntaxProblem | undefined {
  const at = firstControlCharacter(text);
  if (at === undefined) return undefined;
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  return {
    range: { start: at, end: at + 1 },
    message: `The control character U+${code} is not allowed in YAML. Delete it.`,
  };
}

function firstControlCharacter(text: string): number | undefined {
  const at = text.search(CONTROL_CHARACTERS);
  return at === -1 ? undefined : at;
}

/**
 * The text without the characters of `unwanted` at its end. A pattern with `+$` would look for the end again from
 * every one of them.
 */
export function trimEndOf(text: string, unwanted: string): string {
  let end = text.length;
  while (end > 0 && unwanted.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
