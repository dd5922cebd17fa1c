import { describe, expect, test } from 'vitest';
import { readLabels, readLabelSelector } from '../../../server/src/manifests/labels';

describe('readLabels', () => {
  test('reads a map of texts, and takes other scalars for their text', () => {
    const labels = { app: 'web', release: 7, canary: true, empty: '', none: null };
    expect([...readLabels(labels)]).toEqual([
      ['app', 'web'],
      ['release', '7'],
      ['canary', 'true'],
      ['empty', ''],
      ['none', ''],
    ]);
  });

  test('leaves out what has no text', () => {
    expect([...readLabels({ a: ['x'], b: { c: 'd' }, e: 'f' })]).toEqual([['e', 'f']]);
  });

  test.each([undefined, null, [], ['a'], 'a=b', 1])('%j has no labels', (value) => {
    expect(readLabels(value).size).toBe(0);
  });

  test('keys may be any text', () => {
    const labels = JSON.parse('{"__proto__": "a", "constructor": "b"}') as unknown;
    expect([...readLabels(labels)]).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });
});

describe('readLabelSelector', () => {
  test.each([undefined, null])('%j is no selector', (value) => {
    expect(readLabelSelector(value)).toBeUndefined();
  });

  test.each([
    {},
    { matchLabels: {} },
    { matchLabels: null },
    { matchExpressions: [] },
    { matchExpressions: null },
  ])('%j selects everything', (value) => {
    expect(readLabelSelector(value)).toEqual({ requirements: [], isValid: true });
  });

  test('labels and expressions have to hold together', () => {
    const selector = {
      matchLabels: { app: 'web', release: 7 },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['front', 'back'] },
        { key: 'tier', operator: 'NotIn', values: [null] },
        { key: 'canary', operator: 'Exists' },
        { key: 'old', operator: 'DoesNotExist', values: [] },
      ],
    };
    expect(readLabelSelector(selector)).toEqual({
      isValid: true,
      requirements: [
        { key: 'app', operator: 'In', values: ['web'] },
        { key: 'release', operator: 'In', values: ['7'] },
        { key: 'tier', operator: 'In', values: ['front', 'back'] },
        { key: 'tier', operator: 'NotIn', values: [''] },
        { key: 'canary', operator: 'Exists', values: [] },
        { key: 'old', operator: 'DoesNotExist', values: [] },
      ],
    });
  });

  test.each<[string, unknown]>([
    ['a list for a selector', []],
    ['text for a selector', 'app=web'],
    ['a list for matchLabels', { matchLabels: ['app'] }],
    ['text for matchLabels', { matchLabels: 'zone:"a"' }],
    ['a list as label value', { matchLabels: { app: ['web'] } }],
    ['a mapping for matchExpressions', { matchExpressions: { key: 'app' } }],
    ['text as expression', { matchExpressions: ['app'] }],
    ['an expression without key', { matchExpressions: [{ operator: 'Exists' }] }],
    ['an expression without operator', { matchExpressions: [{ key: 'app' }] }],
    ['an operator in lower case', { matchExpressions: [{ key: 'app', operator: 'exists' }] }],
    ['In without values', { matchExpressions: [{ key: 'app', operator: 'In' }] }],
    ['NotIn with no values', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: [] }] }],
    ['Exists with values', { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['web'] }] }],
    ['text for values', { matchExpressions: [{ key: 'app', operator: 'In', values: 'web' }] }],
    ['a mapping among values', { matchExpressions: [{ key: 'app', operator: 'In', values: [{}] }] }],
  ])('what the API server refuses selects nothing: %s', (_name, value) => {
    expect(readLabelSelector(value)).toEqual({ requirements: [], isValid: false });
  });
});
