/**
 * Reads documents in the plain YAML that nearly all manifests are written in, many times faster than the library makes
 * its tree: block mappings and lists, scalars of one line, simple flow collections, literal blocks. Whatever is out of
 * the ordinary, wrong or doubtful is left to the library. Knows no Kubernetes.
 */
import { noFields, type Fields } from './fields';
import {
  afterSpaces,
  columnOf,
  endOfLine,
  isAtRest,
  lose,
  skipSpaces,
  toContent,
  toNextLine,
  type Cursor,
} from './plain-cursor';
import { plainKey, plainValue, readFlow, readQuoted, take } from './plain-flow';
import { trimEndOf } from './source-text';

export interface PlainDocument {
  /** The same as {@link readTreeValues} makes of it. */
  readonly value: unknown;
  /** Where the root begins. */
  readonly start: number;
}

/** Tabs, control characters, rare blanks and line ends, byte order marks: not everybody takes them for the same. */
const UNUSUAL =
  /[\0-\x09\x0B\x0C\x0E-\x1F\x7F-\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF\uFFFD-\uFFFF]|\r(?!\n)/u;

/** The library counts levels and takes care of the stack. */
const DEEPEST = 50;

const LONGEST_KEY = 500;

const KEY = /(?:[A-Za-z_][\w./-]*|"[^"\\\n]*"|'[^'\n]*'):(?= |\r?\n|$)/uy;

/** The start of a scalar without quotes that is nothing else. */
const PLAIN_START = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|--?[\w./])/u;

/** The document, or undefined when it is not plain, which does not mean that it is wrong. */
export function readPlainDocument(text: string): PlainDocument | undefined {
  if (UNUSUAL.test(text)) return undefined;
  const cursor: Cursor = { text, at: 0, lineStart: 0, depth: 0, isLost: false };
  toContent(cursor, 0);
  if (columnOf(cursor) === 0 && text.startsWith('---', cursor.at)) skipMarker(cursor);
  const start = cursor.at;
  const value = readRoot(cursor);
  return cursor.isLost || cursor.at < text.length ? undefined : { value, start };
}

function skipMarker(cursor: Cursor): void {
  cursor.at += 3;
  if (isAtRest(cursor)) toNextLine(cursor);
  else lose(cursor);
}

function readRoot(cursor: Cursor): unknown {
  const first = cursor.text[cursor.at];
  if (first === undefined) return null;
  if (first !== '[' && first !== '{') return readBlock(cursor);
  const value = readFlow(cursor, true);
  if (isAtRest(cursor)) toNextLine(cursor);
  else lose(cursor);
  return value;
}

/** A mapping or list that begins here, and reaches as far as its lines begin in the same column. */
function readBlock(cursor: Cursor): unknown {
  if (++cursor.depth > DEEPEST) return lose(cursor);
  const value = isAtDash(cursor) ? readItems(cursor) : readFields(cursor);
  cursor.depth--;
  return value;
}

function readItems(cursor: Cursor): unknown[] {
  const column = columnOf(cursor);
  const items: unknown[] = [];
  do {
    cursor.at++;
    items.push(readItem(cursor, column));
  } while (!cursor.isLost && columnOf(cursor) === column && isAtDash(cursor));
  return items;
}

function readItem(cursor: Cursor, column: number): unknown {
  skipSpaces(cursor);
  KEY.lastIndex = cursor.at;
  return KEY.test(cursor.text) ? readBlock(cursor) : readValue(cursor, column, column + 1);
}

function readFields(cursor: Cursor): Fields {
  const column = columnOf(cursor);
  const fields = noFields();
  do {
    const key = readKey(cursor);
    if (key === null || key in fields) {
      lose(cursor);
      return fields;
    }
    // A list may begin in the column of the key it belongs to.
    fields[key] = readValue(cursor, column, column);
  } while (!cursor.isLost && columnOf(cursor) === column);
  return fields;
}

/** The key, with the colon behind it taken; null when there is none. */
function readKey(cursor: Cursor): string | null {
  const key = take(cursor, KEY)?.slice(0, -1);
  if (key === undefined || key.length > LONGEST_KEY) return null;
  return /^["']/u.test(key) ? key.slice(1, -1) : plainKey(key);
}

/**
 * What stands behind a key or dash in this column, or below it. The cursor is on the next line then, which must not
 * belong to the value any more.
 */
function readValue(cursor: Cursor, column: number, listColumn: number): unknown {
  skipSpaces(cursor);
  if (isAtRest(cursor)) {
    toNextLine(cursor);
    const next = columnOf(cursor);
    const isBelow = next > column || (next === listColumn && isAtDash(cursor));
    return isBelow ? readBlock(cursor) : null;
  }
  const value = cursor.text[cursor.at] === '|' ? readLiteral(cursor, column) : readOnLine(cursor);
  if (columnOf(cursor) > column) lose(cursor);
  return value;
}

function readOnLine(cursor: Cursor): unknown {
  const first = cursor.text[cursor.at];
  const value =
    first === '[' || first === '{'
      ? readFlow(cursor, false)
      : first === '"' || first === "'"
        ? readQuoted(cursor)
        : readPlain(cursor);
  if (isAtRest(cursor)) toNextLine(cursor);
  else lose(cursor);
  return value;
}

/** A scalar without quotes, to the end of its line or the comment there. */
function readPlain(cursor: Cursor): unknown {
  const { text, at } = cursor;
  const line = text.slice(at, endOfLine(text, at));
  const comment = line.indexOf(' #');
  const word = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  if (!PLAIN_START.test(word) || word.includes(': ') || word.endsWith(':')) return lose(cursor);
  cursor.at += word.length;
  return plainValue(cursor, word);
}

/** Lines that are taken as they are; blank ones at the end do not count. */
function readLiteral(cursor: Cursor, column: number): unknown {
  const header = take(cursor, /\|-? *\n/uy);
  const { text } = cursor;
  const indent = afterSpaces(text, cursor.at) - cursor.at;
  // Carriage returns in the text, and where it ends, are better left to the library.
  if (header === undefined || indent <= column || text.includes('\r')) return lose(cursor);
  const lines: string[] = [];
  let lineStart = cursor.at;
  while (lineStart < text.length) {
    const end = endOfLine(text, lineStart);
    const first = afterSpaces(text, lineStart);
    const isBlank = first >= end;
    if (end === text.length || (isBlank && end - lineStart > indent)) return lose(cursor);
    if (!isBlank && first - lineStart < indent) break;
    lines.push(text.slice(lineStart + indent, end));
    lineStart = end + 1;
  }
  // A comment that ends the text, or none of it on the first line, would need a closer look.
  if (lines[0] === '' || text[afterSpaces(text, lineStart)] === '#') return lose(cursor);
  toContent(cursor, lineStart);
  const content = trimEndOf(lines.join('\n'), '\n');
  return header.startsWith('|-') ? content : `${content}\n`;
}

/** A dash with a blank or the end of the line behind it. */
function isAtDash({ text, at }: Cursor): boolean {
  return text[at] === '-' && /^[ \r\n]?$/u.test(text.charAt(at + 1));
}
