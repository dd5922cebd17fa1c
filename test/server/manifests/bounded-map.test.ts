import { describe, expect, test } from 'vitest';
import { createBoundedMap } from '../../../server/src/manifests/bounded-map';

describe('createBoundedMap', () => {
  test('forgets what was not used for longest', () => {
    const map = createBoundedMap<number>(3);
    map.set('a', 1, 1);
    map.set('b', 2, 1);
    map.set('c', 3, 1);
    expect(map.get('a')).toBe(1);
    map.set('d', 4, 1);
    expect(['a', 'b', 'c', 'd'].map((key) => map.get(key))).toEqual([1, undefined, 3, 4]);
  });

  test('counts weights, also of what is replaced', () => {
    const map = createBoundedMap<number>(10);
    map.set('a', 1, 6);
    map.set('a', 2, 2);
    map.set('b', 3, 8);
    expect([map.get('a'), map.get('b')]).toEqual([2, 3]);
    map.set('c', 4, 9);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, undefined, 4]);
  });

  test('keeps one entry that is too heavy until the next comes', () => {
    const map = createBoundedMap<number>(10);
    map.set('a', 1, 100);
    expect(map.get('a')).toBe(1);
    map.set('b', 2, 1);
    expect([map.get('a'), map.get('b')]).toEqual([undefined, 2]);
  });
});
