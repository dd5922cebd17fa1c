/**
 * The YAML library's errors in plain words: what is wrong and what to write. One fault is one problem: what follows
 * from a first error is left out. Knows YAML, not Kubernetes.
 */
import { trimEndOf } from './source-text';
import { isCollection, isScalar, visit } from 'yaml';
import type { Node, Scalar } from 'yaml';
import type { OffsetRange, SyntaxProblem } from './document';
import { findTabIndentation, tabProblem } from './tab-indentation';
import { DEEPEST, nodeRange, type TreeError, type YamlTree } from './yaml-tree';

interface Fault {
  readonly text: string;
  readonly root: Node | null;
  readonly code: TreeError['code'];
  readonly start: number;
  readonly end: number;
}

const CONFLICT_MARKER = /^(?:<{7}|={7}|>{7})(?= |$)/mu;

/** The first fault of a document; undefined when there is none that kubectl would stumble over, too. */
export function firstSyntaxProblem(text: string, tree: YamlTree): SyntaxProblem | undefined {
  const tab = findTabIndentation(text, tree.root);
  if (tab !== undefined) return tab;
  const errors = tree.errors.filter((error) => !isAccepted(text, error));
  // A tab is the cause of whatever else is wrong around it.
  const error = errors.find(({ code }) => code === 'TAB_AS_INDENT') ?? earliest(errors);
  if (error === undefined) return undefined;
  const marker = CONFLICT_MARKER.exec(text);
  if (marker !== null) {
    return {
      range: lineFrom(text, marker.index),
      message: 'This file has an unresolved merge conflict. Choose a side and delete the markers.',
    };
  }
  // The library may point behind the end of the text.
  const [start, end] = error.pos.map((offset) => Math.min(offset, text.length));
  return explain({ text, root: tree.root, code: error.code, start: start ?? 0, end: end ?? 0 });
}

/**
 * kubectl reads a comment right behind a quote, bracket or comma, or the head of a block scalar, without a blank
 * between, and `\'` in double quotes.
 */
function isAccepted(text: string, { code, pos }: TreeError): boolean {
  if (code === 'BAD_DQ_ESCAPE') return text[pos[0] + 1] === "'";
  if (code !== 'MISSING_CHAR' || text[pos[0]] !== '#') return false;
  return COMMENT_MAY_FOLLOW.test(text.slice(Math.max(0, pos[0] - 4), pos[0]));
}

