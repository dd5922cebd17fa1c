import { describe, expect, it } from 'vitest';
import { curve } from '../../../server/src/drawing/curve';

describe('curve', () => {
  it('is straight between two points', () => {
    expect(
      curve([
        { x: 0, y: 0 },
        { x: 10.04, y: 5.06 },
      ]),
    ).toBe('M0 0L10 5.1');
  });

  it('bends towards the points between its ends', () => {
    const points = [0, 10, 20, 30].map((x) => ({ x, y: x % 20 }));
    expect(curve(points)).toBe('M0 0Q10 10 15 5Q20 0 30 10');
  });

  it('is nothing without two points', () => {
    expect(curve([])).toBe('');
    expect(curve([{ x: 1, y: 1 }])).toBe('');
  });
});
