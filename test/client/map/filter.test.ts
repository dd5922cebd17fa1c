import { describe, expect, it } from 'vitest';
import { matching } from '../../../client/src/map/webview/filter';
import { map } from './sample-map';

const { nodes } = map(['shop/cart+db', 'web/front', '10.0.0.0/8']);

function found(query: string): readonly number[] | undefined {
  const matches = matching(nodes, query);
  return matches && [...matches.nodes];
}

describe('matching', () => {
  it.each([
    ['a name', 'front', [1]],
    ['part of a name, in any case', 'CAR', [0]],
    ['a namespace', 'shop', [0]],
    ['a label', 'app=db', [0]],
    ['a kind', 'deployment', [0, 1]],
    ['an address', '10.0', [2]],
    ['several words, all of them', 'tier=web front', [1]],
    ['what is nowhere', 'nobody', []],
  ])('finds %s', (_, query, expected) => {
    expect(found(query)).toEqual(expected);
  });

  it('means everything while there is no word', () => {
    expect(found('  ')).toBeUndefined();
  });

  it('counts workloads, not nodes', () => {
    expect(matching(nodes, 'shop')?.count).toBe(2);
    expect(matching(nodes, 'cart')?.count).toBe(1);
  });

  it('does not join words of different workloads', () => {
    expect(found('cart db')).toEqual([]);
  });
});
