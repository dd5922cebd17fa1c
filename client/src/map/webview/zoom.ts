/**
 * What part of the map the window shows: a scale, and where the upper left corner of the map is.
 */
import type { Point, Rectangle, Size } from '../../../../server/src/drawing/picture';

export interface Zoom extends Point {
  readonly scale: number;
}

const SMALLEST = 0.1;
const LARGEST = 4;
/** Larger than life looks coarse. */
const LARGEST_FIT = 1.15;
/** What comes into view keeps this distance from the edge. */
const EDGE = 24;

/** The whole map in the middle of the window, as large as fits. */
export function fit(map: Size, window: Size): Zoom {
  const scale = limited(Math.min(window.width / map.width, window.height / map.height, LARGEST_FIT));
  return {
    scale,
    x: (window.width - map.width * scale) / 2,
    y: Math.max(0, (window.height - map.height * scale) / 2),
  };
}

/** Zooms by a factor; the point of the window stays over the same point of the map. */
export function zoomAt(zoom: Zoom, factor: number, { x, y }: Point): Zoom {
  const scale = limited(zoom.scale * factor);
  const real = scale / zoom.scale;
  return { scale, x: x - (x - zoom.x) * real, y: y - (y - zoom.y) * real };
}

export function pan(zoom: Zoom, right: number, down: number): Zoom {
  return { ...zoom, x: zoom.x + right, y: zoom.y + down };
}

/** Moves the map as little as needed to show a rectangle of it. */
export function reveal(zoom: Zoom, { x, y, width, height }: Rectangle, window: Size): Zoom {
  return {
    ...zoom,
    x: zoom.x + shift(zoom.x + x * zoom.scale, width * zoom.scale, window.width),
    y: zoom.y + shift(zoom.y + y * zoom.scale, height * zoom.scale, window.height),
  };
}

function shift(start: number, length: number, window: number): number {
  if (start < EDGE) return EDGE - start;
  return Math.min(0, window - EDGE - start - length);
}

function limited(scale: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, scale));
}
