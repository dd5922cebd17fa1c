/**
 * What has to happen to the characters of a file before it is read as YAML.
 * Offsets never move: every replacement is as long as what it replaces.
 */
import type { SyntaxProblem } from './document';

const BYTE_ORDER_MARK = '\uFEFF';

/** What the YAML reader of kubectl calls control characters: nothing that can be printed, nor a line end or tab. */
const CONTROL_CHARACTERS = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F]/gu;

/** A carriage return that no line feed follows. YAML and editors end a line there, the YAML library does not. */
const LONE_CARRIAGE_RETURN = /\r(?!\n)/gu;

/**
 * The text without a byte order mark in front. Whoever reads a file calls this once, so that offsets count from
 * the first real character everywhere, as they do in editors.
 */
export function dropByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/** The same text, character for character in the same place, in a form that the YAML library reads as kubectl does. */
export function readableText(text: string): string {
  const lines = text.includes('\r') ? text.replace(LONE_CARRIAGE_RETURN, '\n') : text;
  return firstControlCharacter(lines) === undefined ? lines : lines.replace(CONTROL_CHARACTERS, '\uFFFD');
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
