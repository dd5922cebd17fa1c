import { describe, expect, it } from 'vitest';
import { svgPicture } from '../../../server/src/cli/connectivity-picture';
import type { Connection, Endpoint } from '../../../server/src/evaluator/answers';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import type { Workload } from '../../../server/src/evaluator/model';
import { addresses, workload } from '../wording/shop';

const cart = workload('shop/cart[Deployment]');
const db = workload('shop/db[StatefulSet]');
const front = workload('web/front[Deployment]', { hostNetwork: true });

function end(one: Workload): Endpoint {
  return { kind: 'workload', workload: one };
}

function row(source: Endpoint, destination: Endpoint, allowed = ConnectionSet.ALL): Connection {
  return { source, destination, allowed };
}

function drawn(workloads: readonly Workload[], connections: Iterable<Connection>): string {
  return [...svgPicture({ workloads, connections })].join('');
}

/** The texts of the picture, in their order. */
function texts(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map(([, text]) => text ?? '');
}

describe('svgPicture', () => {
  it('shows namespaces, workloads, who is outside, and ports', () => {
    const svg = drawn(
      [cart, db, front],
      [
        row(end(front), end(cart), ConnectionSet.of('TCP', 8080)),
        row(end(cart), addresses('10.0.0.0/8')),
        row({ kind: 'ingress-controller' }, end(front), ConnectionSet.of('TCP', 80)),
      ],
    );
    expect(texts(svg).toSorted()).toEqual([
      '10.0.0.0/8',
      '80/TCP',
      '8080/TCP',
      'all ports',
      'cart[Deployment]',
      'db[StatefulSet]',
      'front[Deployment] (host network)',
      'shop',
      'the ingress controller',
      'web',
    ]);
    expect(svg.match(/class="arrow"/gu)).toHaveLength(3);
    expect(svg.match(/class="node outside"/gu)).toHaveLength(2);
  });

  it('draws one arrow for both directions with the same ports', () => {
    const svg = drawn([cart, front], [row(end(front), end(cart)), row(end(cart), end(front))]);
    expect(svg.match(/class="arrow"/gu)).toHaveLength(1);
    expect(svg).toContain('marker-start');
  });

  it('draws both directions where their ports differ', () => {
    const svg = drawn(
      [cart, front],
      [row(end(front), end(cart)), row(end(cart), end(front), ConnectionSet.of('TCP', 80))],
    );
    expect(svg.match(/class="arrow"/gu)).toHaveLength(2);
    expect(texts(svg)).toContain('80/TCP');
  });

  it('names alike workloads in one box, a few of them when they are many', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      workload(`shop/w${String(index).padStart(2, '0')}[Pod]`),
    );
    const rows = many.flatMap((from) =>
      many.filter((to) => to !== from).map((to) => row(end(from), end(to))),
    );
    expect(texts(drawn(many, rows))).toEqual([
      'shop',
      ...many.slice(0, 8).map(({ name }) => `${name}[Pod]`),
      'and 22 more',
      '(each other: all ports)',
    ]);
  });

  it('is a picture where there is nothing', () => {
    expect(drawn([], [])).toMatch(/^<svg [^]*<\/svg>\n$/u);
  });

  it('says that nobody could read so much', () => {
    const many = Array.from({ length: 40 }, (_, index) => workload(`shop/w${index}[Pod]`));
    const rows = many.flatMap((from, nth) =>
      many.slice(nth + 1).map((to, port) => row(end(from), end(to), ConnectionSet.of('TCP', port + 1))),
    );
    expect(() => drawn(many, rows)).toThrow('too many connections for a picture');
  });
});
