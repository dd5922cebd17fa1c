/**
 * Rule: more ipBlocks than an engine handles well.
 */
import { keyRange } from './api/place';
import type { Rule } from './rule';

const MOST = 4;

export const rule = {
  id: 'engine-ip-block-count',
  severity: 'info',
  engines: ['azure-npm'],
  documentation: {
    title: 'More ipBlocks than Azure NPM handles well',
    clusterDoes:
      'Azure NPM may apply a policy with many ipBlocks late or in part while pods come and go. Its documentation advises to keep to a few.',
    meant: 'Wider ranges, or several policies.',
    bad: 'podSelector: {}\ningress:\n- from:\n  - ipBlock: {cidr: 203.0.113.0/28}\n  - ipBlock: {cidr: 203.0.113.32/28}\n  - ipBlock: {cidr: 203.0.113.64/28}\n  - ipBlock: {cidr: 203.0.113.96/28}\n  - ipBlock: {cidr: 203.0.113.128/28}',
    good: 'podSelector: {}\ningress:\n- from:\n  - ipBlock: {cidr: 203.0.113.0/24}',
    link: 'https://learn.microsoft.com/azure/aks/use-network-policies',
  },
  *check(context) {
    const { ipBlocks } = context.parts;
    const [first] = ipBlocks.slice(MOST);
    if (first === undefined) return;
    yield {
      range: keyRange(context, first.path),
      message: `The policy has ${ipBlocks.length} ipBlocks; Azure NPM may apply more than ${MOST} late or in part. Write fewer, wider ranges.`,
    };
  },
} satisfies Rule;
