/**
 * The heads of arrows, as the `d` of an SVG path. (Markers would not take the colour of their line.)
 */
import { tenths } from '../../../../server/src/drawing/curve';
import type { Point } from '../../../../server/src/drawing/picture';

/** Pixels. */
const LENGTH = 9;
const HALF_WIDTH = 4.5;

/** The head at the end of a line through these points; nothing for less than a line. */
export function arrowHead(points: readonly Point[]): string {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (tip === undefined || before === undefined) return '';
  const length = Math.hypot(tip.x - before.x, tip.y - before.y);
  if (length === 0) return '';
  const [dx, dy] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const corner = (side: 1 | -1): string =>
    `${tenths(tip.x - LENGTH * dx + side * HALF_WIDTH * dy)} ${tenths(tip.y - LENGTH * dy - side * HALF_WIDTH * dx)}`;
  return `M${tenths(tip.x)} ${tenths(tip.y)}L${corner(1)}L${corner(-1)}z`;
}
