/**
 * Connectivity as a picture: workloads in a box for their namespace, arrows with ports. Knows what is drawn and where;
 * how it looks stands in `svg.ts`.
 */
import { graphlib, layout, type EdgeLabel, type NodeLabel } from '@dagrejs/dagre';
import type { Connection, Endpoint } from '../evaluator/answers';
import { connectionText } from '../wording/connections';
import { targetId } from '../wording/names';
import { listSome } from '../wording/quantities';
import { alikeWorkloads, type AlikeWorkloads } from './alike-workloads';
import type { Connectivity } from './connectivity-formats';
import { shortName } from './connectivity-graphs';
import { UsageError } from './io';
import { drawSvg, textSize, type Arrow, type Box, type Picture } from './svg';

/** More cannot be read any more, and takes long to arrange. */
const MOST_ARROWS = 300;
const MOST_CONNECTIONS = 50_000;

/** How many workloads are named in one box. */
const NAMED = 8;

const SPACES = { rankdir: 'LR', nodesep: 32, edgesep: 14, ranksep: 56, marginx: 24, marginy: 40 } as const;

interface DrawnNode {
  readonly id: string;
  readonly lines: readonly string[];
  readonly namespace?: string;
}

interface DrawnArrow {
  readonly from: string;
  readonly to: string;
  readonly ports: string;
  readonly bothWays: boolean;
}

export function* svgPicture({ workloads, connections }: Connectivity): Iterable<string> {
  const rows = upTo(connections, MOST_CONNECTIONS);
  const groups = alikeWorkloads(workloads, rows);
  const arrows = arrowsBetween(rows, groups);
  if (arrows.length > MOST_ARROWS) throw tooMuch();
  yield drawSvg(arrange([...groups.map(groupNode), ...otherNodes(rows)], arrows));
}

function upTo(connections: Iterable<Connection>, most: number): readonly Connection[] {
  const rows: Connection[] = [];
  for (const connection of connections) {
    if (rows.push(connection) > most) throw tooMuch();
  }
  return rows;
}

function tooMuch(): UsageError {
  return new UsageError('There are too many connections for a picture: name workloads with --workload');
}

function groupNode({ workloads, amongThem }: AlikeWorkloads): DrawnNode {
  const [first] = workloads;
  const names = workloads.map((workload) => shortName({ kind: 'workload', workload }));
  const lines =
    names.length > NAMED + 1 ? [...names.slice(0, NAMED), `and ${names.length - NAMED} more`] : names;
  return {
    id: targetId({ kind: 'workload', workload: first }),
    lines: amongThem === undefined ? lines : [...lines, `(each other: ${amongThem})`],
    namespace: first.namespace,
  };
}

/** Addresses and the ingress controller, each once. */
function otherNodes(rows: readonly Connection[]): readonly DrawnNode[] {
  const others = new Map<string, Endpoint>();
  for (const end of rows.flatMap(({ source, destination }) => [source, destination]))
    if (end.kind !== 'workload') others.set(targetId(end), end);
  return Array.from(others, ([id, end]) => ({ id, lines: [otherName(end)] }));
}

/** A few ranges can be shown, and tell more than their number. */
function otherName(end: Endpoint): string {
  const name = shortName(end);
  return end.kind === 'addresses' && / more /u.test(name) ? listSome(end.cidrs, 3) : name;
}

/** One arrow for all between two groups; connections in both directions with the same ports are one arrow, too. */
function arrowsBetween(
  rows: readonly Connection[],
  groups: readonly AlikeWorkloads[],
): readonly DrawnArrow[] {
  const homes = new Map(
    groups.flatMap(({ workloads }) => {
      const home = targetId({ kind: 'workload', workload: workloads[0] });
      return workloads.map((workload) => [targetId({ kind: 'workload', workload }), home] as const);
    }),
  );
  const homeOf = (end: Endpoint): string => homes.get(targetId(end)) ?? targetId(end);
  const arrows = new Map<string, DrawnArrow>();
  for (const { source, destination, allowed } of rows) {
    const [from, to, ports] = [homeOf(source), homeOf(destination), connectionText(allowed)];
    if (from === to) continue;
    const back = JSON.stringify([to, from, ports]);
    const known = arrows.get(back);
    if (known === undefined)
      arrows.set(JSON.stringify([from, to, ports]), { from, to, ports, bothWays: false });
    else arrows.set(back, { ...known, bothWays: true });
  }
  return [...arrows.values()];
}

function arrange(nodes: readonly DrawnNode[], arrows: readonly DrawnArrow[]): Picture {
  const graph = new graphlib.Graph<object, NodeLabel, EdgeLabel>({ compound: true });
  graph.setGraph({ ...SPACES });
  for (const { id, lines, namespace } of nodes) {
    graph.setNode(id, textSize(lines));
    if (namespace === undefined) continue;
    const box = boxId(namespace);
    if (!graph.hasNode(box)) graph.setNode(box, { width: 0, height: 0 });
    graph.setParent(id, box);
  }
  for (const { from, to, ports } of arrows) graph.setEdge(from, to, { ...textSize([ports]), labelpos: 'c' });
  layout(graph);
  const namespaces = new Set(nodes.flatMap(({ namespace }) => namespace ?? []));
  return {
    namespaces: Array.from(namespaces, (name) => placed(graph.node(boxId(name)), [name], false)),
    nodes: nodes.map(({ id, lines, namespace }) => placed(graph.node(id), lines, namespace === undefined)),
    arrows: arrows.map(({ from, to, ports, bothWays }) => drawnArrow(graph.edge(from, to), ports, bothWays)),
  };
}

/** No workload is called so: ids of workloads have a slash. */
function boxId(namespace: string): string {
  return `namespace ${namespace}`;
}

function placed(
  { x = 0, y = 0, width, height }: NodeLabel,
  lines: readonly string[],
  isOutside: boolean,
): Box {
  return { x: x - width / 2, y: y - height / 2, width, height, lines, isOutside };
}

function drawnArrow({ points = [], x = 0, y = 0 }: EdgeLabel, ports: string, bothWays: boolean): Arrow {
  return { points, label: { x, y, text: ports }, bothWays };
}
