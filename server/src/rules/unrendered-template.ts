/**
 * Rule: says once a file that policies in it were not checked, since something has to be filled in first. Braces and
 * dollars alone prove nothing: the document has to be unreadable for them, or policy has to read them.
 */
import { unreadHint } from './api/unread-documents';
import type { Rule } from './rule';

export const rule = {
  id: 'unrendered-template',
  severity: 'hint',
  documentation: {
    title: 'A policy that is still a template',
    clusterDoes: 'Nothing yet: the text is not what will be applied.',
    meant:
      'Check what it renders to, for Helm with helm template. It is said once in a file, and decided for each document: braces in an annotation or in a text that policy does not read change nothing.',
    bad: 'kind: NetworkPolicy\nspec:\n  podSelector: {{ .Values.selector | toYaml }}',
    good: 'kind: NetworkPolicy\nspec:\n  podSelector: {}',
    link: 'https://helm.sh/docs/helm/helm_template/',
  },
  checkFile: ({ file }) =>
    unreadHint(file, {
      template: 'it is a template; check what it renders to (for Helm: `helm template … | podreach check -`)',
      placeholder: 'it has placeholders that something fills in later',
    }),
} satisfies Rule;
