/**
 * Rule: a `podreach-ignore` comment that names no rule.
 */
import type { OffsetRange } from '../manifests/document';
import { nearNames } from '../wording/near-names';
import type { Rule } from './rule';

export const rule = {
  id: 'unknown-ignore',
  severity: 'hint',
  documentation: {
    title: 'A comment that silences a rule which does not exist',
    clusterDoes: 'Nothing; it is about the comment only.',
    meant: 'The id of a rule, as it stands beside the finding.',
    bad: '# podreach-ignore peer-or: both teams are meant',
    good: '# podreach-ignore peer-or-instead-of-and: both teams are meant',
  },
  *checkComments({ mentions, knownIds }) {
    for (const { id, range } of mentions.filter((mention) => !knownIds.has(mention.id))) {
      const close = nearNames(id, knownIds)[0];
      const hint = close === undefined ? '' : ` Did you mean ${close}?`;
      yield {
        range,
        message: `There is no rule ${id}, so this comment silences nothing.${hint}`,
        fixes: close === undefined ? [] : [replacement(range, close)],
      };
    }
  },
} satisfies Rule;

function replacement(range: OffsetRange, id: string) {
  return { title: `Write ${id}`, edits: [{ range, newText: id }], preferred: true, safe: true };
}
