import { describe, expect, it } from 'vitest';
import { readFromPage, readRememberedUri, readToPage } from '../../../client/src/map/webview/messages';

describe('readFromPage', () => {
  it.each([
    { type: 'ready' },
    { type: 'open', workload: 'shop/cart[Deployment]' },
    { type: 'export', svg: '<svg xmlns="…"></svg>' },
  ])('takes %j', (message) => {
    expect(readFromPage(message)).toEqual(message);
  });

  it.each([
    null,
    'ready',
    {},
    { type: 'open' },
    { type: 'open', workload: 7 },
    { type: 'export', svg: '#!/bin/sh' },
    { type: 'run', command: 'x' },
  ])('refuses %j', (message) => {
    expect(readFromPage(message)).toBeUndefined();
  });

  it('takes over nothing that was not asked for', () => {
    expect(readFromPage({ type: 'ready', more: 1 })).toEqual({ type: 'ready' });
  });
});

describe('readToPage', () => {
  it.each([
    { type: 'map', map: { nodes: [], links: [], basis: '' } },
    { type: 'policy' },
    { type: 'failed', reason: 'x' },
  ])('takes %j', (message) => {
    expect(readToPage(message)).toEqual(message);
  });

  it.each([undefined, 'x', { type: 'map' }, { type: 'failed' }, { type: 'theme' }])(
    'refuses %j',
    (message) => {
      expect(readToPage(message)).toBeUndefined();
    },
  );
});

describe('readRememberedUri', () => {
  it('finds the document, if there is one', () => {
    expect(readRememberedUri({ uri: 'file:///w/x.yaml' })).toBe('file:///w/x.yaml');
    expect(readRememberedUri({ uri: 1 })).toBeUndefined();
    expect(readRememberedUri(undefined)).toBeUndefined();
  });
});
