/**
 * Reads flow collections (`[a, b]`, `{a: b}`, JSON) and quoted scalars that are plain enough. What is not is lost,
 * that is left to the YAML library.
 */
import { noFields, type Fields } from './fields';
import { lose, type Cursor } from './plain-cursor';
import { resolvePlainScalar } from './scalar';

/** The library counts levels and takes care of the stack. */
const DEEPEST = 50;

/** A key longer than 1024 characters is none. */
const LONGEST_KEY = 500;

/** Characters that mean nothing in YAML, with blanks between them. */
const PLAIN = /(?:[A-Za-z0-9_./~+$]|-(?=[\w./]))[\w./~+$%*@=& -]*/uy;

const PLAIN_KEY = /[A-Za-z_][\w./-]*(?=: )/uy;

const SPACES = / */uy;
const BLANKS = /[ \r\n]*/uy;

/** A collection, on one line or, as in JSON, over several. */
export function readFlow(cursor: Cursor, spansLines: boolean): unknown {
  if (++cursor.depth > DEEPEST) return lose(cursor);
  const blanks = spansLines ? BLANKS : SPACES;
  const value = cursor.text[cursor.at] === '[' ? readItems(cursor, blanks) : readFields(cursor, blanks);
  cursor.depth--;
  return value;
}

/** A quoted scalar that ends on its line; escapes are those that JSON has, too. */
export function readQuoted(cursor: Cursor): unknown {
  const { text, at } = cursor;
  const quote = text.charAt(at);
  const end = quote === '"' ? closingQuote(text, at) : quote === "'" ? text.indexOf("'", at + 1) : -1;
  const written = text.slice(at + 1, end);
  // Two single quotes are one that is meant.
  if (end === -1 || written.includes('\n') || (quote === "'" && text[end + 1] === quote)) return lose(cursor);
  cursor.at = end + 1;
  if (quote === "'" || !written.includes('\\')) return written;
  return COMMON_ESCAPES.test(written) ? JSON.parse(`"${written}"`) : lose(cursor);
}

/** No other backslash than those of `\"`, `\\`, `\n` and `\t`. */
const COMMON_ESCAPES = /^[^\\]*(?:\\["\\nt][^\\]*){0,1000}$/u;

function closingQuote(text: string, opening: number): number {
  let at = opening;
  do at = text.indexOf('"', at + 1);
  while (at !== -1 && isEscaped(text, at));
  return at;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') first--;
  return (at - first) % 2 === 1;
}

function readItems(cursor: Cursor, blanks: RegExp): unknown[] {
  const items: unknown[] = [];
  let isOpen = begins(cursor, blanks, ']');
  while (isOpen && !cursor.isLost) {
    items.push(readValue(cursor, blanks));
    isOpen = goesOn(cursor, blanks, ']');
  }
  return items;
}

function readFields(cursor: Cursor, blanks: RegExp): Fields {
  const fields = noFields();
  let isOpen = begins(cursor, blanks, '}');
  while (isOpen && !cursor.isLost) {
    const key = readKey(cursor);
    if (typeof key !== 'string' || key in fields) {
      lose(cursor);
      return fields;
    }
    take(cursor, blanks);
    fields[key] = readValue(cursor, blanks);
    isOpen = goesOn(cursor, blanks, '}');
  }
  return fields;
}

/** The key, with the colon behind it taken. */
function readKey(cursor: Cursor): unknown {
  const word = take(cursor, PLAIN_KEY);
  const key = word === undefined ? readQuoted(cursor) : plainKey(word);
  if (cursor.text[cursor.at] !== ':' || typeof key !== 'string' || key.length > LONGEST_KEY)
    return lose(cursor);
  cursor.at++;
  return key;
}

/** Null for words that are no text: `null`, `yes`. */
export function plainKey(word: string): string | null {
  return resolvePlainScalar(word) === word ? word : null;
}

function readValue(cursor: Cursor, blanks: RegExp): unknown {
  const first = cursor.text[cursor.at];
  if (first === '[' || first === '{') return readFlow(cursor, blanks === BLANKS);
  if (first === '"' || first === "'") return readQuoted(cursor);
  const word = take(cursor, PLAIN);
  return word === undefined ? lose(cursor) : plainValue(cursor, word.trimEnd());
}

/** What a word without quotes means. Infinity and the like are no values of manifests. */
export function plainValue(cursor: Cursor, word: string): unknown {
  const value = resolvePlainScalar(word);
  return typeof value === 'number' && !Number.isFinite(value) ? lose(cursor) : value;
}

/** Takes the opening bracket; false when the collection is closed at once. */
function begins(cursor: Cursor, blanks: RegExp, closing: string): boolean {
  cursor.at++;
  take(cursor, blanks);
  if (cursor.text[cursor.at] !== closing) return true;
  cursor.at++;
  return false;
}

/** Takes the comma, or the closing bracket: then false. */
function goesOn(cursor: Cursor, blanks: RegExp, closing: string): boolean {
  take(cursor, blanks);
  const sign = cursor.text[cursor.at++];
  if (sign === ',') take(cursor, blanks);
  else if (sign !== closing) lose(cursor);
  return sign === ',';
}

/** What the pattern matches here. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}
