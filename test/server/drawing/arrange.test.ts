import { describe, expect, it } from 'vitest';
import { arrange } from '../../../server/src/drawing/arrange';
import type { Rectangle } from '../../../server/src/drawing/picture';

const SIZE = { width: 80, height: 30 };
const NO_LABEL = { width: 0, height: 0 };

const boxes = [
  { id: 'front', group: 'web', ...SIZE },
  { id: 'cart', group: 'shop', ...SIZE },
  { id: 'db', group: 'shop', ...SIZE },
  { id: '0.0.0.0/0', ...SIZE },
];
const arrows = [
  { from: 'front', to: 'cart', ...NO_LABEL },
  { from: 'cart', to: 'db', width: 60, height: 17 },
];

function contains(outer: Rectangle | undefined, inner: Rectangle | undefined): boolean {
  if (outer === undefined || inner === undefined) return false;
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

describe('arrange', () => {
  const arrangement = arrange(boxes, arrows);
  const place = (id: string): Rectangle | undefined => arrangement.boxes.get(id);

  it('gives each box a place of its size', () => {
    expect([...arrangement.boxes.keys()]).toEqual(boxes.map(({ id }) => id));
    for (const box of arrangement.boxes.values()) expect(box).toMatchObject(SIZE);
  });

  it('puts boxes of one group, and no others, into its rectangle', () => {
    const shop = arrangement.groups.get('shop');
    expect(boxes.filter(({ id }) => contains(shop, place(id))).map(({ id }) => id)).toEqual(['cart', 'db']);
  });

  it('goes from left to right along the arrows', () => {
    const order = ['front', 'cart', 'db'].map((id) => place(id)?.x ?? 0);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('leads each arrow from box to box, and its label lies between them', () => {
    const [, toDb] = arrangement.routes;
    const [cart, db] = [place('cart'), place('db')];
    expect(toDb?.points[0]?.x).toBeCloseTo((cart?.x ?? 0) + SIZE.width);
    expect(toDb?.points.at(-1)?.x).toBeCloseTo(db?.x ?? 0);
    expect(toDb?.label.x).toBeGreaterThan((cart?.x ?? 0) + SIZE.width);
    expect(toDb?.label.x).toBeLessThan(db?.x ?? 0);
  });

  it('gives arrows without a label a place for one all the same', () => {
    const [toCart] = arrangement.routes;
    expect(toCart?.label.x).toBeGreaterThan((place('front')?.x ?? 0) + SIZE.width);
    expect(toCart?.label.x).toBeLessThan(place('cart')?.x ?? 0);
  });

  it('finds the same places again', () => {
    expect(arrange(boxes, arrows)).toEqual(arrangement);
  });

  it('tells a box from a group of the same name', () => {
    const { boxes: placed, groups } = arrange([{ id: 'web', group: 'web', ...SIZE }], []);
    expect(placed.get('web')).toMatchObject(SIZE);
    expect(contains(groups.get('web'), placed.get('web'))).toBe(true);
  });
});
