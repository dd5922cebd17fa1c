/**
 * Tabs where kubectl's reader takes none: in front of a line's content and behind a dash, outside of brackets and
 * quotes. The YAML library lets some of them pass, such as those on lines that are otherwise blank.
 */
import { isCollection, isScalar, visit } from 'yaml';
import type { Node } from 'yaml';
import type { OffsetRange, SyntaxProblem } from './document';
import { nodeRange } from './yaml-tree';

/** A tab that only blanks, dashes and question marks stand in front of, on its line. */
const LEADING_TAB = /(?<![^\r\n])(?<before> *(?:[-?] +)*[-?]?)\t/gu;

/** The first such tab of a document. */
export function findTabIndentation(text: string, root: Node | null): SyntaxProblem | undefined {
  if (!text.includes('\t')) return undefined;
  const tabs = [...text.matchAll(LEADING_TAB)];
  if (tabs.length === 0) return undefined;
  // Both are in the order of the text, so that one walk along them is enough.
  const free = freeOfRules(text, root);
  let next = 0;
  for (const { index, groups } of tabs) {
    const column = groups?.['before']?.length ?? 0;
    const at = index + column;
    while ((free[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next++;
    const isFree = (free[next]?.start ?? Number.POSITIVE_INFINITY) < at;
    if (isFree || isHarmless(text, index, column)) continue;
    return tabProblem({ start: at, end: at + (/^[ \t]+/u.exec(text.slice(at, at + 100))?.[0].length ?? 1) });
  }
  return undefined;
}

/** What is told about tabs, wherever they are found. */
export function tabProblem(range: OffsetRange): SyntaxProblem {
  return { range, message: 'YAML cannot be indented with tabs. Use spaces.', cause: 'tab' };
}

/** On a blank line, or in front of a comment, tabs do no harm further right than the line above starts. */
function isHarmless(text: string, lineStart: number, column: number): boolean {
  if (!/^[ \t]*(?:#|\r|\n|$)/u.test(text.slice(lineStart, lineStart + 200))) return false;
  const above = text.slice(Math.max(0, lineStart - 2000), lineStart).trimEnd();
  const start = Math.max(above.lastIndexOf('\n'), above.lastIndexOf('\r')) + 1;
  return column > above.slice(start).search(/\S|$/u);
}

/** Ranges in which a tab is part of a text, or between brackets; none within another. */
function freeOfRules(text: string, root: Node | null): readonly OffsetRange[] {
  const ranges: OffsetRange[] = [];
  visit(root, {
    Node(_key, node) {
      const isBlockText = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
      if (isBlockText) ranges.push(...contentLines(text, nodeRange(node)));
      else if (isScalar(node)) ranges.push(nodeRange(node));
      else if (isCollection(node) && node.flow === true) {
        ranges.push(nodeRange(node));
        return visit.SKIP;
      }
      return undefined;
    },
  });
  return ranges;
}

/** The lines of a block scalar, each from the column where its content begins. */
function contentLines(text: string, { start, end }: OffsetRange): readonly OffsetRange[] {
  const lines = [...text.slice(start, end).matchAll(/(?<=\n) *(?<content>[^ \r\n][^\n]*)/gu)];
  const indents = lines
    .filter(({ groups }) => !groups?.['content']?.startsWith('\t'))
    .map(({ 0: line, groups }) => line.length - (groups?.['content']?.length ?? 0));
  const indent = Math.min(...indents);
  return lines.map(({ index, 0: line }) => ({
    start: start + index + indent - 1,
    end: start + index + line.length,
  }));
}
