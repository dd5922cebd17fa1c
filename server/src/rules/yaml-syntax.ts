/**
 * Rule: YAML that cannot be read. The reader of manifests found it; this file decides where it is worth saying.
 */
import type { ManifestDocument, ManifestFile } from '../manifests/document';
import type { Rule } from './rule';

/** A document that names no resource at all is somebody else's YAML. */
const NAMES_A_RESOURCE = /^[ \t{"'-]*(?:apiVersion|kind)["']?[ \t]*:/mu;

export const rule = {
  id: 'yaml-syntax',
  severity: 'error',
  documentation: {
    title: 'YAML that cannot be read',
    clusterDoes: 'kubectl stops at the document and applies nothing of it.',
    meant:
      'Often a tab instead of blanks, a missing blank after a colon, or a line that is indented by one too many.',
    bad: 'spec:\n  podSelector: {}\n   ingress: []',
    good: 'spec:\n  podSelector: {}\n  ingress: []',
    link: 'https://yaml.org/spec/1.2.2/',
  },
  *checkFile({ file }) {
    for (const document of file.documents.filter((one) => isOurs(one, file))) {
      for (const { range, message } of document.notJudged === undefined ? document.problems : []) {
        yield { range, message, reason: 'Invalid' as const };
      }
    }
  },
} satisfies Rule;

/** Text alone decides, so that nothing is parsed for it. */
function isOurs({ isRelevant, range }: ManifestDocument, { text }: ManifestFile): boolean {
  return isRelevant && NAMES_A_RESOURCE.test(text.slice(range.start, range.end));
}
