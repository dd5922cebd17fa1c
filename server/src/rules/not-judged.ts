/**
 * Rule: says once a file that documents with policies in them were not checked, and why.
 */
import type { ManifestDocument, ManifestFile, NotJudged } from '../manifests/document';
import { count } from '../wording/quantities';
import type { Rule } from './rule';

const WHY: Readonly<Record<NotJudged, string>> = {
  template: 'it is a template; check what it renders to (for Helm: `helm template … | podreach check -`)',
  placeholder: 'it has placeholders that something fills in later',
  encrypted: 'it is encrypted',
  patch: 'it is a patch, not a whole object',
};

export const rule = {
  id: 'not-judged',
  severity: 'hint',
  documentation: {
    title: 'A policy that cannot be checked as it stands',
    clusterDoes: 'Nothing yet: the text is not what will be applied.',
    meant: 'Check the result instead: what Helm or kustomize print, or the decrypted file.',
    bad: 'kind: NetworkPolicy\nspec:\n  podSelector: {{ .Values.selector | toYaml }}',
    good: 'kind: NetworkPolicy\nspec:\n  podSelector: {}',
  },
  *checkFile({ file }) {
    const unread = file.documents.filter((document) => isUnreadPolicy(document, file));
    const [first] = unread;
    if (first?.notJudged === undefined) return;
    const others = unread.length - 1;
    const more = others === 0 ? '' : ` The same goes for ${count(others, 'more document')} of this file.`;
    yield {
      range: firstLine(first, file),
      message: `Not checked, since ${WHY[first.notJudged]}.${more}`,
    };
  },
} satisfies Rule;

function isUnreadPolicy(document: ManifestDocument, { text }: ManifestFile): boolean {
  const { isRelevant, range } = document;
  if (!isRelevant || !text.slice(range.start, range.end).includes('NetworkPolicy')) return false;
  return document.notJudged !== undefined;
}

function firstLine({ range }: ManifestDocument, { text }: ManifestFile) {
  const [blank = '', line = ''] = /^\s*([^\r\n]*)/u.exec(text.slice(range.start, range.end)) ?? [];
  const end = range.start + blank.length;
  return { start: end - line.length, end };
}
