/**
 * Reads `# podreach-ignore RULE-ID: reason` and `# podreach-ignore-file RULE-ID`. Knows text, not YAML.
 */
import type { IgnoredRule } from './rule';

const COMMENT =
  /(?<before>^|[^\n\r]*?\s)(?<comment>#[ \t]*podreach-ignore(?<wide>-file)?[ \t]+(?<ids>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)[^\n\r]*)/u;

/**
 * Every rule id that a comment of the text mentions. A comment on a line of its own silences the next line that is
 * no comment; a comment behind something silences its own line.
 */
export function ignoredRules(text: string): readonly IgnoredRule[] {
  // Nearly all files have none of these comments, and are not cut into lines for it.
  if (!text.includes('podreach-ignore')) return [];
  const lines = text.split('\n');
  let offset = 0;
  return lines.flatMap((line, index) => {
    const start = offset;
    offset += line.length + 1;
    return ignoredOnLine(lines, index, start);
  });
}

function ignoredOnLine(lines: readonly string[], index: number, start: number): readonly IgnoredRule[] {
  const { before = '', comment = '', wide, ids = '' } = COMMENT.exec(lines[index] ?? '')?.groups ?? {};
  if (comment === '') return [];
  const commentStart = start + before.length;
  const idsStart = commentStart + comment.indexOf(ids, comment.indexOf('podreach-ignore') + 15);
  const target = before.trim() === '' ? nextLine(lines, index) : index;
  return Array.from(ids.matchAll(/[\w-]+/gu), ({ 0: id, index: at }) => ({
    id,
    range: { start: idsStart + at, end: idsStart + at + id.length },
    comment: { start: commentStart, end: commentStart + comment.length },
    ...(wide === undefined && { line: target }),
  }));
}

function nextLine(lines: readonly string[], index: number): number {
  const next = lines.findIndex((line, at) => at > index && !/^\s*(?:#|$)/u.test(line));
  return next === -1 ? index : next;
}
