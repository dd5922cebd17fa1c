/**
 * The formats of `connectivity`, by name, and the tables among them. Each writes rows that come in order.
 */
import type { Connection, Endpoint } from '../evaluator/answers';
import type { ConnectionSet } from '../evaluator/connection-set';
import type { Workload } from '../evaluator/model';
import { connectionText } from '../wording/connections';
import { listedName, targetId } from '../wording/names';
import { remembered } from '../wording/remembered';
import { columns } from './columns';
import { dotGraph, mermaidGraph } from './connectivity-graphs';
import { svgPicture } from './connectivity-picture';
import { connectionJson, jsonLines, jsonNotes, jsonWorkload } from './json';
import type { LoadedCluster } from './load-cluster';

export interface Connectivity {
  readonly workloads: readonly Workload[];
  /** In order. Each time it is asked for them it finds them anew: there may be too many to keep. */
  readonly connections: Iterable<Connection>;
  /** On what the answer rests that no manifest says. */
  readonly notes?: readonly string[];
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
  ['svg', svgPicture],
]);

function* textTable({ connections }: Connectivity): Iterable<string> {
  const nameOf = remembered(listedName);
  const allowedOf = remembered(connectionText);
  const rows = {
    *[Symbol.iterator]() {
      for (const { source, destination, allowed } of connections)
        yield [nameOf(source), '->', nameOf(destination), allowedOf(allowed)];
    },
  };
  let isEmpty = true;
  for (const row of columns(rows)) {
    isEmpty = false;
    yield `${row}\n`;
  }
  if (isEmpty) yield 'Nothing can connect to anything\n';
}

function* jsonDocument(
  { workloads, connections, notes = [] }: Connectivity,
  places: Pick<LoadedCluster, 'lineOf'>,
): Iterable<string> {
  yield '{"workloads": [';
  yield* jsonLines(workloads, (workload) => JSON.stringify(jsonWorkload(workload, places)));
  yield '],\n"connections": [';
  yield* jsonLines(connections, connectionJson());
  yield `]${jsonNotes(notes)}}\n`;
}

function* csvTable({ connections }: Connectivity): Iterable<string> {
  const nameOf = remembered((end: Endpoint) => csvCell(targetId(end)));
  const allowedOf = remembered((allowed: ConnectionSet) => csvCell(connectionText(allowed)));
  yield 'source,destination,allowed\r\n';
  for (const { source, destination, allowed } of connections)
    yield `${nameOf(source)},${nameOf(destination)},${allowedOf(allowed)}\r\n`;
}

/** RFC 4180. */
function csvCell(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* markdownTable({ connections }: Connectivity): Iterable<string> {
  const nameOf = remembered((end: Endpoint) => markdownCell(listedName(end)));
  const allowedOf = remembered((allowed: ConnectionSet) => markdownCell(connectionText(allowed)));
  yield '| Source | Destination | Allowed |\n| --- | --- | --- |\n';
  for (const { source, destination, allowed } of connections)
    yield `| ${nameOf(source)} | ${nameOf(destination)} | ${allowedOf(allowed)} |\n`;
}

/** Names come from files: nothing in them may end the cell or start a mark. */
function markdownCell(text: string): string {
  return text.replaceAll(/[\\|`*_<>[\]]/gu, '\\$&');
}
