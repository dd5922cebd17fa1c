/**
 * Rule: peers by labels, for an engine that knows addresses only.
 */
import { keyRange } from './api/place';
import type { Rule } from './rule';

export const rule = {
  id: 'engine-selectors-only-cidr',
  severity: 'error',
  engines: ['azure-npm-lite'],
  documentation: {
    title: 'Peers by labels where the engine knows addresses only',
    clusterDoes:
      'Azure NPM Lite applies policies with ipBlocks, and those that deny or allow everything. It does not apply one with peers by labels.',
    meant: 'An ipBlock, or another engine.',
    bad: 'from:\n- podSelector: {matchLabels: {app: till}}',
    good: 'from:\n- ipBlock: {cidr: 203.0.113.0/24}',
  },
  *check(context) {
    for (const { path, value } of context.parts.peers) {
      const key = ['namespaceSelector', 'podSelector'].find(
        (name) => (value[name] ?? undefined) !== undefined,
      );
      if (key === undefined) continue;
      yield {
        range: keyRange(context, [...path, key]),
        message:
          'Azure NPM Lite knows no peers by labels, only ipBlocks: it does not apply this policy. Write addresses, or use another engine.',
      };
    }
  },
} satisfies Rule;
