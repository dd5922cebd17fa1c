/**
 * With whom a node of the map may connect, in each direction.
 */
import type { MapNode, MapTraffic } from '../../../../server/src/lsp/protocol';
import type { MapGraph } from './messages';
import { changeOf } from './traffic';
import type { VisibleNode } from './visible';

/** One who is connected, and on which ports. */
export interface Neighbour {
  readonly node: MapNode;
  readonly traffic: MapTraffic;
}

export interface Ends {
  /** What was removed by an edit is here too, but not counted. */
  readonly all: readonly Neighbour[];
  /** How many workloads. */
  readonly workloads: number;
  /** The names of all others. */
  readonly outside: readonly string[];
}

export interface Neighbours {
  /** Who can reach it. */
  readonly from: Ends;
  /** What it can reach. */
  readonly to: Ends;
}

/** Answers for each node of one map. */
export function createNeighbours({ nodes, links }: MapGraph): (node: VisibleNode) => Neighbours {
  const incoming = new Map<MapNode, Neighbour[]>();
  const outgoing = new Map<MapNode, Neighbour[]>();
  for (const link of links) {
    const [from, to] = [nodes[link.from], nodes[link.to]];
    if (from === undefined || to === undefined) continue;
    push(outgoing, from, { node: to, traffic: link });
    push(incoming, to, { node: from, traffic: link });
  }
  return ({ members }) => ({
    from: endsOf(members, incoming),
    to: endsOf(members, outgoing),
  });
}

function push(lists: Map<MapNode, Neighbour[]>, key: MapNode, neighbour: Neighbour): void {
  const list = lists.get(key) ?? [];
  list.push(neighbour);
  lists.set(key, list);
}

/** Those inside of a folded namespace are not counted for it; alike workloads are, for each other. */
function endsOf(members: readonly MapNode[], neighbours: ReadonlyMap<MapNode, readonly Neighbour[]>): Ends {
  const own = new Set(members);
  const all = members.flatMap((member) => neighbours.get(member) ?? []).filter(({ node }) => !own.has(node));
  const allowed = new Set(
    all.filter(({ traffic }) => changeOf(traffic) !== 'removed').map(({ node }) => node),
  );
  const others = [...allowed];
  return {
    all,
    workloads: others.reduce((sum, { workloads }) => sum + workloads.length, amongThem(members)),
    outside: others.flatMap(({ label }) => label ?? []),
  };
}

/** How many of their own kind alike workloads can reach, and are reachable from. */
function amongThem(members: readonly MapNode[]): number {
  const [only, ...others] = members;
  if (only?.amongThem === undefined || others.length > 0) return 0;
  return changeOf(only.amongThem) === 'removed' ? 0 : only.workloads.length - 1;
}
