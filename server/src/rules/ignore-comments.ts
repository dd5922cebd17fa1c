/**
 * Reads `# podreach-ignore RULE-ID: reason` and `# podreach-ignore-file RULE-ID`. Knows text, not YAML.
 */
import type { IgnoredRule } from './rule';

/** What is in every such comment. */
export const IGNORE_MARK = 'podreach-ignore';

/** Looked for behind a blank only: from every character of a line it would be looked for to the end of the line. */
const COMMENT =
  /(?<=^|\s)#[ \t]*podreach-ignore(?<wide>-file)?[ \t]+(?<ids>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)[^\n\r]*/u;

/**
 * Every rule id that a comment of the text mentions. A comment on a line of its own silences the next line that is
 * no comment; a comment behind something silences its own line.
 */
export function ignoredRules(text: string): readonly IgnoredRule[] {
  const lines = text.split('\n');
  const targets = targetsOf(lines);
  let offset = 0;
  return lines.flatMap((line, index) => {
    const start = offset;
    offset += line.length + 1;
    return ignoredOnLine(line, { start, own: index, next: targets[index] ?? index });
  });
}

interface LinePlace {
  /** Offset of the line. */
  readonly start: number;
  readonly own: number;
  /** The line that a comment on a line of its own is about. */
  readonly next: number;
}

function ignoredOnLine(line: string, { start, own, next }: LinePlace): readonly IgnoredRule[] {
  const match = COMMENT.exec(line);
  const { wide, ids = '' } = match?.groups ?? {};
  if (match === null) return [];
  const [comment] = match;
  const commentStart = start + match.index;
  const idsStart = commentStart + comment.indexOf(ids, comment.indexOf('podreach-ignore') + 15);
  const target = line.slice(0, match.index).trim() === '' ? next : own;
  return Array.from(ids.matchAll(/[\w-]+/gu), ({ 0: id, index: at }) => ({
    id,
    range: { start: idsStart + at, end: idsStart + at + id.length },
    comment: { start: commentStart, end: commentStart + comment.length },
    ...(wide === undefined && { line: target }),
  }));
}

/** Of each line the next one that is no comment, or itself where there is none. */
function targetsOf(lines: readonly string[]): readonly number[] {
  const targets: number[] = [];
  let next: number | undefined;
  for (let index = lines.length - 1; index >= 0; index--) {
    targets[index] = next ?? index;
    if (!/^\s*(?:#|$)/u.test(lines[index] ?? '')) next = index;
  }
  return targets;
}
