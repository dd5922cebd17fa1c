/**
 * Gives boxes, and arrows between them, their places: in one direction along the arrows, boxes of one group together.
 * The same input gives the same places.
 */
import { graphlib, layout, type EdgeLabel, type NodeLabel } from '@dagrejs/dagre';
import type { Point, Rectangle, Route, Size } from './picture';

export interface BoxToPlace extends Size {
  readonly id: string;
  /** The group it stands in, if any. */
  readonly group?: string | undefined;
}

/** Its size is that of its label; nothing for an arrow without one. */
export interface ArrowToPlace extends Size {
  readonly from: string;
  readonly to: string;
}

export interface Arrangement {
  readonly groups: ReadonlyMap<string, Rectangle>;
  readonly boxes: ReadonlyMap<string, Rectangle>;
  /** In the order of the arrows. */
  readonly routes: readonly Route[];
}

/** Where most arrows point to. */
export type Heading = 'right' | 'down';

/** Pixels. Between the border of a group and what is in it, or another group, is less room than between boxes. */
const SPACES = { nodesep: 32, edgesep: 14, ranksep: 56, marginx: 24, marginy: 24 } as const;

/** Between two boxes there may be one arrow in each direction. */
export function arrange(
  boxes: readonly BoxToPlace[],
  arrows: readonly ArrowToPlace[],
  heading: Heading = 'right',
): Arrangement {
  const graph = new graphlib.Graph<object, NodeLabel, EdgeLabel>({ compound: true });
  graph.setGraph({ ...SPACES, rankdir: heading === 'right' ? 'LR' : 'TB' });
  for (const { id, width, height, group } of boxes) {
    graph.setNode(boxId(id), { width, height });
    if (group === undefined) continue;
    if (!graph.hasNode(groupId(group))) graph.setNode(groupId(group), { width: 0, height: 0 });
    graph.setParent(boxId(id), groupId(group));
  }
  for (const { from, to, width, height } of arrows)
    graph.setEdge(boxId(from), boxId(to), { width, height, labelpos: 'c' });
  layout(graph);
  const groups = new Set(boxes.flatMap(({ group }) => group ?? []));
  return {
    groups: new Map(Array.from(groups, (group) => [group, rectangle(graph.node(groupId(group)))])),
    boxes: new Map(boxes.map(({ id }) => [id, rectangle(graph.node(boxId(id)))])),
    routes: arrows.map(({ from, to }) => route(graph.edge(boxId(from), boxId(to)))),
  };
}

function boxId(id: string): string {
  return `box ${id}`;
}

function groupId(group: string): string {
  return `group ${group}`;
}

function rectangle({ x = 0, y = 0, width, height }: NodeLabel): Rectangle {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** An arrow without a label has no place for one: it gets the middle. */
function route({ points = [], x, y }: EdgeLabel): Route {
  const label = x === undefined || y === undefined ? middle(points) : { x, y };
  return { points, label };
}

function middle(points: readonly Point[]): Point {
  const [a, b] = [points[Math.floor((points.length - 1) / 2)], points[Math.floor(points.length / 2)]];
  return a === undefined || b === undefined ? { x: 0, y: 0 } : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
