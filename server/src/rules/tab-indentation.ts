/**
 * Rule: lines that are indented with tabs. The fix tries what a tab may stand for, and is offered only when the
 * document can be read afterwards and has the shape of a policy.
 */
import type { ManifestDocument, ManifestFile } from '../manifests/document';
import { readManifestFile } from '../manifests/manifest-file';
import { collectParts } from './api/policy-parts';
import { syntaxProblems } from './api/syntax-problems';
import type { Fix, FixEdit, Rule } from './rule';

/** In front of the first word of a line, perhaps behind dashes. */
const LEADING = /^(?<lead>[ \t]*(?:-[ \t]+)*)(?=[^ \t\r\n])/gmu;

/** Spaces that a tab may stand for, in the order of preference. */
const WIDTHS = [2, 4, 8];

/** Longer documents are not mended: the result is read again to be sure of it. */
const MAX_LENGTH = 100_000;

export const rule = {
  id: 'tab-indentation',
  severity: 'error',
  documentation: {
    title: 'Lines indented with tabs',
    clusterDoes:
      'kubectl stops with an error about a character that cannot start a token, often at another line than the one with the tab.',
    meant:
      'Spaces. The fix writes as many as make the document readable. It keeps quiet about tabs within texts, and between brackets.',
    bad: 'spec:\n\tpodSelector: {}',
    good: 'spec:\n  podSelector: {}',
    link: 'https://yaml.org/spec/1.2.2/#61-indentation-spaces',
  },
  *checkFile({ file }) {
    for (const { document, problem } of syntaxProblems(file)) {
      if (problem.cause !== 'tab') continue;
      const { range, message } = problem;
      yield { range, message, reason: 'Invalid' as const, fixes: replaceTabs(document, file) };
    }
  },
} satisfies Rule;

function replaceTabs({ range: { start, end } }: ManifestDocument, { text }: ManifestFile): readonly Fix[] {
  const written = text.slice(start, end);
  // The lines of a block scalar are its content, tabs and all.
  if (written.length > MAX_LENGTH || /[|>][-+0-9]*[ \t]*\r?$/mu.test(written)) return [];
  const width = WIDTHS.find((candidate) => isSound(apply(written, editsFor(written, candidate))));
  if (width === undefined) return [];
  const edits = editsFor(written, width).map(({ range, newText }) => ({
    range: { start: range.start + start, end: range.end + start },
    newText,
  }));
  return [{ title: `Replace the tabs with spaces (${width} each)`, edits, preferred: true, safe: true }];
}

function editsFor(text: string, width: number): readonly FixEdit[] {
  return [...text.matchAll(LEADING)].flatMap(({ index, groups }) => {
    const lead = groups?.['lead'] ?? '';
    if (!lead.includes('\t')) return [];
    // Behind a dash a single space does, and what follows lines up with it.
    const newText = lead.replaceAll(/-[ \t]+/gu, '- ').replaceAll('\t', ' '.repeat(width));
    return [{ range: { start: index, end: index + lead.length }, newText }];
  });
}

function apply(text: string, edits: readonly FixEdit[]): string {
  return edits
    .toReversed()
    .reduce(
      (result, { range, newText }) => result.slice(0, range.start) + newText + result.slice(range.end),
      text,
    );
}

function isSound(text: string): boolean {
  const { documents, resources } = readManifestFile('mended.yaml', text);
  if (documents.some(({ problems }) => problems.length > 0)) return false;
  return resources
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .every((resource) => collectParts(resource).violations.length === 0);
}
