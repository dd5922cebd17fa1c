/**
 * The line of an arrow, as the `d` of an SVG path.
 */
import type { Point } from './picture';

/** A line through the middles between bends, bent towards each of them. */
export function curve(points: readonly Point[]): string {
  const [first, ...others] = points;
  const last = others.pop();
  if (first === undefined || last === undefined) return '';
  const bends = others.map((point, nth) => {
    const next = others[nth + 1] ?? last;
    const end = nth === others.length - 1 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(first)}${bends.length === 0 ? `L${at(last)}` : bends.join('')}`;
}

function at({ x, y }: Point): string {
  return `${tenths(x)} ${tenths(y)}`;
}

/** Finer than a tenth of a pixel nobody sees. */
export function tenths(size: number): number {
  return Math.round(size * 10) / 10;
}
