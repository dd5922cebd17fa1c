/**
 * Directives (`%YAML 1.1`) and what stands behind a `---`. kubectl cuts files at lines that begin with `---`, before it
 * reads YAML: neither is left for its reader then.
 */
import type { SyntaxProblem } from './document';

/** Lines that may stand in front of the marker that a directive asks for. */
const PREAMBLE = /^(?:(?:[ \t]*(?:#[^\r\n]*)?|%[^\r\n]*)(?:\r\n?|\n))*/u;

const DIRECTIVE = /(?<![^\r\n])%[^\r\n]*/u;

/** A line that begins with `---` and has more than a comment behind it. */
const FULL_MARKER = /(?<![^\r\n])---[ \t]*(?<content>[^ \t\r\n#][^\r\n]*)/u;

/** The first directive; kubectl takes none. */
export function directiveProblem(text: string): SyntaxProblem | undefined {
  const preamble = text.includes('%') ? (PREAMBLE.exec(text)?.[0] ?? '') : '';
  const directive = DIRECTIVE.exec(preamble);
  if (directive === null) return undefined;
  const end = directive.index + directive[0].trimEnd().length;
  return {
    range: { start: directive.index, end },
    message: 'kubectl takes no directives. Delete this line.',
  };
}

/** The first marker of a document's start that kubectl refuses. */
export function markerProblem(text: string): SyntaxProblem | undefined {
  const found = text.includes('---') ? FULL_MARKER.exec(text) : null;
  if (found === null) return undefined;
  const content = found.groups?.['content'] ?? '';
  const start = found.index + found[0].length - content.length;
  return {
    range: { start, end: start + Math.min(content.trimEnd().length, LONGEST_RANGE) },
    message: 'To kubectl, a line that starts with --- begins a document: only a comment may follow on it.',
  };
}

/** Findings that span much text make editors slow. */
const LONGEST_RANGE = 200;
