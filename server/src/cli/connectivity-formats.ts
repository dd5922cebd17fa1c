/**
 * The formats of `connectivity`, by name, and the tables among them. Each writes rows that come in order.
 */
import type { Connection, Endpoint } from '../evaluator/answers';
import type { Workload } from '../evaluator/model';
import { connectionText } from '../wording/connections';
import { targetId, targetName } from '../wording/names';
import { columns } from './columns';
import { dotGraph, mermaidGraph } from './connectivity-graphs';
import { jsonConnection, jsonLines, jsonWorkload } from './json';
import type { LoadedCluster } from './load-cluster';

export interface Connectivity {
  readonly workloads: readonly Workload[];
  readonly connections: readonly Connection[];
}

/** Pieces of text to be written one after the other. */
export type ConnectivityFormat = (
  connectivity: Connectivity,
  places: Pick<LoadedCluster, 'lineOf'>,
) => Iterable<string>;

export const CONNECTIVITY_FORMATS: ReadonlyMap<string, ConnectivityFormat> = new Map<
  string,
  ConnectivityFormat
>([
  ['text', textTable],
  ['json', jsonDocument],
  ['csv', csvTable],
  ['markdown', markdownTable],
  ['dot', dotGraph],
  ['mermaid', mermaidGraph],
]);

function* textTable({ connections }: Connectivity): Iterable<string> {
  if (connections.length === 0) yield 'Nothing can connect to anything\n';
  const rows = connections.map(({ source, destination, allowed }) => [
    markedName(source),
    '->',
    markedName(destination),
    connectionText(allowed),
  ]);
  for (const row of columns(rows)) yield `${row}\n`;
}

function* jsonDocument(
  { workloads, connections }: Connectivity,
  places: Pick<LoadedCluster, 'lineOf'>,
): Iterable<string> {
  yield '{"workloads": [';
  yield* jsonLines(workloads, (workload) => jsonWorkload(workload, places));
  yield '],\n"connections": [';
  yield* jsonLines(connections, jsonConnection);
  yield ']}\n';
}

function* csvTable({ connections }: Connectivity): Iterable<string> {
  yield 'source,destination,allowed\r\n';
  for (const { source, destination, allowed } of connections) {
    yield `${[targetId(source), targetId(destination), connectionText(allowed)].map(csvCell).join(',')}\r\n`;
  }
}

/** RFC 4180. */
function csvCell(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* markdownTable({ connections }: Connectivity): Iterable<string> {
  yield '| Source | Destination | Allowed |\n| --- | --- | --- |\n';
  for (const { source, destination, allowed } of connections) {
    yield `| ${[markedName(source), markedName(destination), connectionText(allowed)].map(markdownCell).join(' | ')} |\n`;
  }
}

/** Names come from files: nothing in them may end the cell or start a mark. */
function markdownCell(text: string): string {
  return text.replaceAll(/[\\|`*_<>[\]]/gu, '\\$&');
}

/** The name, and that it is on the host network, where policies have no defined effect. */
function markedName(end: Endpoint): string {
  if (end.kind === 'addresses') return end.cidrs.join(', ');
  return end.kind === 'workload' && end.workload.hostNetwork
    ? `${targetName(end)} (host network)`
    : targetName(end);
}
