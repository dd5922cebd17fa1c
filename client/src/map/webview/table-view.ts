/**
 * The map as a table: the same connections, for screen readers and for whoever would rather read than look.
 */
import type { MapNode, MapTraffic } from '../../../../server/src/lsp/protocol';
import { t } from './l10n';
import type { MapGraph } from './messages';
import { html } from './elements';
import { changeOf } from './traffic';
import { CHANGE_NAMES, connectionCount, memberName, trafficText } from './words';

const MOST_ROWS = 1000;

interface Row extends MapTraffic {
  readonly from: MapNode;
  readonly to: MapNode;
}

/** The connections of a map as an element, what an edit changed first; with `wanted` those that touch one of these nodes. */
export function connectionTable(map: MapGraph, wanted: ReadonlySet<number> | undefined): HTMLElement {
  const rows = rowsOf(map, wanted);
  const shown = rows.slice(0, MOST_ROWS);
  const caption =
    shown.length < rows.length
      ? t('The first {0} of {1} connections', MOST_ROWS, rows.length)
      : connectionCount(rows.length);
  const head = [t('From'), t('To'), t('Ports'), t('Edit')].map((name) => html('th', { scope: 'col' }, name));
  return html(
    'table',
    {},
    html('caption', {}, t('{0}. Workloads with the same connections share a row.', caption)),
    html('thead', {}, html('tr', {}, ...head)),
    html('tbody', {}, ...shown.map(tableRow)),
  );
}

function rowsOf({ nodes, links }: MapGraph, wanted: ReadonlySet<number> | undefined): readonly Row[] {
  const isShown = (index: number): boolean => wanted === undefined || wanted.has(index);
  const between = links
    .filter(({ from, to }) => isShown(from) || isShown(to))
    .flatMap(({ from, to, ...traffic }) => row(nodes[from], nodes[to], traffic));
  const among = nodes.flatMap((node, index) =>
    node.amongThem !== undefined && isShown(index) ? row(node, node, node.amongThem) : [],
  );
  return [...between, ...among].toSorted((a, b) => Number(isSame(a)) - Number(isSame(b)));
}

function isSame(traffic: MapTraffic): boolean {
  return changeOf(traffic) === 'same';
}

function row(from: MapNode | undefined, to: MapNode | undefined, traffic: MapTraffic): readonly Row[] {
  return from === undefined || to === undefined ? [] : [{ from, to, ...traffic }];
}

function tableRow({ from, to, ...traffic }: Row): HTMLElement {
  const change = changeOf(traffic);
  const destination = from === to ? t('each other') : memberName(to);
  return html(
    'tr',
    { class: change },
    html('th', { scope: 'row' }, memberName(from)),
    html('td', {}, destination),
    html('td', {}, change === 'changed' ? trafficText(traffic) : traffic.ports || (traffic.before ?? '')),
    html('td', {}, CHANGE_NAMES[change]),
  );
}