const COMMENT_MAY_FOLLOW = /["'[\]{},]$|(?:^|\s)[|>][-+1-9]{0,2}$/u;

function earliest(errors: readonly TreeError[]): TreeError | undefined {
  return errors.reduce<TreeError | undefined>(
    (first, error) => (first === undefined || error.pos[0] < first.pos[0] ? error : first),
    undefined,
  );
}

function explain(fault: Fault): SyntaxProblem {
  const explanation = EXPLANATIONS[fault.code];
  if (explanation !== undefined) return explanation(fault);
  const message = MESSAGES[fault.code]?.(fault.text.slice(fault.start, fault.start + 2));
  return {
    range: wordFrom(fault.text, fault.start),
    message: message ?? 'This cannot be read as YAML.',
  };
}

/** Faults whose place or cause has to be looked for. */
const EXPLANATIONS: Partial<Record<TreeError['code'], (fault: Fault) => SyntaxProblem>> = {
  TAB_AS_INDENT: ({ start }) => tabProblem({ start, end: start + 1 }),
  BAD_DQ_ESCAPE: ({ text, start }) => {
    const escape = text.slice(start, start + 2);
    const message = `${escape} is no escape sequence. Write \\${escape}, or use single quotes.`;
    return { range: { start, end: start + escape.length }, message };
  },
  MISSING_CHAR: (fault) =>
    openQuote(fault) ??
    unclosed(fault) ??
    commentInText(fault) ??
    (isInFlow(fault) ? missingComma(fault, 'in front of') : missingColon(fault)),
  BAD_INDENT: (fault) => unclosed(fault) ?? commentInText(fault) ?? explainIndent(fault),
  MULTILINE_IMPLICIT_KEY: (fault) => (isInFlow(fault) ? explainBlockInFlow(fault) : missingColon(fault)),
  BLOCK_AS_IMPLICIT_KEY: explainSecondColon,
  BLOCK_IN_FLOW: explainBlockInFlow,
  UNEXPECTED_TOKEN: explainUnexpected,
};

/** Faults that are where the library says; told by the two characters that stand there. */
const MESSAGES: Partial<Record<TreeError['code'], (signs: string) => string>> = {
  BAD_SCALAR_START: (signs) => `A value cannot start with ${signs.slice(0, 1)}. Put it in quotes.`,
  BAD_ALIAS: (signs) =>
    `A name is missing behind the ${signs.slice(0, 1)}. If it is meant as text, put it in quotes.`,
  BAD_DIRECTIVE: () => 'This directive cannot be read. If the % is meant as text, put it in quotes.',
  KEY_OVER_1024_CHARS: () => 'A key can have at most 1024 characters.',
  MULTIPLE_ANCHORS: () => 'A value can have only one anchor. Delete this one.',
  MULTIPLE_TAGS: () => 'A value can have only one tag. Delete this one.',
  ALIAS_PROPS: () => 'An alias can have neither an anchor nor a tag. Delete it.',
  BAD_PROP_ORDER: () => 'An anchor or tag has to stand behind the dash or colon.',
  TAG_RESOLVE_FAILED: () => 'This tag cannot be read. If the ! is meant as text, put it in quotes.',
  RESOURCE_EXHAUSTION: () => `This is nested more than ${DEEPEST} levels deep, which is not read.`,
};

/** A quote that is never closed: the library reports the end of what it swallowed. */
function openQuote({ text, root, start }: Fault): SyntaxProblem | undefined {
  const scalar = findNode(root, (node): node is Scalar => isScalar(node) && nodeRange(node).end === start);
  if (scalar?.type !== 'QUOTE_DOUBLE' && scalar?.type !== 'QUOTE_SINGLE') return undefined;
  const opening = nodeRange(scalar).start;
  return {
    range: lineFrom(text, opening),
    message: `This quote is never closed. Write ${text.slice(opening, opening + 1)} at the end of the text.`,
  };
}

/** A bracket that is never closed: the innermost one at the place where the library gave up. */
function unclosed({ text, root, start }: Fault): SyntaxProblem | undefined {
  const open = findNode(root, (node): node is Node => isUnclosedAt(text, node, start));
  if (open === undefined) return undefined;
  const at = nodeRange(open).start;
  const bracket = text.slice(at, at + 1);
  return {
    range: { start: at, end: at + 1 },
    message: `${quote(bracket)} is never closed. Write ${quote(bracket === '[' ? ']' : '}')} at its end; what is between must be indented.`,
  };
}

function isUnclosedAt(text: string, node: Node, end: number): boolean {
  if (!isCollection(node) || node.flow !== true || nodeRange(node).end !== end) return false;
  const opening = text[nodeRange(node).start];
  if (opening !== '[' && opening !== '{') return false;
  return text[end - 1] !== (opening === '[' ? ']' : '}');
}

function commentInText({ text, start }: Fault): SyntaxProblem | undefined {
  const range = lineFrom(text, skipBlanks(text, start));
  if (text[range.start] !== '#') return undefined;
  return {
    range,
    message: 'A text cannot go on behind a comment. Move the comment, or end the text above it.',
  };
}

function explainIndent({ text, start }: Fault): SyntaxProblem {
  const range = wordFrom(text, skipBlanks(text, start));
  const word = text.slice(range.start, range.end);
  if (isJoinedDash(word)) return joinedDash(range, word);
  const others = word.startsWith('-') ? 'the other items of its list' : 'the keys it belongs to';
  return {
    range,
    message: `${quote(word)} does not start in the same column as ${others}. Line it up with them.`,
  };
}

/** A word where a key was expected. The range may run on into the next line, which the library takes with it. */
function missingColon({ text, start, end }: Fault): SyntaxProblem {
  const at = skipBlanks(text, start);
  const range = { start: at, end: Math.min(Math.max(end, at + 1), lineFrom(text, at).end) };
  const word = text.slice(range.start, range.end).trimEnd();
  if (/^[^\w"'./-]/u.test(word)) return { range, message: misplaced(word) };
  const joined = /^(?<key>[\w./-]+):(?<value>\S.*)$/u.exec(word)?.groups;
  if (joined) {
    return {
      range,
      message: `A blank is missing behind the colon. Write "${clip(`${joined['key']}: ${joined['value']}`)}".`,
    };
  }
  if (isJoinedDash(word)) return joinedDash(range, word);
  return { range, message: `${quote(word)} has no colon. Write "${clip(word)}:".` };
}

function isJoinedDash(word: string): boolean {
  return /^-[^-\s]/u.test(word);
}

function joinedDash(range: OffsetRange, word: string): SyntaxProblem {
  return {
    range,
    message: `A blank is missing behind the dash. Write "${clip(`- ${word.slice(1)}`)}".`,
  };
}

/** The library reports what follows the gap, or two items that it took for one. */
function missingComma({ text, start }: Fault, side: 'in front of' | 'behind'): SyntaxProblem {
  const { start: at, end } = wordFrom(text, skipBlanks(text, start));
  const item = text.charAt(at) + trimEndOf(text.slice(at + 1, end), ',:]}');
  const range = { start: at, end: at + item.length };
  const word = quote(item);
  return { range, message: `A comma or colon is missing ${side} ${word}.` };
}

/** A second `key:` in a place that has its value already, on the same line or below it. */
function explainSecondColon({ text, start }: Fault): SyntaxProblem {
  const line = lineFrom(text, start);
  if (/:(?:\s|$)/u.test(text.slice(line.start, line.end))) {
    return {
      range: line,
      message: 'There is a second colon on this line. Put the value in quotes, or start a new line.',
    };
  }
  const range = wordFrom(text, skipBlanks(text, line.end));
  const word = quote(text.slice(range.start, range.end));
  const value = quote(text.slice(line.start, line.end));
  return {
    range,
    message: `${word} is indented below a key that has the value ${value}. Indent it as that key, or remove the value.`,
  };
}

function explainBlockInFlow(fault: Fault): SyntaxProblem {
  const { text, start } = fault;
  if (!/^-\s/u.test(text.slice(start, start + 2))) return missingComma(fault, 'behind');
  return { range: wordFrom(text, start), message: 'A list with dashes cannot stand within brackets.' };
}

function explainUnexpected({ text, start }: Fault): SyntaxProblem {
  const range = wordFrom(text, start);
  const word = text.slice(range.start, range.end);
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (/^[\]}]/u.test(word))
    return { range: firstOf(range), message: `${quote(word.slice(0, 1))} closes nothing. Delete it.` };
  if (word.startsWith(','))
    return { range: firstOf(range), message: 'There is nothing in front of this comma. Delete it.' };
  if (/^-(?:\s|$)/u.test(word) && before.trimEnd().endsWith(':')) {
    return { range, message: 'A list cannot start on the line of its key. Put the dash on the next line.' };
  }
  if (before.trim() === '') {
    return {
      range,
      message: `${quote(word)} does not line up with the lines above. Indent it as its neighbours.`,
    };
  }
  if (/["']\s*$/u.test(before)) {
    return {
      range,
      message: 'Nothing may follow a closing quote. Put the whole value into one pair of quotes.',
    };
  }
  return { range, message: misplaced(word) };
}

function misplaced(word: string): string {
  return `${quote(word)} cannot stand here. If it belongs to a text, put the text in quotes.`;
}

function isInFlow({ root, start }: Fault): boolean {
  const flow = findNode(root, (node): node is Node => {
    const range = nodeRange(node);
    return isCollection(node) && node.flow === true && range.start < start && start < range.end;
  });
  return flow !== undefined;
}

/** The last node in document order for which the test holds: the innermost of several around one offset. */
function findNode<T extends Node>(root: Node | null, test: (node: Node) => node is T): T | undefined {
  let found: T | undefined;
  visit(root, {
    Node(_key, node) {
      if (test(node)) found = node;
    },
  });
  return found;
}

function firstOf({ start }: OffsetRange): OffsetRange {
  return { start, end: start + 1 };
}

/** From an offset to the end of its line, without blanks at the end. */
function lineFrom(text: string, start: number): OffsetRange {
  const line = /^[^\r\n]*/u.exec(text.slice(start, start + LONGEST_RANGE))?.[0] ?? '';
  return { start, end: start + Math.max(line.trimEnd().length, Math.min(1, line.length)) };
}

/** From an offset to the end of what stands there without a blank. */
function wordFrom(text: string, start: number): OffsetRange {
  const word = /^[^\s]+/u.exec(text.slice(start, start + LONGEST_RANGE))?.[0] ?? '';
  return { start, end: Math.min(start + Math.max(word.length, 1), text.length) };
}

function skipBlanks(text: string, from: number): number {
  const blanks = /[ \t\r\n]*/uy;
  blanks.lastIndex = from;
  blanks.test(text);
  return blanks.lastIndex;
}

/** Findings that span much text make editors slow. */
const LONGEST_RANGE = 200;

/** What stands in quotes already needs none. */
function quote(text: string): string {
  return /^["']/u.test(text) ? clip(text) : `"${clip(text)}"`;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
