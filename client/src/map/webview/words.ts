/**
 * The words of the map: what nodes and arrows are called, and what is said of them. Short in the picture, whole for a
 * screen reader.
 */
import type { MapNode, MapTraffic, MapWorkload } from '../../../../server/src/lsp/protocol';
import type { FollowedPolicy, MapGraph } from './messages';
import type { Neighbours } from './neighbours';
import { changeOf, type Change } from './traffic';
import type { VisibleArrow, VisibleNode } from './visible';

/** What stands in a node: its name, and what it is. */
export interface NodeText {
  readonly title: string;
  readonly detail: string;
}

export function count(amount: number, noun: string): string {
  return `${amount.toLocaleString('en')} ${amount === 1 ? noun : `${noun}s`}`;
}

export function nodeText(node: VisibleNode): NodeText {
  const workloads = workloadsOf(node);
  if (node.kind === 'namespace') {
    return { title: node.namespace ?? '', detail: count(workloads.length, 'workload') };
  }
  const [first, second] = workloads;
  if (first === undefined) return outsideText(node.members[0]);
  if (second === undefined) return { title: first.name, detail: kindOf(first) };
  const names =
    workloads.length === 2
      ? `${first.name}, ${second.name}`
      : `${first.name} and ${workloads.length - 1} more`;
  return { title: names, detail: `${kindsOf(workloads)}, all alike` };
}

function outsideText(node: MapNode | undefined): NodeText {
  const label = node?.label ?? '';
  if (node?.kind === 'ingress-controller') return { title: label, detail: 'a way into the cluster' };
  const anywhere = /^(any .*address) outside the cluster$/u.exec(label)?.[1];
  return { title: anywhere ?? label, detail: 'outside the cluster' };
}

function kindOf({ kind, hostNetwork }: MapWorkload): string {
  return hostNetwork === true ? `${kind}, host network` : kind;
}

/** `3 Deployments`, `12 workloads`. */
function kindsOf(workloads: readonly MapWorkload[]): string {
  const kinds = new Set(workloads.map(({ kind }) => kind));
  const [kind = 'workload'] = kinds;
  return count(workloads.length, kinds.size === 1 ? kind : 'workload');
}

export function workloadsOf({ members }: VisibleNode): readonly MapWorkload[] {
  return members.flatMap(({ workloads }) => workloads);
}

/** `cart, Deployment in shop`. */
export function nodeName(node: VisibleNode): string {
  const { title, detail } = nodeText(node);
  if (node.kind === 'namespace') return `Namespace ${title}, ${detail}`;
  return node.namespace === undefined ? `${title}, ${detail}` : `${title}, ${detail} in ${node.namespace}`;
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
  return `reachable from ${endsText(from)}`;
}

function reaches({ to }: Neighbours): string {
  return `reaches ${endsText(to)}`;
}

function endsText({ workloads, outside }: Neighbours['from']): string {
  if (workloads === 0) return outside.length === 0 ? 'nothing' : outside.join(' and ');
  return [count(workloads, 'workload'), ...outside].join(' and ');
}

/** `selected by shop/allow-web`, `2 of 3 selected by shop/allow-web`; undefined when it selects none of them. */
function selectedText(node: VisibleNode, { name, subjects }: FollowedPolicy): string | undefined {
  const chosen = new Set(subjects);
  const workloads = workloadsOf(node);
  const selected = workloads.filter(({ id }) => chosen.has(id)).length;
  if (selected === 0) return undefined;
  return selected === workloads.length
    ? `selected by ${name}`
    : `${selected} of ${workloads.length} selected by ${name}`;
}

/** What an arrow is for: ports, or how many connections it stands for. Of a removed one, what it was for. */
export function arrowText({ isSum, change, ports, before = '', connections }: VisibleArrow): string {
  if (isSum) return change === 'removed' ? 'connections' : count(connections, 'connection');
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
      return `${traffic.ports}, added by unsaved edits`;
    case 'removed':
      return `${traffic.before ?? ''}, removed by unsaved edits`;
    case 'changed':
      return `${traffic.ports} instead of ${traffic.before ?? ''}, by unsaved edits`;
  }
}

/** What the table says in its column of changes. */
export const CHANGE_NAMES: Readonly<Record<Change, string>> = {
  same: '',
  added: 'Added',
  removed: 'Removed',
  changed: 'Other ports',
};

/** `12 of 340 workloads match`. */
export function matchText(matches: number, { nodes }: MapGraph): string {
  const all = nodes.reduce((sum, { workloads }) => sum + Math.max(1, workloads.length), 0);
  return matches === 0 ? 'Nothing matches' : `${matches} of ${all} match`;
}

export function followedText({ name, subjects, directions }: FollowedPolicy): string {
  const selected =
    subjects.length === 0 ? 'selects no known workload' : `selects ${count(subjects.length, 'workload')}`;
  return `${name} ${selected} and governs ${directions.join(' and ')}`;
}

/** One node of the map in a list: `shop/cart`, `shop/cart, db, web and 3 more`, `10.0.0.0/8`. */
export function memberName({ namespace = '', label, workloads }: MapNode): string {
  if (label !== undefined) return label;
  const names = workloads.map(({ name }) => name);
  const shown = names.length <= MOST_NAMES + 1 ? names : names.slice(0, MOST_NAMES);
  const left = names.length - shown.length;
  return `${namespace}/${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

const MOST_NAMES = 3;
