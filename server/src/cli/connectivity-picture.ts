/**
 * Connectivity as a picture: workloads in a box for their namespace, arrows with ports. Knows what is drawn and where;
 * how it looks stands in `svg.ts`.
 */
import { arrange } from '../drawing/arrange';
import { joinWays, type Way } from '../drawing/join-ways';
import type { Rectangle, Route } from '../drawing/picture';
import type { Connection, Endpoint } from '../evaluator/answers';
import type { AlikeWorkloads } from '../features/alike-workloads';
import { connectionGraph, type GraphLink } from '../features/connection-graph';
import { connectionText } from '../wording/connections';
import { targetId } from '../wording/names';
import { listSome } from '../wording/quantities';
import type { Connectivity } from './connectivity-formats';
import { shortName } from './connectivity-graphs';
import { UsageError } from './io';
import { remembered } from '../wording/remembered';
import { drawSvg, textSize, type Arrow, type Box, type Picture } from './svg';

/** More cannot be read any more, and takes long to arrange. */
const MOST_ARROWS = 300;
const MOST_CONNECTIONS = 50_000;

/** How many workloads are named in one box. */
const NAMED = 8;

interface DrawnNode {
  readonly id: string;
  readonly lines: readonly string[];
  readonly namespace?: string;
}

interface DrawnArrow {
  readonly from: string;
  readonly to: string;
  readonly ports: string;
}

/** The whole picture as SVG, in pieces that can be handed on one by one. */
export function* svgPicture({ workloads, connections }: Connectivity): Iterable<string> {
  const rows = upTo(connections, MOST_CONNECTIONS);
  const portsOf = remembered(connectionText);
  const { groups, others, links } = connectionGraph(workloads, rows, ({ allowed }) => portsOf(allowed));
  const nodes = [...groups.map(groupNode), ...others.map(otherNode)];
  const arrows = links.flatMap((link) => arrowBetween(link, nodes));
  // Connections in both directions with the same ports are one arrow.
  const ways = joinWays(arrows, (there, back) => there.ports === back.ports);
  if (ways.length > MOST_ARROWS) throw tooMuch();
  yield drawSvg(picture(nodes, ways));
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

function otherNode(end: Endpoint): DrawnNode {
  return { id: targetId(end), lines: [otherName(end)] };
}

/** A few ranges can be shown, and tell more than their number. */
function otherName(end: Endpoint): string {
  const name = shortName(end);
  return end.kind === 'addresses' && / more /u.test(name) ? listSome(end.cidrs, 3) : name;
}

function arrowBetween(link: GraphLink, nodes: readonly DrawnNode[]): readonly DrawnArrow[] {
  const [from, to] = [nodes[link.from]?.id, nodes[link.to]?.id];
  return from === undefined || to === undefined ? [] : [{ from, to, ports: link.label }];
}

function picture(nodes: readonly DrawnNode[], ways: readonly Way<DrawnArrow>[]): Picture {
  const { groups, boxes, routes } = arrange(
    nodes.map(({ id, lines, namespace }) => ({ id, group: namespace, ...textSize(lines) })),
    ways.map(({ there: { from, to, ports } }) => ({ from, to, ...textSize([ports]) })),
  );
  return {
    namespaces: Array.from(groups, ([name, place]) => ({ ...place, lines: [name], isOutside: false })),
    nodes: nodes.flatMap((node) => drawnBox(node, boxes.get(node.id))),
    arrows: ways.flatMap((way, nth) => drawnArrow(way, routes[nth])),
  };
}

function drawnBox({ lines, namespace }: DrawnNode, place: Rectangle | undefined): readonly Box[] {
  return place === undefined ? [] : [{ ...place, lines, isOutside: namespace === undefined }];
}

function drawnArrow(
  { there: { ports: text }, back }: Way<DrawnArrow>,
  route: Route | undefined,
): readonly Arrow[] {
  if (route === undefined) return [];
  return [{ points: route.points, label: { ...route.label, text }, bothWays: back !== undefined }];
}
