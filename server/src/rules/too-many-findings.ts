/**
 * Rule: says how many findings of a file are not shown. It checks nothing itself; see cap.ts.
 */
import type { Rule } from './rule';

export const rule = {
  id: 'too-many-findings',
  severity: 'info',
  documentation: {
    title: 'More findings than are shown',
    clusterDoes: 'Nothing. A file with very many findings shows the gravest ones only.',
    meant: 'Usually one slip, repeated by copying. Mend it in one place, then in the others.',
    bad: '# a file with some hundred faults',
    good: '# a file with fewer',
  },
} satisfies Rule;
