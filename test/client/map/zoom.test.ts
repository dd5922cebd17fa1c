import { describe, expect, it } from 'vitest';
import { fit, opening, pan, reveal, surrounding, zoomAt } from '../../../client/src/map/webview/zoom';

const window = { width: 800, height: 600 };

describe('fit', () => {
  it('shows a large map as a whole, in the middle', () => {
    expect(fit({ width: 1600, height: 600 }, window)).toEqual({ scale: 0.5, x: 0, y: 150 });
  });

  it('does not blow up a small one', () => {
    expect(fit({ width: 80, height: 60 }, window).scale).toBeLessThan(1.2);
  });
});

describe('opening', () => {
  it('is the whole map where that can be read', () => {
    const map = { width: 1000, height: 600 };
    expect(opening(map, window, undefined)).toEqual(fit(map, window));
  });

  it('is the beginning of a larger one, at a scale that can be read', () => {
    expect(opening({ width: 4000, height: 600 }, window, undefined)).toEqual({ scale: 0.7, x: 0, y: 90 });
  });

  it('is around what the map is about', () => {
    const about = { x: 1950, y: 900, width: 100, height: 200 };
    expect(opening({ width: 4000, height: 2000 }, window, about)).toEqual({ scale: 0.7, x: -1000, y: -400 });
  });

  it('leaves no room beyond the end of the map', () => {
    const about = { x: 3900, y: 1900, width: 100, height: 100 };
    expect(opening({ width: 4000, height: 2000 }, window, about)).toEqual({ scale: 0.7, x: -2000, y: -800 });
  });
});

describe('surrounding', () => {
  it('is nothing around nothing, and the smallest around several', () => {
    expect(surrounding([])).toBeUndefined();
    const [one, other] = [
      { x: 10, y: 40, width: 20, height: 20 },
      { x: 50, y: 10, width: 5, height: 5 },
    ];
    expect(surrounding([one])).toEqual(one);
    expect(surrounding([one, other])).toEqual({ x: 10, y: 10, width: 45, height: 50 });
  });
});

describe('zoomAt', () => {
  const zoom = { scale: 1, x: 10, y: 20 };

  it('keeps the point under the pointer where it is', () => {
    const point = { x: 210, y: 220 };
    const zoomed = zoomAt(zoom, 2, point);
    expect(zoomed.scale).toBe(2);
    // 200 pixels of the map were left of the pointer before, 400 are now.
    expect(zoomed).toMatchObject({ x: -190, y: -180 });
  });

  it('has limits in both directions', () => {
    expect(zoomAt(zoom, 1000, { x: 0, y: 0 }).scale).toBe(4);
    expect(zoomAt(zoom, 0.0001, { x: 0, y: 0 }).scale).toBe(0.1);
  });
});

describe('pan', () => {
  it('moves and does not zoom', () => {
    expect(pan({ scale: 2, x: 1, y: 2 }, 10, -10)).toEqual({ scale: 2, x: 11, y: -8 });
  });
});

describe('reveal', () => {
  const zoom = { scale: 2, x: 0, y: 0 };

  it('leaves alone what can be seen', () => {
    expect(reveal(zoom, { x: 100, y: 100, width: 50, height: 20 }, window)).toEqual(zoom);
  });

  it('moves as little as needed', () => {
    expect(reveal(zoom, { x: 500, y: 100, width: 50, height: 20 }, window)).toEqual({
      scale: 2,
      x: -324,
      y: 0,
    });
    expect(reveal(zoom, { x: -20, y: -20, width: 50, height: 20 }, window)).toEqual({
      scale: 2,
      x: 64,
      y: 64,
    });
  });
});
