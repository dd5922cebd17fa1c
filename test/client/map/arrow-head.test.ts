import { describe, expect, it } from 'vitest';
import { arrowHead } from '../../../client/src/map/webview/arrow-head';

describe('arrowHead', () => {
  it('points where the line goes', () => {
    const right = [
      { x: 0, y: 10 },
      { x: 100, y: 10 },
    ];
    expect(arrowHead(right)).toBe('M100 10L91 5.5L91 14.5z');
    expect(arrowHead(right.toReversed())).toBe('M0 10L9 14.5L9 5.5z');
  });

  it('is nothing where there is no direction', () => {
    expect(arrowHead([])).toBe('');
    expect(
      arrowHead([
        { x: 1, y: 1 },
        { x: 1, y: 1 },
      ]),
    ).toBe('');
  });
});
