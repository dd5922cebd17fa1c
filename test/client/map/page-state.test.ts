import { describe, expect, it } from 'vitest';
import { readPageState, type PageState } from '../../../client/src/map/webview/page-state';

const EMPTY: PageState = { filter: '', folded: {}, isTable: false };

describe('readPageState', () => {
  it('gives back what was remembered', () => {
    const state: PageState = {
      uri: 'file:///w/policy.yaml',
      filter: 'cart',
      folded: { shop: true, lab: false },
      focus: 'shop/cart[Deployment]',
      zoom: { scale: 2, x: -3, y: 4 },
      isTable: true,
    };
    expect(readPageState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('remembers that the whole map was asked for', () => {
    expect(readPageState({ zoom: 'whole' })).toEqual({ ...EMPTY, zoom: 'whole' });
  });

  it.each([
    undefined,
    null,
    7,
    'x',
    {},
    { filter: 7, folded: 'x', isTable: 'yes', zoom: { scale: '1' }, focus: [], uri: {} },
    { folded: { shop: 'yes' }, zoom: { scale: null, x: 1, y: 1 } },
  ])('begins anew with %j', (state) => {
    expect(readPageState(state)).toEqual(EMPTY);
  });
});
