/**
 * Tabs where kubectl's reader takes none: in front of a line's content and behind a dash, outside of brackets and
 * quotes. The YAML library lets some of them pass, such as those on lines that are otherwise blank.
 * Follows https://github.com/yaml/go-yaml/blob/v2/scannerc.go.
 */
import { isCollection, visit } from 'yaml';
import type { Document, Node, Pair, Scalar } from 'yaml';
import type { OffsetRange, SyntaxProblem } from './document';
import { nodeRange } from './yaml-tree';

/** A tab that only blanks, dashes and question marks stand in front of, on its line. */
const LEADING_TAB = /(?<![^\r\n])(?<before> *(?:[-?] +)*[-?]?)\t/gu;

/** A part of the text in which a tab in front of a line's content may stand, from this column on. */
interface Allowance extends OffsetRange {
  readonly column: number;
}

type Ancestors = readonly (Document | Node | Pair)[];

/** The first such tab of a document. */
export function findTabIndentation(text: string, root: Node | null): SyntaxProblem | undefined {
  if (!text.includes('\t')) return undefined;
  const tabs = [...text.matchAll(LEADING_TAB)];
  if (tabs.length === 0) return undefined;
  const scalars = lookup(scalarAllowances(text, root));
  const brackets = lookup(bracketAllowances(root));
  for (const { index, groups } of tabs) {
    const column = groups?.['before']?.length ?? 0;
    const at = index + column;
    const allowance = scalars(at) ?? brackets(at);
    if (allowance !== undefined && column >= allowance.column) continue;
    return tabProblem({ start: at, end: at + (/^[ \t]+/u.exec(text.slice(at, at + 100))?.[0].length ?? 1) });
  }
  return undefined;
}

/** What is told about tabs, wherever they are found. */
export function tabProblem(range: OffsetRange): SyntaxProblem {
  return { range, message: 'YAML cannot be indented with tabs. Use spaces.', cause: 'tab' };
}

/** Finds the range around an offset. Both are in the order of the text, so that one walk along the ranges is enough. */
function lookup(ranges: readonly Allowance[]): (offset: number) => Allowance | undefined {
  let next = 0;
  return (offset) => {
    while ((ranges[next]?.end ?? Number.POSITIVE_INFINITY) <= offset) next++;
    const range = ranges[next];
    return range !== undefined && range.start < offset ? range : undefined;
  };
}

function scalarAllowances(text: string, root: Node | null): readonly Allowance[] {
  const ranges: Allowance[] = [];
  visit(root, {
    Scalar(_key, node, ancestors) {
      ranges.push(...allowancesOf(text, node, ancestors));
    },
  });
  return ranges;
}

function allowancesOf(text: string, node: Scalar, ancestors: Ancestors): readonly Allowance[] {
  const { start, end } = nodeRange(node);
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
    return blockTextLines(text, { start, end }, blockColumn(text, ancestors));
  if (node.type !== 'PLAIN') return [{ start, end, column: 0 }];
  if (start === end) return [];
  // The reader takes blank lines below for the text's own, until it knows better.
  return [{ start, end: afterWhitespace(text, end), column: blockColumn(text, ancestors) + 1 }];
}

function afterWhitespace(text: string, from: number): number {
  WHITESPACE.lastIndex = from;
  return WHITESPACE.test(text) ? WHITESPACE.lastIndex : from;
}

const WHITESPACE = /\s*/uy;

/** The column of the innermost mapping or list in block style; -1 where there is none. */
function blockColumn(text: string, ancestors: Ancestors): number {
  const block = ancestors.findLast((node) => isCollection(node) && node.flow !== true);
  if (!isCollection(block)) return -1;
  const { start } = nodeRange(block);
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}

/**
 * The lines of a block scalar, each from the column where its content begins: that of the first line, unless the number
 * behind the `|` tells it. Tabs do not tell it.
 */
function blockTextLines(
  text: string,
  { start, end }: OffsetRange,
  parentColumn: number,
): readonly Allowance[] {
  const written = text.slice(start, end);
  const digit = /^[|>][-+]?(?<digit>[1-9])/u.exec(written)?.groups?.['digit'];
  const lines = [...written.matchAll(/(?<=\n) *(?<content>[^ \r\n][^\n]*)/gu)];
  const [first] = lines;
  const content = first?.groups?.['content'] ?? '';
  const column =
    digit === undefined
      ? (first?.[0].length ?? 0) - content.length
      : Math.max(parentColumn, 0) + Number(digit);
  const counted = digit === undefined && content.startsWith('\t') ? lines.slice(1) : lines;
  return counted.map(({ index, 0: line }) => ({
    start: start + index - 1,
    end: start + index + line.length,
    column,
  }));
}

/** Between brackets tabs are blanks. */
function bracketAllowances(root: Node | null): readonly Allowance[] {
  const ranges: Allowance[] = [];
  visit(root, {
    Collection(_key, node) {
      if (node.flow !== true) return undefined;
      ranges.push({ ...nodeRange(node), column: 0 });
      return visit.SKIP;
    },
  });
  return ranges;
}
