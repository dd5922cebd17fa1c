/**
 * Directives (`%YAML 1.2`) in front of a document. kubectl's reader is one for YAML 1.1 and refuses others.
 */
import type { SyntaxProblem } from './document';

/** Lines that may stand in front of the marker that a directive asks for. */
const PREAMBLE = /^(?:(?:[ \t]*(?:#[^\r\n]*)?|%[^\r\n]*)(?:\r\n?|\n))*/u;

const DIRECTIVE = /(?<![^\r\n])%[^\r\n]*/gu;

const UNDERSTOOD = /^%(?:YAML[ \t]+1\.1|TAG[ \t]+!(?:[\w-]*!)?[ \t]+[^\s#]+(?=\s|$))[ \t]*(?:#.*)?$/u;

/** The first directive that kubectl does not take. */
export function directiveProblem(text: string): SyntaxProblem | undefined {
  const preamble = text.includes('%') ? (PREAMBLE.exec(text)?.[0] ?? '') : '';
  for (const { 0: directive, index } of preamble.matchAll(DIRECTIVE)) {
    if (UNDERSTOOD.test(directive)) continue;
    const advice = directive.startsWith('%YAML') ? 'it reads YAML 1.1. Delete this line' : 'delete this line';
    return {
      range: { start: index, end: index + directive.trimEnd().length },
      message: `kubectl refuses this directive: ${advice}.`,
    };
  }
  return undefined;
}
