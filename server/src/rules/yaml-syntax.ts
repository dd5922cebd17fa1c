/**
 * Rule: YAML that cannot be read. The reader of manifests found it; this file decides where it is worth saying.
 */
import type { ManifestFile } from '../manifests/document';
import type { Rule } from './rule';

/** A file that names no resource at all is somebody else's YAML. */
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
    if (!concernsKubernetes(file)) return;
    for (const { problems, notJudged } of file.documents) {
      // One slip often makes several problems; the first is where it happened.
      const [first] = problems;
      if (first !== undefined && notJudged === undefined) {
        yield { range: first.range, message: first.message, reason: 'Invalid' as const };
      }
    }
  },
} satisfies Rule;

function concernsKubernetes({ resources, text }: ManifestFile): boolean {
  return resources.length > 0 || NAMES_A_RESOURCE.test(text);
}
