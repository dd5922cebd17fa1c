import { expect, test } from 'vitest';
import { readLabelSelector } from '../../../server/src/manifests/labels';
import { selectorPredicate } from '../../../server/src/workspace/selector-predicate';

const EVERYTHING = { requirements: [], isValid: true };

test('all requirements must hold, on the labels that are meant', () => {
  const selector = readLabelSelector({ matchLabels: { app: 'web' } }) ?? EVERYTHING;
  expect(selectorPredicate(selector, 'namespace')).toEqual({
    op: 'all',
    of: [{ op: 'label', on: 'namespace', key: 'app', operator: 'In', values: ['web'] }],
  });
});

test('a selector that cannot be read means nobody', () => {
  expect(selectorPredicate({ ...EVERYTHING, isValid: false }, 'pod')).toEqual({ op: 'any', of: [] });
});
