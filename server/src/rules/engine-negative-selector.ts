/**
 * Rule: selectors by what is not there, for an engine that cannot express them.
 */
import { valueRange } from './api/place';
import { itemsOf } from './api/policy-parts';
import type { Rule } from './rule';

export const rule = {
  id: 'engine-negative-selector',
  severity: 'error',
  engines: ['azure-npm-windows'],
  documentation: {
    title: 'A selector by what is not there',
    clusterDoes:
      'Azure NPM on Windows drops a policy with NotIn or DoesNotExist in any of its selectors, so that the pods stay open.',
    meant: 'The labels that are there: In, Exists, or matchLabels.',
    bad: 'matchExpressions:\n- {key: tier, operator: NotIn, values: [front]}',
    good: 'matchExpressions:\n- {key: tier, operator: In, values: [back]}',
  },
  *check(context) {
    for (const selector of context.parts.selectors) {
      for (const { path, value } of itemsOf(selector, 'matchExpressions')) {
        const { operator } = value;
        if (operator !== 'NotIn' && operator !== 'DoesNotExist') continue;
        yield {
          range: valueRange(context, [...path, 'operator']),
          message: `Azure NPM on Windows drops the whole policy because of ${operator}, and the pods stay open. Select by labels that are there.`,
        };
      }
    }
  },
} satisfies Rule;
