/**
 * What is to be seen of the map: workloads, or one node for a folded namespace, and the arrows between them.
 */
import type { MapNode } from '../../../../server/src/lsp/protocol';
import type { MapGraph } from './messages';
import { changeOf, changeOfAll, type Change } from './traffic';

/** Up to here all namespaces can be open at once. */
const MOST_OPEN = 60;

export interface VisibleNode {
  readonly id: string;
  readonly kind: 'namespace' | MapNode['kind'];
  readonly namespace: string | undefined;
  /** What it stands for: one node of the map, or all of a folded namespace. */
  readonly members: readonly MapNode[];
}

export interface VisibleArrow {
  readonly from: string;
  readonly to: string;
  readonly change: Change;
  /** Ports, when it stands for one link. */
  readonly ports: string;
  readonly before: string | undefined;
  /** How many workloads can connect to how many others, each pair once. */
  readonly connections: number;
  /** Whether an end of it is a folded namespace. */
  readonly isSum: boolean;
}

export interface VisibleGraph {
  readonly nodes: readonly VisibleNode[];
  readonly arrows: readonly VisibleArrow[];
  /** Namespaces that are open. */
  readonly open: readonly string[];
}

export interface Choice {
  readonly isFolded: (namespace: string) => boolean;
  /** Indices of the nodes that are looked for; undefined for all. Their namespaces are open for them. */
  readonly wanted: ReadonlySet<number> | undefined;
}

/** Which namespaces are folded: what the reader chose, or else all of them when the map is large. */
export function foldedBy(
  { nodes }: MapGraph,
  chosen: Readonly<Record<string, boolean>>,
): (namespace: string) => boolean {
  const isLarge = nodes.length > MOST_OPEN;
  return (namespace) => chosen[namespace] ?? isLarge;
}

/** All namespaces of the map, by name. */
export function namespacesOf({ nodes }: MapGraph): readonly string[] {
  return [...new Set(nodes.flatMap(({ namespace }) => namespace ?? []))].sort();
}

export function namespaceNodeId(namespace: string): string {
  return `namespace ${namespace}`;
}

export function visibleGraph(map: MapGraph, { isFolded, wanted }: Choice): VisibleGraph {
  const homes = map.nodes.map((node, index) =>
    node.namespace !== undefined && isFolded(node.namespace) && wanted?.has(index) !== true
      ? namespaceNodeId(node.namespace)
      : node.id,
  );
  const nodes = nodesIn(map, homes);
  const arrows = arrowsIn(map, homes, nodes);
  const shown = wanted === undefined ? { nodes, arrows } : around(wantedHomes(wanted, homes), nodes, arrows);
  const open = new Set(
    shown.nodes.flatMap(({ kind, namespace }) => (kind === 'workloads' ? (namespace ?? []) : [])),
  );
  return { nodes: shown.nodes, arrows: shown.arrows, open: [...open].sort() };
}

/** By name; who is outside comes last. */
function nodesIn({ nodes }: MapGraph, homes: readonly string[]): readonly VisibleNode[] {
  const members = new Map<string, MapNode[]>();
  for (const [index, node] of nodes.entries()) {
    const home = homes[index] ?? node.id;
    members.set(home, [...(members.get(home) ?? []), node]);
  }
  const visible = Array.from(members, ([id, some]): VisibleNode => {
    const [first] = some;
    const kind = id === first?.id ? first.kind : 'namespace';
    return { id, kind, namespace: first?.namespace, members: some };
  });
  return visible.toSorted(
    (a, b) => Number(a.namespace === undefined) - Number(b.namespace === undefined) || (a.id < b.id ? -1 : 1),
  );
}

function arrowsIn(
  { nodes, links }: MapGraph,
  homes: readonly string[],
  visible: readonly VisibleNode[],
): readonly VisibleArrow[] {
  const folded = new Set(visible.filter(({ kind }) => kind === 'namespace').map(({ id }) => id));
  const sums = new Map<string, VisibleArrow>();
  for (const link of links) {
    const [from, to] = [homes[link.from], homes[link.to]];
    if (from === undefined || to === undefined || from === to) continue;
    const key = JSON.stringify([from, to]);
    const known = sums.get(key);
    const change = changeOf(link);
    const connections = sizeOf(nodes[link.from]) * sizeOf(nodes[link.to]);
    sums.set(key, {
      from,
      to,
      change: known === undefined ? change : changeOfAll([known.change, change]),
      ports: known === undefined || known.ports === link.ports ? link.ports : '',
      before: link.before,
      connections: (known?.connections ?? 0) + (change === 'removed' ? 0 : connections),
      isSum: folded.has(from) || folded.has(to),
    });
  }
  return [...sums.values()];
}

/** Addresses and controllers count as one. */
function sizeOf(node: MapNode | undefined): number {
  return Math.max(1, node?.workloads.length ?? 1);
}

function wantedHomes(wanted: ReadonlySet<number>, homes: readonly string[]): ReadonlySet<string> {
  return new Set(homes.filter((_, index) => wanted.has(index)));
}

/** The wanted nodes, whom they are connected with, and these connections. */
function around(
  wanted: ReadonlySet<string>,
  nodes: readonly VisibleNode[],
  arrows: readonly VisibleArrow[],
): Pick<VisibleGraph, 'nodes' | 'arrows'> {
  const touching = arrows.filter(({ from, to }) => wanted.has(from) || wanted.has(to));
  const shown = new Set([...wanted, ...touching.flatMap(({ from, to }) => [from, to])]);
  return { nodes: nodes.filter(({ id }) => shown.has(id)), arrows: touching };
}
