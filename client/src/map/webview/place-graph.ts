/**
 * Where the nodes and arrows of the map go. A readable graph is laid out along its arrows; one with more arrows than
 * anybody can follow becomes an even grid, on which only the arrows of the node in focus are drawn.
 */
import { arrange, type BoxToPlace, type Heading } from '../../../../server/src/drawing/arrange';
import { joinWays, type Way } from '../../../../server/src/drawing/join-ways';
import type { Point, Rectangle, Size } from '../../../../server/src/drawing/picture';
import { placeInGrid } from './grid';
import type { VisibleArrow, VisibleGraph, VisibleNode } from './visible';
import { arrowText, nodeText } from './words';

/** More arrows are drawn for the node in focus only. */
const MOST_ARROWS = 120;
/** So few arrows can all have their ports written beside them. */
const MOST_LABELS = 16;

export interface PlacedNode {
  readonly node: VisibleNode;
  readonly place: Rectangle;
}

export interface PlacedArrow {
  readonly way: Way<VisibleArrow>;
  readonly points: readonly Point[];
  readonly label: Point;
}

export interface PlacedNamespace {
  readonly name: string;
  readonly place: Rectangle;
}

export interface PlacedGraph extends Size {
  readonly nodes: readonly PlacedNode[];
  readonly arrows: readonly PlacedArrow[];
  readonly namespaces: readonly PlacedNamespace[];
  /** Arrows are drawn for the node in focus only. */
  readonly isCrowded: boolean;
  /** All arrows are labelled, not only those of the node in focus. */
  readonly isLabelled: boolean;
}

/** How wide a text is, in pixels. */
export type Measure = (text: string, weight: 'title' | 'detail') => number;

/** Pixels. */
export const TITLE_HEIGHT = 26;
const NODE_HEIGHT = 44;
const NODE_PADDING = 14;
/** What each node takes more above and below, so that the name of its namespace has room. */
const NODE_MARGIN = 5;
const LABEL_HEIGHT = 16;
/** Arrows that come from above pass behind the name of the namespace: there is room for their heads below it. */
const HEAD_ROOM: Readonly<Record<Heading, number>> = { right: 0, down: 16 };
const MARGIN = 24;

export function placeGraph(graph: VisibleGraph, measure: Measure, heading: Heading): PlacedGraph {
  const ways = joinWays(graph.arrows, canBeOne);
  const isCrowded = ways.length > MOST_ARROWS;
  const isLabelled = ways.length <= MOST_LABELS;
  const boxes = graph.nodes.map((node) => boxOf(node, measure));
  const arrows = ways.map(({ there }) => ({
    from: there.from,
    to: there.to,
    ...(isLabelled ? labelSize(there, measure) : { width: 0, height: 0 }),
  }));
  const placed = isCrowded ? placeInGrid(boxes, arrows) : arrange(boxes, arrows, heading);
  const room = isCrowded ? 0 : HEAD_ROOM[heading];
  const namespaces = Array.from(placed.groups, ([name, place]) => ({ name, place: raised(place, room) }));
  const nodes = graph.nodes.flatMap((node): readonly PlacedNode[] => {
    const place = placed.boxes.get(node.id);
    return place === undefined ? [] : [{ node, place: withoutMargin(place) }];
  });
  const routed = ways.flatMap((way, nth): readonly PlacedArrow[] => {
    const route = placed.routes[nth];
    return route === undefined ? [] : [{ way, ...route }];
  });
  return {
    ...extent([...nodes, ...namespaces], routed),
    nodes,
    arrows: routed,
    namespaces,
    isCrowded,
    isLabelled,
  };
}

/** What is said of both directions must be true of each. */
function canBeOne(there: VisibleArrow, back: VisibleArrow): boolean {
  if (there.change !== back.change) return false;
  return (there.isSum && back.isSum) || (there.ports === back.ports && there.before === back.before);
}

function boxOf(node: VisibleNode, measure: Measure): BoxToPlace {
  const { title, detail } = nodeText(node);
  const group = node.kind === 'workloads' ? node.namespace : undefined;
  // A frame is at least as wide as the name of its namespace.
  const text = Math.max(measure(title, 'title'), measure(detail, 'detail'), measure(group ?? '', 'title'));
  const width = Math.ceil(text) + 2 * NODE_PADDING;
  return { id: node.id, group, width, height: NODE_HEIGHT + 2 * NODE_MARGIN };
}

function withoutMargin({ x, y, width, height }: Rectangle): Rectangle {
  return { x, y: y + NODE_MARGIN, width, height: height - 2 * NODE_MARGIN };
}

function raised({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return { x, y: y - by, width, height: height + by };
}

function labelSize(arrow: VisibleArrow, measure: Measure): Size {
  return { width: Math.ceil(measure(arrowText(arrow), 'detail')) + 12, height: LABEL_HEIGHT };
}

function extent(boxes: readonly { readonly place: Rectangle }[], arrows: readonly PlacedArrow[]): Size {
  const xs = [
    ...boxes.map(({ place }) => place.x + place.width),
    ...arrows.flatMap(({ points }) => points.map(({ x }) => x)),
  ];
  const ys = [
    ...boxes.map(({ place }) => place.y + place.height),
    ...arrows.flatMap(({ points }) => points.map(({ y }) => y)),
  ];
  const most = (sizes: readonly number[]): number => sizes.reduce((a, b) => Math.max(a, b), 0) + MARGIN;
  return { width: most(xs), height: most(ys) };
}

/** The graph laid out so that it can be shown largest in a window. */
export type Placing = (graph: VisibleGraph, measure: Measure, window: Size) => PlacedGraph;

/** Remembers the last few: a node in focus, a zoom or a refresh without a change must not cost a layout. */
export function createPlacing(): Placing {
  const known = new Map<string, PlacedGraph>();
  const placed = (graph: VisibleGraph, measure: Measure, heading: Heading): PlacedGraph => {
    const key = JSON.stringify([graph.nodes, graph.arrows, heading]);
    const found = known.get(key) ?? placeGraph(graph, measure, heading);
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return found;
  };
  return (graph, measure, window) => {
    const right = placed(graph, measure, 'right');
    if (right.isCrowded) return right;
    const down = placed(graph, measure, 'down');
    return scaleIn(window, down) > BETTER * scaleIn(window, right) ? down : right;
  };
}

const MOST_REMEMBERED = 24;
/** From left to right is what people expect: another way must be worth it. */
const BETTER = 1.15;

function scaleIn(window: Size, { width, height }: Size): number {
  return Math.min(1, window.width / width, window.height / height);
}
