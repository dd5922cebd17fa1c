/**
 * Which box the arrow keys lead to.
 */
import type { Rectangle } from '../../../../server/src/drawing/picture';

export type Step = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const WAYS: Readonly<Record<Step, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function isStep(key: string): key is Step {
  return Object.hasOwn(WAYS, key);
}

/** The nearest box in a direction; one far to the side counts as far away. Undefined at the edge. */
export function nextPlace(
  places: ReadonlyMap<string, Rectangle>,
  from: string,
  step: Step,
): string | undefined {
  const start = places.get(from);
  if (start === undefined) return places.keys().next().value;
  const [right, down] = WAYS[step];
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const [id, place] of places) {
    const [dx, dy] = distance(start, place);
    const along = dx * right + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * right);
    if (id === from || along <= 1) continue;
    const cost = along + 2 * aside;
    if (best === undefined || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}

function distance(a: Rectangle, b: Rectangle): readonly [number, number] {
  return [b.x + b.width / 2 - a.x - a.width / 2, b.y + b.height / 2 - a.y - a.height / 2];
}
