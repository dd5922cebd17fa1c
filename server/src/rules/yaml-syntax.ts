/**
 * Rule: YAML that cannot be read. The reader of manifests found it; this file decides where it is worth saying.
 */
import { syntaxProblems } from './api/syntax-problems';
import type { Rule } from './rule';

export const rule = {
  id: 'yaml-syntax',
  severity: 'error',
  documentation: {
    title: 'YAML that cannot be read',
    clusterDoes: 'kubectl stops at the document and applies nothing of it.',
    meant: 'Often a missing blank after a colon, or a line that is indented by one too many.',
    bad: 'spec:\n  podSelector: {}\n   ingress: []',
    good: 'spec:\n  podSelector: {}\n  ingress: []',
    link: 'https://yaml.org/spec/1.2.2/',
  },
  *checkFile({ file }) {
    for (const { problem } of syntaxProblems(file)) {
      if (problem.cause !== undefined) continue;
      yield { range: problem.range, message: problem.message, reason: 'Invalid' as const };
    }
  },
} satisfies Rule;
