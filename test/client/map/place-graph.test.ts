import { describe, expect, it } from 'vitest';
import type { Rectangle } from '../../../server/src/drawing/picture';
import { createPlacing, placeGraph } from '../../../client/src/map/webview/place-graph';
import { visibleGraph } from '../../../client/src/map/webview/visible';
import { ALL_FOLDED, ALL_OPEN, map, measure } from './sample-map';

const shop = visibleGraph(
  map(
    ['shop/cart', 'shop/web', 'lab/probe', '10.0.0.0/8'],
    ['0 > 1 80/TCP', '1 > 0 80/TCP', '2 > 0 443/TCP', '1 > 3 all ports'],
  ),
  ALL_OPEN,
);

/** Twenty workloads that all reach each other on ports of their own: 380 arrows. */
const crowd = visibleGraph(
  map(
    Array.from({ length: 20 }, (_, index) => `ns${index % 4}/w${index}`),
    Array.from({ length: 400 }, (_, index) => [Math.floor(index / 20), index % 20, index] as const)
      .filter(([from, to]) => from !== to)
      .map(([from, to, port]) => `${from} > ${to} ${port}/TCP`),
  ),
  ALL_OPEN,
);

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function overlaps(places: readonly Rectangle[]): number {
  return places.filter((a, nth) => places.slice(nth + 1).some((b) => overlap(a, b))).length;
}

describe.each([
  ['right', shop],
  ['down', shop],
  ['right', crowd],
] as const)('placeGraph %s', (heading, graph) => {
  const placed = placeGraph(graph, measure, heading);

  it('lays nothing upon another', () => {
    expect(placed.nodes).toHaveLength(graph.nodes.length);
    expect(overlaps(placed.nodes.map(({ place }) => place))).toBe(0);
    expect(overlaps(placed.namespaces.map(({ place }) => place))).toBe(0);
  });

  it('puts workloads into the frame of their namespace, below its name', () => {
    const frames = new Map(placed.namespaces.map(({ name, place }) => [name, place]));
    for (const { node, place } of placed.nodes.filter(({ node: { kind } }) => kind === 'workloads')) {
      const frame = frames.get(node.namespace ?? '');
      expect(place.y).toBeGreaterThanOrEqual((frame?.y ?? 0) + 26);
      expect(place.x).toBeGreaterThan(frame?.x ?? 0);
      expect(place.x + place.width).toBeLessThan((frame?.x ?? 0) + (frame?.width ?? 0));
      expect(place.y + place.height).toBeLessThan((frame?.y ?? 0) + (frame?.height ?? 0));
    }
  });

  it('leaves heads of arrows from above room below the name', () => {
    const nodes = placed.nodes.filter(({ node: { kind } }) => kind === 'workloads');
    for (const { name, place } of heading === 'down' ? placed.namespaces : []) {
      const tops = nodes.filter(({ node }) => node.namespace === name).map((one) => one.place.y);
      expect(Math.min(...tops) - place.y).toBeGreaterThanOrEqual(26 + 16);
    }
  });

  it('lies within its size', () => {
    for (const { place } of [...placed.nodes, ...placed.namespaces]) {
      expect(place.x).toBeGreaterThanOrEqual(0);
      expect(place.y).toBeGreaterThanOrEqual(0);
      expect(place.x + place.width).toBeLessThanOrEqual(placed.width);
      expect(place.y + place.height).toBeLessThanOrEqual(placed.height);
    }
  });
});

describe('placeGraph', () => {
  it('draws arrows back and forth as one, and labels all where they are few', () => {
    const placed = placeGraph(shop, measure, 'right');
    expect(placed.arrows).toHaveLength(3);
    expect(placed).toMatchObject({ isCrowded: false, isLabelled: true });
  });

  it('knows when there are too many arrows to read', () => {
    expect(placeGraph(crowd, measure, 'right')).toMatchObject({ isCrowded: true, isLabelled: false });
  });

  it('places folded namespaces without a frame', () => {
    const folded = visibleGraph(map(['a/x', 'b/y'], ['0 > 1 80/TCP']), ALL_FOLDED);
    expect(placeGraph(folded, measure, 'right').namespaces).toEqual([]);
  });

  it('places nothing', () => {
    expect(placeGraph({ nodes: [], arrows: [], open: [] }, measure, 'right').nodes).toEqual([]);
  });
});

describe('createPlacing', () => {
  it('remembers what it laid out', () => {
    const place = createPlacing();
    const window = { width: 800, height: 600 };
    expect(place(shop, measure, window)).toBe(place({ ...shop }, measure, window));
  });

  it('takes the direction that shows more in the window', () => {
    const place = createPlacing();
    const [wide, high] = [
      place(shop, measure, { width: 900, height: 200 }),
      place(shop, measure, { width: 200, height: 900 }),
    ];
    expect(wide.width).toBeGreaterThan(high.width);
  });
});
