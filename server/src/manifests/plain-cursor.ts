/**
 * Where a reader of plain YAML stands in its text, and how it moves on. Knows lines, columns and comments.
 */

export interface Cursor {
  readonly text: string;
  /** The next character. */
  at: number;
  /** Where the line begins that `at` is on. */
  lineStart: number;
  /** How many collections are open. */
  depth: number;
  /** Something was not plain: what is read from here on is thrown away. */
  isLost: boolean;
}

/** What may stand behind a value on its line. */
const REST_OF_LINE = /(?: +#[^\n]*| *)(?:\r?\n|$)/uy;

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const HASH = 0x23;

/** Gives up; the result stands for the value that could not be read. */
export function lose(cursor: Cursor): null {
  cursor.isLost = true;
  return null;
}

/** The column of the next character, -1 at the end of the text. */
export function columnOf({ text, at, lineStart }: Cursor): number {
  return at < text.length ? at - lineStart : -1;
}

export function skipSpaces(cursor: Cursor): void {
  cursor.at = afterSpaces(cursor.text, cursor.at);
}

export function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Whether nothing but a comment stands in the rest of the line. */
export function isAtRest({ text, at }: Cursor): boolean {
  REST_OF_LINE.lastIndex = at;
  return REST_OF_LINE.test(text);
}

/** Goes on to the first line below that is neither blank nor a comment. */
export function toNextLine(cursor: Cursor): void {
  toContent(cursor, afterLine(cursor.text, cursor.at));
}

/** Goes to the first line, at or behind the one that begins at `from`, that is neither blank nor a comment. */
export function toContent(cursor: Cursor, from: number): void {
  const { text } = cursor;
  let lineStart = from;
  for (;;) {
    const at = afterSpaces(text, lineStart);
    const code = text.charCodeAt(at);
    if (at >= text.length || (code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== HASH)) {
      cursor.lineStart = lineStart;
      cursor.at = at;
      return;
    }
    lineStart = afterLine(text, at);
  }
}

/** Where the line ends that `at` is on: its line feed, or the end of the text. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function afterLine(text: string, at: number): number {
  return Math.min(endOfLine(text, at) + 1, text.length);
}
