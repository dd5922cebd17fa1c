/**
 * The formats of `diff`, by name. Each writes changes that come in order.
 */
import { connectionText } from '../wording/connections';
import { listedName } from '../wording/names';
import { list } from '../wording/quantities';
import type { Emphasis, Style } from '../wording/style';
import { changeKind, type ChangeKind, type ConnectionChange } from '../features/connection-changes';
import { columns } from './columns';
import { jsonConnections, jsonLines, jsonNotes, jsonPeer, type JsonConnections, type JsonPeer } from './json';

/** Pieces of text to be written one after the other. Changes may be asked for more than once. */
export type DiffFormat = (
  changes: Iterable<ConnectionChange>,
  style: Style,
  /** On what the answer rests that no manifest says. */
  notes: readonly string[],
) => Iterable<string>;

export const DIFF_FORMATS: ReadonlyMap<string, DiffFormat> = new Map<string, DiffFormat>([
  ['text', textReport],
  ['json', jsonReport],
]);

export interface JsonChange {
  readonly source: JsonPeer;
  readonly destination: JsonPeer;
  readonly before: JsonConnections;
  readonly after: JsonConnections;
  readonly change: ChangeKind;
}

function* jsonReport(
  changes: Iterable<ConnectionChange>,
  _style: Style,
  notes: readonly string[],
): Iterable<string> {
  yield '{"changes": [';
  yield* jsonLines(changes, (change) => JSON.stringify(jsonChange(change)));
  yield `]${jsonNotes(notes)}}\n`;
}

function jsonChange(change: ConnectionChange): JsonChange {
  return {
    source: jsonPeer(change.source),
    destination: jsonPeer(change.destination),
    before: jsonConnections(change.before),
    after: jsonConnections(change.after),
    change: changeKind(change),
  };
}

const SIGNS: Readonly<Record<ChangeKind, readonly [sign: string, emphasis: Emphasis]>> = {
  added: ['+', 'allowed'],
  removed: ['-', 'denied'],
  changed: ['~', 'partly'],
};

const KINDS: readonly ChangeKind[] = ['added', 'removed', 'changed'];

/** `+ web/front[Deployment]  ->  shop/cart[Deployment]  80/TCP`, and how many of each. */
function* textReport(changes: Iterable<ConnectionChange>, style: Style): Iterable<string> {
  const counts = new Map<ChangeKind, number>();
  const rows = {
    *[Symbol.iterator]() {
      for (const change of changes) yield cells(change);
    },
  };
  for (const row of columns(rows)) {
    const kind = KINDS.find((one) => row.startsWith(SIGNS[one][0])) ?? 'changed';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    yield `${style(row, SIGNS[kind][1])}\n`;
  }
  const counted = KINDS.flatMap((kind) => (counts.has(kind) ? [`${counts.get(kind) ?? 0} ${kind}`] : []));
  yield counted.length === 0 ? 'Nothing changes\n' : `\nConnections: ${list(counted)}\n`;
}

function cells(change: ConnectionChange): readonly string[] {
  const { source, destination, before, after } = change;
  const kind = changeKind(change);
  const allowed = connectionText(kind === 'removed' ? before : after);
  const now = kind === 'changed' ? `${allowed} (before: ${connectionText(before)})` : allowed;
  return [`${SIGNS[kind][0]} ${listedName(source)}`, '->', listedName(destination), now];
}
