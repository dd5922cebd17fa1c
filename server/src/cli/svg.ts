/**
 * Boxes and arrows as SVG, readable on light and dark pages. Knows places and looks, nothing of what is drawn.
 */
import { curve, tenths } from '../drawing/curve';
import type { Point, Rectangle, Size } from '../drawing/picture';

export interface Box extends Rectangle {
  readonly lines: readonly string[];
  /** Drawn with a dashed line: it is no part of the cluster. */
  readonly isOutside: boolean;
}

export interface Arrow {
  /** Where it bends, from its start to its head. */
  readonly points: readonly Point[];
  readonly label: Point & { readonly text: string };
  readonly bothWays: boolean;
}

export interface Picture {
  /** Boxes around others, with their name above. */
  readonly namespaces: readonly Box[];
  readonly nodes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** Pixels. Letters are taken to be of one width: nobody knows the reader's font. */
const LETTER = 7;
const LINE = 17;
const PADDING = 10;
const MARGIN = 24;

const STYLE = `
text { font: 12px system-ui, sans-serif; fill: #1c2733; }
.page { fill: #ffffff; }
.namespace rect { fill: #f2f5f9; stroke: #c3cedb; }
.namespace text { font-weight: 600; fill: #44546a; }
.node rect { fill: #ffffff; stroke: #44546a; }
.outside rect { stroke-dasharray: 5 4; }
.arrow path { fill: none; stroke: #5b6b7f; }
.arrow text { stroke: #ffffff; stroke-width: 4px; paint-order: stroke; fill: #3a4a5c; }
.head { fill: #5b6b7f; }
@media (prefers-color-scheme: dark) {
  text { fill: #e3e9f0; }
  .page { fill: #14191f; }
  .namespace rect { fill: #1d252e; stroke: #3b4858; }
  .namespace text { fill: #9fb0c3; }
  .node rect { fill: #14191f; stroke: #9fb0c3; }
  .arrow path { stroke: #8695a7; }
  .arrow text { stroke: #14191f; fill: #c3cedb; }
  .head { fill: #8695a7; }
}
`;

/** The room that lines of text take in a box. */
export function textSize(lines: readonly string[]): Size {
  const letters = Math.max(0, ...lines.map((line) => [...line].length));
  return { width: letters * LETTER + 2 * PADDING, height: lines.length * LINE + PADDING };
}

/** A picture that stands alone: its colours follow the reader's light or dark theme. */
export function drawSvg(picture: Picture): string {
  const namespaces = picture.namespaces.map(withTitle);
  const { width, height } = extent([...namespaces, ...picture.nodes], picture.arrows);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>Allowed connections</title>`,
    `<style>${STYLE}</style>`,
    `<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    ...namespaces.map((box) => boxElement(box, 'namespace')),
    ...picture.arrows.map(arrowElement),
    ...picture.nodes.map((box) => boxElement(box, box.isOutside ? 'node outside' : 'node')),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

/** The name stands in the room that is left above what is in the box. */
function withTitle(box: Box): Box {
  return { ...box, width: Math.max(box.width, textSize(box.lines).width) };
}

/** Size of the page. */
function extent(boxes: readonly Box[], arrows: readonly Arrow[]): Size {
  const corners = boxes.map(({ x, y, width, height }) => ({ x: x + width, y: y + height }));
  const points = [...corners, ...arrows.flatMap((arrow) => arrow.points)];
  const furthest = (size: (point: Point) => number): number =>
    Math.ceil(points.reduce((most, point) => Math.max(most, size(point)), 0) + MARGIN);
  return { width: furthest(({ x }) => x), height: furthest(({ y }) => y) };
}

function boxElement(box: Box, look: string): string {
  const { x, y, width, height, lines } = box;
  const middle = tenths(x + width / 2);
  const texts = lines.map(
    (line, nth) =>
      `<text x="${middle}" y="${tenths(y + (nth + 1) * LINE)}" text-anchor="middle">${escaped(line)}</text>`,
  );
  const size = `width="${tenths(width)}" height="${tenths(height)}"`;
  return `<g class="${look}"><rect x="${tenths(x)}" y="${tenths(y)}" ${size} rx="5"/>${texts.join('')}</g>`;
}

function arrowElement({ points, label, bothWays }: Arrow): string {
  const start = bothWays ? ' marker-start="url(#head)"' : '';
  const text = `<text x="${tenths(label.x)}" y="${tenths(label.y + 4)}" text-anchor="middle">${escaped(label.text)}</text>`;
  return `<g class="arrow"><path d="${curve(points)}" marker-end="url(#head)"${start}/>${text}</g>`;
}

/** Names come from files: nothing in them may become an element or end one. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
