import { describe, expect, it } from 'vitest';
import { isStep, nextPlace } from '../../../client/src/map/webview/next-place';

const SIZE = { width: 80, height: 40 };
const places = new Map([
  ['a', { x: 0, y: 0, ...SIZE }],
  ['b', { x: 200, y: 10, ...SIZE }],
  ['c', { x: 0, y: 100, ...SIZE }],
  ['d', { x: 120, y: 300, ...SIZE }],
]);

describe('nextPlace', () => {
  it.each([
    ['a', 'ArrowRight', 'b'],
    ['b', 'ArrowLeft', 'a'],
    ['a', 'ArrowDown', 'c'],
    ['c', 'ArrowUp', 'a'],
    ['c', 'ArrowDown', 'd'],
    ['a', 'ArrowUp', undefined],
    ['b', 'ArrowRight', undefined],
  ] as const)('leads from %s with %s to %s', (from, step, expected) => {
    expect(nextPlace(places, from, step)).toBe(expected);
  });

  it('reaches every box', () => {
    const reached = new Set(['a']);
    for (const from of reached) {
      for (const step of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
        const next = nextPlace(places, from, step);
        if (next !== undefined) reached.add(next);
      }
    }
    expect([...reached].toSorted()).toEqual([...places.keys()]);
  });

  it('begins at the first box when the one with the focus is gone', () => {
    expect(nextPlace(places, 'gone', 'ArrowDown')).toBe('a');
    expect(nextPlace(new Map(), 'gone', 'ArrowDown')).toBeUndefined();
  });
});

describe('isStep', () => {
  it('knows the arrow keys only', () => {
    expect(isStep('ArrowUp')).toBe(true);
    expect(isStep('toString')).toBe(false);
  });
});
