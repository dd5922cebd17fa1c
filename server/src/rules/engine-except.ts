/**
 * Rule: exceptions of an ipBlock, for engines that cannot express them.
 */
import { sentenceCase } from '../wording/quantities';
import { keyRange } from './api/place';
import { ENGINE_NAMES } from './engines';
import type { Rule } from './rule';

export const rule = {
  id: 'engine-except',
  severity: 'error',
  engines: ['azure-npm-windows', 'calico-windows'],
  documentation: {
    title: 'Exceptions that the engine cannot express',
    clusterDoes:
      'Azure NPM on Windows drops the whole policy, so that the pods stay open. Calico on Windows skips the rule, which then allows nothing.',
    meant: 'The same addresses as several ranges without exceptions.',
    bad: 'ipBlock:\n  cidr: 203.0.113.0/24\n  except: [203.0.113.128/25]',
    good: 'ipBlock:\n  cidr: 203.0.113.0/25',
  },
  *check(context) {
    for (const { path, value } of context.parts.ipBlocks) {
      const { except } = value;
      if (!Array.isArray(except) || except.length === 0) continue;
      const effect =
        context.engine === 'calico-windows'
          ? 'skips a rule with exceptions, which then allows nothing'
          : 'drops a policy with exceptions, and the pods stay open';
      yield {
        range: keyRange(context, [...path, 'except']),
        message: `${sentenceCase(ENGINE_NAMES[context.engine])} ${effect}. Write the ranges that are left as ipBlocks of their own.`,
      };
    }
  },
} satisfies Rule;
