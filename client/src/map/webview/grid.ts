/**
 * An even grid, for graphs with so many arrows that no order of their nodes makes them readable.
 */
import type { ArrowToPlace, Arrangement, BoxToPlace } from '../../../../server/src/drawing/arrange';
import type { Point, Rectangle, Route, Size } from '../../../../server/src/drawing/picture';

/** Pixels. */
const GAP = 10;
const GROUP_GAP = 24;
const PADDING = 14;
/** Room above a group for its name. */
const TITLE = 34;
const MARGIN = 24;
/** How much wider than high the whole is to be. */
const RATIO = 1.5;

/** Behind every name. */
const LAST = '\uFFFF';

interface Block extends Size {
  /** Undefined for boxes in no group. */
  readonly group: string | undefined;
  readonly boxes: readonly (readonly [string, Rectangle])[];
}

/** Groups in rows, each with its boxes in rows; boxes without a group come last. */
export function placeInGrid(boxes: readonly BoxToPlace[], arrows: readonly ArrowToPlace[]): Arrangement {
  const byGroup = grouped(boxes);
  const blocks = [...byGroup]
    .toSorted(([a = LAST], [b = LAST]) => (a < b ? -1 : 1))
    .map(([group, some]) => block(group, some));
  const groups = new Map<string, Rectangle>();
  const placed = new Map<string, Rectangle>();
  for (const { x, y, item } of inRows(blocks, GROUP_GAP)) {
    const [left, top] = [x + MARGIN, y + MARGIN];
    if (item.group !== undefined)
      groups.set(item.group, { x: left, y: top, width: item.width, height: item.height });
    for (const [id, box] of item.boxes) placed.set(id, { ...box, x: box.x + left, y: box.y + top });
  }
  return {
    groups,
    boxes: placed,
    routes: arrows.map((arrow) => straight(placed.get(arrow.from), placed.get(arrow.to))),
  };
}

function grouped(boxes: readonly BoxToPlace[]): ReadonlyMap<string | undefined, readonly BoxToPlace[]> {
  const groups = new Map<string | undefined, BoxToPlace[]>();
  for (const box of boxes) groups.set(box.group, [...(groups.get(box.group) ?? []), box]);
  return groups;
}

/** Boxes of one group in columns of equal width, below the name of the group. */
function block(group: string | undefined, boxes: readonly BoxToPlace[]): Block {
  const [padding, title] = group === undefined ? [0, 0] : [PADDING, TITLE];
  const width = Math.max(...boxes.map((box) => box.width));
  const placed = inRows(
    boxes.map((box) => ({ ...box, width })),
    GAP,
  );
  const right = Math.max(...placed.map(({ x }) => x + width));
  const bottom = Math.max(...placed.map(({ y, item }) => y + item.height));
  return {
    group,
    width: right + 2 * padding,
    height: title + bottom + padding,
    boxes: placed.map(({ x, y, item }) => [
      item.id,
      { x: x + padding, y: y + title, width, height: item.height },
    ]),
  };
}

interface InRow<T> extends Point {
  readonly item: T;
}

/** Fills rows from left to right; they are as wide as makes the whole {@link RATIO} times as wide as high. */
function inRows<T extends Size>(items: readonly T[], gap: number): readonly InRow<T>[] {
  const area = items.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = Math.max(Math.sqrt(area * RATIO), ...items.map(({ width }) => width));
  let [x, y, height] = [0, 0, 0];
  return items.map((item) => {
    if (x > 0 && x + item.width > widest) [x, y, height] = [0, y + height + gap, 0];
    const place = { x, y, item };
    x += item.width + gap;
    height = Math.max(height, item.height);
    return place;
  });
}

/** From border to border, along the line between the middles. */
function straight(from: Rectangle | undefined, to: Rectangle | undefined): Route {
  if (from === undefined || to === undefined) return { points: [], label: { x: 0, y: 0 } };
  const [start, end] = [middle(from), middle(to)];
  return {
    points: [borderPoint(from, end), borderPoint(to, start)],
    label: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
  };
}

function middle({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where the line from the middle of a rectangle to a point outside leaves it. */
function borderPoint(rectangle: Rectangle, towards: Point): Point {
  const { x, y } = middle(rectangle);
  const [dx, dy] = [towards.x - x, towards.y - y];
  const part = Math.min(rectangle.width / 2 / Math.abs(dx), rectangle.height / 2 / Math.abs(dy), 1);
  return { x: x + dx * part, y: y + dy * part };
}
