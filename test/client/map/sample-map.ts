/** A small map in words: who is on it, and which arrows there are. */
import type { MapLink, MapNode } from '../../../server/src/lsp/protocol';
import type { MapGraph } from '../../../client/src/map/webview/messages';
import type { Measure } from '../../../client/src/map/webview/place-graph';
import type { VisibleGraph } from '../../../client/src/map/webview/visible';

/** `shop/cart`, or `shop/cart+db` for two that are alike. A name without a namespace is an address. */
export function node(text: string): MapNode {
  const [namespace = '', names] = text.split('/');
  if (names === undefined || /^\d/u.test(text))
    return { kind: 'addresses', id: text, label: text, workloads: [] };
  const workloads = names.split('+').map((name) => ({
    id: `${namespace}/${name}[Deployment]`,
    name,
    kind: 'Deployment',
    labels: [`app=${name}`, 'tier=web'],
  }));
  return { kind: 'workloads', id: workloads[0]?.id ?? '', namespace, workloads };
}

/** Arrows as `0 > 1 80/TCP`, with `was 443/TCP` or `was nothing` behind it for what an edit changed. */
export function map(names: readonly string[], arrows: readonly string[] = []): MapGraph {
  return { nodes: names.map(node), links: arrows.map(link), basis: '' };
}

function link(text: string): MapLink {
  const match = /^(\d+) > (\d+) (.*?)(?: was (.*))?$/u.exec(text);
  if (match === null) throw new Error(`no arrow: ${text}`);
  const [, from, to, ports, before] = match;
  return {
    from: Number(from),
    to: Number(to),
    ports: withoutNothing(ports),
    ...(before !== undefined && { before: withoutNothing(before) }),
  };
}

function withoutNothing(ports = ''): string {
  return ports === 'nothing' ? '' : ports;
}

/** The arrows of a graph: `shop/cart[Deployment] > 10.0.0.0/8: 80/TCP`. */
export function arrowsOf({ arrows }: VisibleGraph): readonly string[] {
  return arrows.map(({ from, to, ports, connections, isSum }) =>
    isSum ? `${from} > ${to}: ${connections}` : `${from} > ${to}: ${ports}`,
  );
}

export const measure: Measure = (text) => text.length * 7;

export const ALL_OPEN = { isFolded: () => false, wanted: undefined };
export const ALL_FOLDED = { isFolded: () => true, wanted: undefined };
