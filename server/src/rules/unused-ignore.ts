/**
 * Rule: a `podreach-ignore` comment that silences nothing any more.
 */
import type { Rule } from './rule';

export const rule = {
  id: 'unused-ignore',
  severity: 'hint',
  documentation: {
    title: 'A comment that silences nothing',
    clusterDoes: 'Nothing; it is about the comment only.',
    meant: 'Remove the comment once what it silenced is gone, so that it cannot hide something new.',
    bad: '# podreach-ignore unknown-field: kept for the old controller\nspec:\n  podSelector: {}',
    good: 'spec:\n  podSelector: {}',
  },
  *checkComments({ idle, knownIds }) {
    for (const { id, range } of idle.filter((mention) => knownIds.has(mention.id))) {
      yield {
        range,
        message: `${id} has nothing to say here, so this comment silences nothing.`,
        tags: ['unnecessary' as const],
      };
    }
  },
} satisfies Rule;
