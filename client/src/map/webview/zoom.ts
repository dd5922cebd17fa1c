/**
 * What part of the map the window shows: a scale, and where the upper left corner of the map is.
 */
import type { Point, Rectangle, Size } from '../../../../server/src/drawing/picture';

export interface Zoom extends Point {
  readonly scale: number;
}

/** What the reader chose to see; undefined for what the map shows by itself. */
export type Choice = Zoom | 'whole' | undefined;

const SMALLEST = 0.1;
const LARGEST = 4;
/** Larger than life looks coarse. */
const LARGEST_FIT = 1.15;
/** Names of nodes can be read down to here. */
const SMALLEST_LEGIBLE = 0.7;
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

/**
 * What is shown before the reader chooses: the whole map where it can be read, else a part of it that can, around
 * what matters, or from its beginning.
 */
export function opening(map: Size, window: Size, about: Rectangle | undefined): Zoom {
  const whole = fit(map, window);
  if (whole.scale >= SMALLEST_LEGIBLE) return whole;
  const scale = SMALLEST_LEGIBLE;
  const { x, y, width, height } = about ?? { x: 0, y: 0, width: 0, height: 0 };
  return {
    scale,
    x: placed(map.width * scale, window.width, (x + width / 2) * scale),
    y: placed(map.height * scale, window.height, (y + height / 2) * scale),
  };
}

/** Where a length begins so that a point of it is in the middle of the window, without leaving room at its ends. */
function placed(length: number, window: number, point: number): number {
  if (length <= window) return (window - length) / 2;
  return Math.min(0, Math.max(window - length, window / 2 - point));
}

/** The smallest rectangle around several. */
export function surrounding(places: readonly Rectangle[]): Rectangle | undefined {
  const [first, ...others] = places;
  if (first === undefined) return undefined;
  return others.reduce((around, place) => {
    const [x, y] = [Math.min(around.x, place.x), Math.min(around.y, place.y)];
    const width = Math.max(around.x + around.width, place.x + place.width) - x;
    const height = Math.max(around.y + around.height, place.y + place.height) - y;
    return { x, y, width, height };
  }, first);
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
