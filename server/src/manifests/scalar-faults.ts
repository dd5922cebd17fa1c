/**
 * What kubectl's reader refuses in single scalars and names of anchors, although newer YAML allows it. Knows the node
 * and the text it was read from, not the tree.
 */
import { isCollection, isScalar } from 'yaml';
import type { Node, Scalar } from 'yaml';
import { trimEndOf } from './source-text';
import { nodeRange, scalarValue, shortTag } from './yaml-tree';

/** Escapes in double quotes, one at a time, so that the second of two backslashes begins none. */
const ESCAPE = /\\(?<sign>u[dD][89a-fA-F]|[\s\S])/gu;

/** An odd number of backslashes in front of the last quote. */
const UNCLOSED = /(?<!\\)(?:\\\\)*\\"$/u;

const ANCHOR_NAME = /^[\w-]+$/u;

/** What a tree was read from. */
export interface ReadText {
  readonly text: string;
  /** Whether kubectl takes it for JSON. */
  isJson(): boolean;
}

/** What is wrong with a node, wherever it stands; nothing for most. */
export function nodeFault(node: Node, source: ReadText): string | undefined {
  const nameFault = node.anchor === undefined ? undefined : anchorFault(node.anchor);
  if (nameFault !== undefined) return nameFault;
  if (isJoinedTag(node, source.text)) return 'A blank is missing behind this tag.';
  if (!isScalar(node)) return undefined;
  const fault = tagFault(node);
  if (fault !== undefined) return fault;
  if (node.type === 'QUOTE_SINGLE') return openQuoteFault(node, source);
  return node.type === 'QUOTE_DOUBLE' ? escapeFault(node, source) : undefined;
}

/** What is wrong with the name of an anchor, or with the same name behind a `*`. */
export function anchorFault(name: string): string | undefined {
  if (ANCHOR_NAME.test(name)) return undefined;
  return `The name ${name} of an anchor may have letters from a to z, digits, - and _ only.`;
}

/** Infinity and not-a-number: YAML knows them, JSON does not. */
export function numberFault(value: unknown): string | undefined {
  if (typeof value !== 'number' || Number.isFinite(value)) return undefined;
  const meaning = Number.isNaN(value) ? 'no number' : 'infinity';
  return `YAML reads this as ${meaning}, which no manifest can hold. If it is meant as text, put it in quotes.`;
}

/** To kubectl's reader, commas and brackets right behind a tag are part of it, or wrong. */
function isJoinedTag(node: Node, text: string): boolean {
  const { start } = nodeRange(node);
  const { tag } = isScalar(node) || isCollection(node) ? node : {};
  return tag !== undefined && /\S/u.test(text.charAt(start - 1)) && /[,[\]{}]/u.test(text.charAt(start));
}

function tagFault(node: Scalar): string | undefined {
  const tag = shortTag(node);
  if (tag === undefined || scalarValue(node) !== undefined) return undefined;
  const written = String(node.value);
  const shown = written.length > 40 ? 'This' : written === '' ? 'Nothing' : `"${written}"`;
  return `${shown} cannot be read as !!${tag}. Remove the tag, or write a value that fits it.`;
}

/** Two single quotes at the end of the text are one that is meant, and none that closes. */
function openQuoteFault(node: Scalar, { text }: ReadText): string | undefined {
  const { start, end } = nodeRange(node);
  const written = text.slice(start + 1, end);
  const quotes = written.length - trimEndOf(written, "'").length;
  return quotes % 2 === 1 ? undefined : "This quote is never closed. Write ' at the end of the text.";
}

/** JSON has these escapes, and YAML of today too; kubectl's reader takes them in JSON only. */
function escapeFault(node: Scalar, { text, isJson }: ReadText): string | undefined {
  const { start, end } = nodeRange(node);
  const written = text.slice(start, end);
  if (!written.includes('\\')) return undefined;
  if (UNCLOSED.test(written))
    return 'This quote is never closed: \\" is a quote within the text. Write \\\\" for a backslash at its end.';
  for (const { groups } of written.matchAll(ESCAPE)) {
    const sign = groups?.['sign'] ?? '';
    if (sign !== '/' && sign.length === 1) continue;
    if (isJson()) return undefined;
    return sign === '/'
      ? '\\/ is no escape sequence here. Write the / alone.'
      : `Half a sign (\\${sign}…) cannot be written in YAML. Write the sign itself, or \\U and its eight digits.`;
  }
  return undefined;
}
