/**
 * Rule: says once a file that policies in it were not checked, since they are encrypted or patches.
 */
import { unreadHint } from './api/unread-documents';
import type { Rule } from './rule';

export const rule = {
  id: 'not-judged',
  severity: 'hint',
  documentation: {
    title: 'A policy that cannot be checked as it stands',
    clusterDoes: 'Nothing yet: the text is not what will be applied.',
    meant: 'Check the result instead: what kustomize prints, or the decrypted file.',
    bad: 'kind: NetworkPolicy\nspec:\n  $patch: delete',
    good: 'kind: NetworkPolicy\nspec:\n  podSelector: {}',
    link: 'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/kustomization/',
  },
  checkFile: ({ file }) =>
    unreadHint(file, { encrypted: 'it is encrypted', patch: 'it is a patch, not a whole object' }),
} satisfies Rule;
