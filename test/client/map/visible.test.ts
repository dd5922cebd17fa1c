import { describe, expect, it } from 'vitest';
import { foldedBy, namespacesOf, visibleGraph } from '../../../client/src/map/webview/visible';
import { ALL_FOLDED, ALL_OPEN, arrowsOf, map } from './sample-map';

const shop = map(
  ['shop/cart+db', 'shop/web', 'lab/probe', '10.0.0.0/8'],
  ['0 > 1 80/TCP', '2 > 0 443/TCP', '2 > 1 443/TCP', '1 > 3 all ports'],
);

const CART = 'shop/cart[Deployment]';
const WEB = 'shop/web[Deployment]';

describe('visibleGraph', () => {
  it('shows workloads of open namespaces, who is outside last', () => {
    const graph = visibleGraph(shop, ALL_OPEN);
    expect(graph.nodes.map(({ id }) => id)).toEqual(['lab/probe[Deployment]', CART, WEB, '10.0.0.0/8']);
    expect(graph.open).toEqual(['lab', 'shop']);
    expect(arrowsOf(graph)).toContain(`${CART} > ${WEB}: 80/TCP`);
  });

  it('shows a folded namespace as one node, with the number of connections', () => {
    const graph = visibleGraph(shop, ALL_FOLDED);
    expect(graph.nodes.map(({ id }) => id)).toEqual(['namespace lab', 'namespace shop', '10.0.0.0/8']);
    expect(graph.open).toEqual([]);
    // The probe reaches three workloads; what is within a namespace is not shown.
    expect(arrowsOf(graph)).toEqual(['namespace lab > namespace shop: 3', 'namespace shop > 10.0.0.0/8: 1']);
  });

  it('shows open and folded namespaces side by side', () => {
    const graph = visibleGraph(shop, { isFolded: (name) => name === 'lab', wanted: undefined });
    expect(arrowsOf(graph)).toContain(`namespace lab > ${CART}: 2`);
    expect(graph.open).toEqual(['shop']);
  });

  it('shows what is looked for in folded namespaces, and whom it is connected with', () => {
    const graph = visibleGraph(shop, { isFolded: () => true, wanted: new Set([2]) });
    expect(graph.nodes.map(({ id }) => id)).toEqual(['lab/probe[Deployment]', 'namespace shop']);
    expect(arrowsOf(graph)).toEqual(['lab/probe[Deployment] > namespace shop: 3']);
  });

  it('shows nothing when nothing is found', () => {
    expect(visibleGraph(shop, { isFolded: () => false, wanted: new Set() }).nodes).toEqual([]);
  });

  it.each([
    ['added', ['0 > 1 80/TCP was nothing', '0 > 2 80/TCP was nothing'], 2],
    ['removed', ['0 > 1 nothing was 80/TCP', '0 > 2 nothing was 80/TCP'], 0],
    ['changed', ['0 > 1 80/TCP was 443/TCP', '0 > 2 80/TCP'], 2],
    ['same', ['0 > 1 80/TCP', '0 > 2 443/TCP'], 2],
  ])('says of a sum that it is %s', (change, arrows, connections) => {
    const [arrow] = visibleGraph(map(['a/x', 'b/y', 'b/z'], arrows), ALL_FOLDED).arrows;
    expect(arrow).toMatchObject({ change, connections });
  });
});

describe('foldedBy', () => {
  const large = map(Array.from({ length: 61 }, (_, index) => `ns/w${index}`));

  it('folds all namespaces of a large map, and none of a small one', () => {
    expect(foldedBy(large, {})('ns')).toBe(true);
    expect(foldedBy(shop, {})('shop')).toBe(false);
  });

  it('follows the reader', () => {
    expect(foldedBy(large, { ns: false })('ns')).toBe(false);
    expect(foldedBy(shop, { shop: true })('shop')).toBe(true);
  });
});

describe('namespacesOf', () => {
  it('names each once, in order', () => {
    expect(namespacesOf(shop)).toEqual(['lab', 'shop']);
  });
});
