import type { CallHierarchyItem } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import {
  incomingCalls,
  outgoingCalls,
  prepareCallHierarchy,
  readItemData,
} from '../../../server/src/features/call-hierarchy';
import { cartPolicy, fixture, PODS } from './fixture';
import { placeText, textAt } from './places';

const POLICY = cartPolicy(`  ingress:
    - from:
        - podSelector: {matchLabels: {app: web}}
        - ipBlock: {cidr: 10.0.0.0/8}
      ports: [{port: 8080}]`);
const ON_CART = POLICY + PODS.replace('name: cart', 'name: ca|rt');

function prepared(text: string) {
  const { view, file, cursor } = fixture(text);
  const items = prepareCallHierarchy(view, file, cursor);
  const [first] = items ?? [];
  const data = first && readItemData(first);
  return { view, file, items, first, data };
}

function described({ name, detail }: CallHierarchyItem): string {
  return `${name}: ${detail ?? ''}`;
}

describe('the call hierarchy', () => {
  it('begins at the workload under the cursor', () => {
    const { items, view, first } = prepared(ON_CART);
    expect(items?.map(described)).toEqual(['cart: shop · Pod']);
    expect(first && placeText(view, { uri: first.uri, range: first.selectionRange })).toBe(
      'pods.yaml cart: name: cart',
    );
  });

  it('begins at the pods of a policy, and nowhere else', () => {
    expect(prepared(POLICY.replace('podSel', 'podS|el') + PODS).items?.map(described)).toEqual([
      'cart: shop · Pod',
    ]);
    expect(prepared('# not|hing').items).toBe(null);
  });

  it('shows as callers who can reach the workload, with ports, at what allows it', () => {
    const { view, data } = prepared(ON_CART);
    const calls = (data && incomingCalls(view, data)) ?? [];
    expect(
      calls.map(({ from, fromRanges }) => [
        described(from),
        ...fromRanges.map((range) => placeText(view, { uri: from.uri, range })),
      ]),
    ).toEqual([
      ['web: shop · Pod · 8080/TCP', 'policy.yaml cart: podSelector: {matchLabels: {app: web}}'],
      ['10.0.0.0/8: 8080/TCP', 'policy.yaml cart: ipBlock: {cidr: 10.0.0.0/8}'],
    ]);
  });

  it('shows callers at themselves where nothing is restricted', () => {
    const { view, data } = prepared(PODS.replace('name: db', 'name: d|b'));
    const calls = (data && incomingCalls(view, data)) ?? [];
    expect(calls.map(({ from }) => placeText(view, { uri: from.uri, range: from.range }))).toEqual([
      'pods.yaml probe: name: probe',
      'pods.yaml cart: name: cart',
      'pods.yaml web: name: web',
    ]);
  });

  it('shows as calls what the workload can reach', () => {
    const { view, data } = prepared(POLICY + PODS.replace('name: web', 'name: w|eb'));
    const calls = (data && outgoingCalls(view, data, 'file:///w/pods.yaml')) ?? [];
    expect(calls.map(({ to }) => described(to))).toEqual([
      'probe: monitoring · Pod · all ports',
      'cart: shop · Pod · 8080/TCP',
      'db: shop · Pod · all ports',
    ]);
    expect(calls.flatMap(({ fromRanges }) => fromRanges)).toEqual([]);
  });

  it('marks in the document of the caller the rules that are written there', () => {
    const { view, file, data } = prepared(POLICY + PODS.replace('name: web', 'name: w|eb'));
    const policy = view.snapshot.files.get('file:///w/policy.yaml') ?? file;
    const calls = (data && outgoingCalls(view, data, policy.file)) ?? [];
    expect(calls.flatMap(({ fromRanges }) => fromRanges.map((range) => textAt(view, policy, range)))).toEqual(
      ['podSelector: {matchLabels: {app: web}}'],
    );
  });

  it('goes on from each workload, and ends at what is outside or gone', () => {
    const { view, data } = prepared(ON_CART);
    const [web, outside] = (data && incomingCalls(view, data)) ?? [];
    expect(web && readItemData(web.from)).toEqual({ file: 'file:///w/pods.yaml', id: 'shop/web[Pod]' });
    expect(outside && readItemData(outside.from)).toBe(undefined);
    expect(incomingCalls(view, { file: 'file:///w/pods.yaml', id: 'shop/gone[Pod]' })).toBe(null);
    expect(outgoingCalls(view, { file: 'file:///w/pods.yaml', id: 'shop/gone[Pod]' }, '')).toBe(null);
    for (const raw of [null, 7, {}, { file: 7, id: 'x' }])
      expect(readItemData({ data: raw })).toBe(undefined);
  });
});
