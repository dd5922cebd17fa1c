/**
 * The words of the map: what nodes and arrows are called, and what is said of them. Short in the picture, whole for a
 * screen reader.
 */
import type { MapNode, MapTraffic, MapWorkload } from '../../../../server/src/lsp/protocol';
import { t } from './l10n';
import type { FollowedPolicy, MapGraph } from './messages';
import type { Neighbours } from './neighbours';
import { changeOf, type Change } from './traffic';
import type { VisibleArrow, VisibleNode } from './visible';

/** What stands in a node: its name, and what it is. */
export interface NodeText {
  readonly title: string;
  readonly detail: string;
}

export function workloadCount(amount: number): string {
  return amount === 1 ? t('1 workload') : t('{0} workloads', amount.toLocaleString());
}

export function connectionCount(amount: number): string {
  return amount === 1 ? t('1 connection') : t('{0} connections', amount.toLocaleString());
}

/** `a`, `a and b`. */
export function both(parts: readonly string[]): string {
  return parts.length === 0 ? '' : parts.reduce((some, one) => t('{0} and {1}', some, one));
}

export function nodeText(node: VisibleNode): NodeText {
  const workloads = workloadsOf(node);
  if (node.kind === 'namespace') {
    return { title: node.namespace ?? '', detail: workloadCount(workloads.length) };
  }
  const [first, second] = workloads;
  if (first === undefined) return outsideText(node.members[0]);
  if (second === undefined) return { title: first.name, detail: kindOf(first) };
  const names =
    workloads.length === 2
      ? `${first.name}, ${second.name}`
      : t('{0} and {1} more', first.name, workloads.length - 1);
  return { title: names, detail: t('{0}, all alike', kindsOf(workloads)) };
}

function outsideText(node: MapNode | undefined): NodeText {
  const label = node?.label ?? '';
  if (node?.kind === 'ingress-controller') return { title: label, detail: t('a way into the cluster') };
  const anywhere = /^(any .*address) outside the cluster$/u.exec(label)?.[1];
  return { title: anywhere ?? label, detail: t('outside the cluster') };
}

function kindOf({ kind, hostNetwork }: MapWorkload): string {
  return hostNetwork === true ? t('{0}, host network', kind) : kind;
}

/** `3 Deployments`, `12 workloads`. */
function kindsOf(workloads: readonly MapWorkload[]): string {
  const kinds = new Set(workloads.map(({ kind }) => kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.size > 1) return workloadCount(workloads.length);
  return t('{0} {1}s', workloads.length.toLocaleString(), kind);
}

export function workloadsOf({ members }: VisibleNode): readonly MapWorkload[] {
  return members.flatMap(({ workloads }) => workloads);
}

/** `cart, Deployment in shop`. */
export function nodeName(node: VisibleNode): string {
  const { title, detail } = nodeText(node);
  if (node.kind === 'namespace') return t('Namespace {0}, {1}', title, detail);
  return node.namespace === undefined
    ? `${title}, ${detail}`
    : t('{0}, {1} in {2}', title, detail, node.namespace);
}

/** The whole name: `cart, Deployment in shop; reachable from 3 workloads, reaches 2 workloads`. */
export function spokenName(
  node: VisibleNode,
  neighbours: Neighbours,
  policy: FollowedPolicy | undefined,
): string {
  const parts = [nodeName(node), `${reachableFrom(neighbours)}, ${reaches(neighbours)}`];
  const selected = policy && selectedText(node, policy);
  return [...parts, ...(selected === undefined ? [] : [selected])].join('; ');
}

function reachableFrom({ from }: Neighbours): string {
  return t('reachable from {0}', endsText(from));
}

function reaches({ to }: Neighbours): string {
  return t('reaches {0}', endsText(to));
}

function endsText({ workloads, outside }: Neighbours['from']): string {
  const parts = [...(workloads > 0 ? [workloadCount(workloads)] : []), ...outside];
  return parts.length === 0 ? t('nothing') : both(parts);
}

/** `selected by shop/allow-web`, `2 of 3 selected by shop/allow-web`; undefined when it selects none of them. */
function selectedText(node: VisibleNode, { name, subjects }: FollowedPolicy): string | undefined {
  const chosen = new Set(subjects);
  const workloads = workloadsOf(node);
  const selected = workloads.filter(({ id }) => chosen.has(id)).length;
  if (selected === 0) return undefined;
  return selected === workloads.length
    ? t('selected by {0}', name)
    : t('{0} of {1} selected by {2}', selected, workloads.length, name);
}

/** What an arrow is for: ports, or how many connections it stands for. Of a removed one, what it was for. */
export function arrowText({ isSum, change, ports, before = '', connections }: VisibleArrow): string {
  if (isSum) return change === 'removed' ? t('connections') : connectionCount(connections);
  return shortPorts(change === 'removed' ? before : ports);
}

const MOST_PORTS = 3;

/** `80/TCP, 443/TCP, 8080/TCP +4`. */
export function shortPorts(ports: string): string {
  const parts = ports.split(', ');
  if (parts.length <= MOST_PORTS) return ports;
  return `${parts.slice(0, MOST_PORTS).join(', ')} +${parts.length - MOST_PORTS}`;
}

/** `80/TCP`, `80/TCP, added by unsaved edits`, `80/TCP instead of all ports by unsaved edits`. */
export function trafficText(traffic: MapTraffic): string {
  switch (changeOf(traffic)) {
    case 'same':
      return traffic.ports;
    case 'added':
      return t('{0}, added by unsaved edits', traffic.ports);
    case 'removed':
      return t('{0}, removed by unsaved edits', traffic.before ?? '');
    case 'changed':
      return t('{0} instead of {1}, by unsaved edits', traffic.ports, traffic.before ?? '');
  }
}

/** What the table says in its column of changes. */
export const CHANGE_NAMES: Readonly<Record<Change, string>> = {
  same: '',
  added: t('Added'),
  removed: t('Removed'),
  changed: t('Other ports'),
};

/** `12 of 340 workloads match`. */
export function matchText(matches: number, { nodes }: MapGraph): string {
  const all = nodes.reduce((sum, { workloads }) => sum + Math.max(1, workloads.length), 0);
  return matches === 0 ? t('Nothing matches') : t('{0} of {1} match', matches, all);
}

export function followedText({ name, subjects, directions }: FollowedPolicy): string {
  const governed = both(directions);
  return subjects.length === 0
    ? t('{0} selects no known workload and governs {1}', name, governed)
    : t('{0} selects {1} and governs {2}', name, workloadCount(subjects.length), governed);
}

/** One node of the map in a list: `shop/cart`, `shop/cart, db, web and 3 more`, `10.0.0.0/8`. */
export function memberName({ namespace = '', label, workloads }: MapNode): string {
  if (label !== undefined) return label;
  const names = workloads.map(({ name }) => name);
  const shown = names.length <= MOST_NAMES + 1 ? names : names.slice(0, MOST_NAMES);
  const left = names.length - shown.length;
  const listed = `${namespace}/${shown.join(', ')}`;
  return left > 0 ? t('{0} and {1} more', listed, left) : listed;
}

const MOST_NAMES = 3;
