/**
 * The answer to "What did my edit change?" as plain JSON: connections gained, lost and altered since an earlier state,
 * each with what decides it now. Knows no view and no command.
 */
import type { Endpoint } from '../evaluator/answers';
import { groupBy } from '../evaluator/group-by';
import { workloadId } from '../evaluator/model';
import type { EarlierState, OutlineMark, OutlineResult, OutlineRow } from '../lsp/protocol';
import { briefReason } from '../wording/brief-reason';
import { connectionText } from '../wording/connections';
import { targetId, targetName } from '../wording/names';
import { count, list, sentenceCase } from '../wording/quantities';
import { reachReason } from '../wording/reach-reason';
import { changeKind, type ChangeKind, type ConnectionChange } from './connection-changes';
import { decidingPlace } from './deciding-place';
import { basisOf } from './reachability';
import type { View } from './view';

/** What is compared with what, and of what it is told. */
export interface Comparison {
  readonly since: EarlierState;
  /** `shop/cart`, when only connections of a policy's pods are meant. */
  readonly policy?: string;
}

/** More are counted, not shown: each has its reason looked up. */
const MOST_SHOWN = 300;
/** From so many on, connections of one kind are folded by where they lead. */
const MANY = 12;

const KINDS: readonly ChangeKind[] = ['added', 'removed', 'changed'];
const SINCE: Readonly<Record<EarlierState, string>> = { saved: 'the last save', HEAD: 'HEAD' };

export function changesOutline(
  view: View,
  changes: readonly ConnectionChange[],
  { since, policy }: Comparison,
): OutlineResult {
  const about = policy === undefined ? '' : ` for the pods of policy ${policy}`;
  const kinds = groupBy(changes, changeKind);
  return {
    kind: 'outline',
    title: `What changed since ${SINCE[since]}${about}?`,
    summary: countedText((kind) => kinds.get(kind)?.length ?? 0),
    mark: changes.length === 0 ? 'note' : 'changed',
    rows: KINDS.flatMap((kind) => kindRow(view, kind, kinds.get(kind) ?? [])),
    basis: basisOf(view),
  };
}

/** `2 connections added and 1 removed`: the noun is said once. */
function countedText(amountOf: (kind: ChangeKind) => number): string {
  const [first, ...others] = KINDS.filter((kind) => amountOf(kind) > 0);
  if (first === undefined) return 'No connection';
  const counted = `${count(amountOf(first), 'connection')} ${first}`;
  return list([counted, ...others.map((kind) => `${amountOf(kind)} ${kind}`)]);
}

/** `+2 −0 connections since HEAD`; `No connection changed since HEAD`. */
export function changesTitle(changes: readonly ConnectionChange[], since: EarlierState): string {
  if (changes.length === 0) return `No connection changed since ${SINCE[since]}`;
  const amount = (kind: ChangeKind): number => changes.filter((change) => changeKind(change) === kind).length;
  const altered = amount('changed');
  const parts = [`+${amount('added')}`, `−${amount('removed')}`, ...(altered > 0 ? [`~${altered}`] : [])];
  return `${parts.join(' ')} connections since ${SINCE[since]}`;
}

function kindRow(view: View, kind: ChangeKind, changes: readonly ConnectionChange[]): readonly OutlineRow[] {
  if (changes.length === 0) return [];
  const shown = changes.slice(0, MOST_SHOWN);
  const left = changes.length - shown.length;
  const more: readonly OutlineRow[] =
    left === 0 ? [] : [{ label: `… and ${count(left, 'more connection')}`, mark: 'note', rows: [] }];
  const label = `${sentenceCase(kind)} (${changes.length})`;
  return [{ label, mark: kind, rows: [...changeRows(view, kind, shown), ...more] }];
}

function changeRows(
  view: View,
  kind: ChangeKind,
  changes: readonly ConnectionChange[],
): readonly OutlineRow[] {
  const rowOf = rowsWith(view, kind);
  if (changes.length < MANY) return changes.map(rowOf);
  const byDestination = groupBy(changes, ({ destination }) => targetName(destination));
  return Array.from(byDestination, ([name, same]) => {
    const [only] = same;
    if (only !== undefined && same.length === 1) return rowOf(only);
    return {
      label: `to ${name}`,
      detail: count(same.length, 'connection'),
      mark: kind,
      rows: same.map(rowOf),
    };
  });
}

function rowsWith(view: View, mark: OutlineMark): (change: ConnectionChange) => OutlineRow {
  const { evaluator, cluster } = view.snapshot;
  const known = new Map(cluster.workloads.map((workload) => [workloadId(workload), workload]));
  /** The end as it is now: changes may name it as it was. */
  const endNow = (end: Endpoint): Endpoint | undefined => {
    if (end.kind !== 'workload') return end;
    const workload = known.get(targetId(end));
    return workload && { kind: 'workload', workload };
  };
  return (change) => {
    const label = `${targetName(change.source)} to ${targetName(change.destination)}`;
    const [source, destination] = [endNow(change.source), endNow(change.destination)];
    if (source === undefined || destination === undefined) {
      const gone = targetName(source === undefined ? change.source : change.destination);
      return { label, detail: `${gone} is no longer in the manifests`, mark, rows: [] };
    }
    const explanation = evaluator.explain(source, destination);
    const opens = decidingPlace(view, 'to', explanation);
    const behindPorts = (reason: string): string =>
      [portsText(change), reason].filter((text) => text !== '').join(' · ');
    return {
      label,
      detail: behindPorts(reachReason(explanation)),
      brief: behindPorts(briefReason(explanation)),
      mark,
      ...(opens && { opens }),
      rows: [],
    };
  };
}

/** What is allowed now; of what was lost its reason says enough. */
function portsText(change: ConnectionChange): string {
  const { before, after } = change;
  switch (changeKind(change)) {
    case 'added':
      return connectionText(after);
    case 'removed':
      return '';
    case 'changed':
      return `${connectionText(after)} (before: ${connectionText(before)})`;
  }
}
