/**
 * Draws a placed graph: one SVG element for each node, namespace and arrow. Decides shapes; colours are in the style
 * sheet.
 */
import { curve, tenths } from '../../../../server/src/drawing/curve';
import type { Point, Rectangle } from '../../../../server/src/drawing/picture';
import { arrowHead } from './arrow-head';
import { svg } from './elements';
import {
  TITLE_HEIGHT,
  type PlacedArrow,
  type PlacedGraph,
  type PlacedNamespace,
  type PlacedNode,
} from './place-graph';
import { namespaceNodeId } from './visible';
import { arrowText, nodeText, workloadsOf } from './words';

/** Something that takes the focus. */
export interface DrawnTarget {
  readonly element: SVGGElement;
  readonly place: Rectangle;
}

export interface DrawnArrow {
  readonly element: SVGGElement;
  readonly arrow: PlacedArrow;
}

export interface DrawnGraph {
  readonly element: SVGGElement;
  /** Nodes and the titles of open namespaces, by their ids. */
  readonly targets: ReadonlyMap<string, DrawnTarget>;
  readonly arrows: readonly DrawnArrow[];
}

const ROUND = 6;
/** How far the second outline of a selected node is from the first. */
const OUTLINE = 4;

export function drawGraph(graph: PlacedGraph, measureLabel: (text: string) => number): DrawnGraph {
  const arrows = graph.arrows.map((arrow) => ({ arrow, element: drawArrow(arrow, measureLabel) }));
  const nodes = graph.nodes.map(
    ({ node, place }) => [node.id, { place, element: drawNode({ node, place }) }] as const,
  );
  const titles = graph.namespaces.map((one) => {
    const place = { ...one.place, height: TITLE_HEIGHT };
    return [namespaceNodeId(one.name), { place, element: drawTitle(one.name, place) }] as const;
  });
  const element = svg(
    'g',
    {},
    ...graph.namespaces.map(drawFrame),
    ...arrows.map((one) => one.element),
    ...titles.map(([, title]) => title.element),
    ...nodes.map(([, node]) => node.element),
  );
  return { element, arrows, targets: new Map([...titles, ...nodes]) };
}

function drawFrame({ place }: PlacedNamespace): SVGElement {
  return svg('rect', { class: 'frame', ...numbers(place), rx: ROUND + 2 });
}

function drawTitle(name: string, place: Rectangle): SVGGElement {
  const middle = place.y + place.height / 2;
  return svg(
    'g',
    { class: 'target title', role: 'button', tabindex: -1, 'aria-expanded': 'true' },
    svg('rect', { class: 'shape', ...numbers(inset(place, 4)), rx: ROUND - 2 }),
    chevron({ x: place.x + 16, y: middle + 1 }, 'open'),
    svg('text', { x: place.x + 28, y: middle + 5 }, name),
  );
}

function drawNode({ node, place }: PlacedNode): SVGGElement {
  const { title, detail } = nodeText(node);
  const isFolded = node.kind === 'namespace';
  const middle = tenths(place.x + place.width / 2);
  return svg(
    'g',
    {
      class: `target node ${node.kind}`,
      role: 'button',
      tabindex: -1,
      'aria-expanded': isFolded ? 'false' : undefined,
    },
    svg('rect', { class: 'outline', ...numbers(inset(place, -OUTLINE)), rx: ROUND + OUTLINE }),
    ...(workloadsOf(node).length > 1 ? [behind(place)] : []),
    svg('rect', { class: 'shape', ...numbers(place), rx: ROUND }),
    ...(isFolded ? [chevron({ x: place.x + 11, y: place.y + 16 }, 'folded')] : []),
    svg('text', { class: 'name', x: middle, y: tenths(place.y + 19), 'text-anchor': 'middle' }, title),
    ' ',
    svg('text', { class: 'detail', x: middle, y: tenths(place.y + 35), 'text-anchor': 'middle' }, detail),
  );
}

/** The edge of a second sheet: there is more than one. */
function behind({ x, y, width, height }: Rectangle): SVGElement {
  return svg('rect', { class: 'shape behind', ...numbers({ x: x + 4, y: y + 4, width, height }), rx: ROUND });
}

function chevron({ x, y }: Point, state: 'open' | 'folded'): SVGElement {
  const d = state === 'open' ? `M${x - 4} ${y - 2}l4 4 4-4` : `M${x - 2} ${y - 4}l4 4-4 4`;
  return svg('path', { class: 'chevron', d });
}

function drawArrow(arrow: PlacedArrow, measureLabel: (text: string) => number): SVGGElement {
  const { way, points, label } = arrow;
  const line = curve(points);
  const text = labelText(arrow);
  const width = measureLabel(text) + 8;
  return svg(
    'g',
    { class: `arrow ${way.there.change}` },
    svg('path', { class: 'hit', d: line }),
    svg('path', { class: 'line', d: line }),
    svg('path', { class: 'head', d: arrowHead(points) }),
    ...(way.back === undefined ? [] : [svg('path', { class: 'head', d: arrowHead(points.toReversed()) })]),
    svg(
      'g',
      { class: 'label' },
      svg('rect', { ...numbers({ x: label.x - width / 2, y: label.y - 8, width, height: 16 }), rx: 3 }),
      svg('text', { x: tenths(label.x), y: tenths(label.y + 4), 'text-anchor': 'middle' }, text),
    ),
  );
}

const SIGNS = { same: '', added: '+ ', removed: '− ', changed: '± ' } as const;

/** With a sign for what an edit changed: colour is not for everybody. */
function labelText({ way: { there, back } }: PlacedArrow): string {
  const sum = back === undefined ? there : { ...there, connections: there.connections + back.connections };
  return `${SIGNS[there.change]}${arrowText(sum)}`;
}

function inset({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

function numbers({ x, y, width, height }: Rectangle): Readonly<Record<string, number>> {
  return { x: tenths(x), y: tenths(y), width: tenths(width), height: tenths(height) };
}
