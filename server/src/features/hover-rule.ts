/**
 * Hovers of one rule: whom it means, peer by peer, with AND and OR said plainly, and on which ports.
 */
import type { Direction, Peer, Policy, PolicyRule, PortMatch, Workload } from '../evaluator/model';
import { formatPath, type FieldPath, type Resource } from '../manifests/document';
import { isAbsent } from '../manifests/json-value';
import type { Snapshot } from '../workspace/snapshot';
import { count, list } from '../wording/quantities';
import { peerText } from '../wording/selectors';
import { admitted, admittedText } from './admitted';
import { labelNote } from './hover-label';
import { CLUSTER_POLICY_PAGE, isNetworkPolicy } from './hover-tier';
import {
  BOTH_SELECTORS,
  alternativesText,
  pageLink,
  portsText,
  shareOfAll,
  workloadNames,
  type Paragraphs,
} from './hover-words';
import { bulletList, inlineCode, MARKDOWN } from './markdown';
import { valueAt } from './value-at';

export interface HoveredRule {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
  readonly direction: Direction;
  readonly rule: PolicyRule;
  readonly resource: Resource;
  /** What is hovered, at the rule or within it. */
  readonly fieldPath: FieldPath;
}

/** What policy kinds call the ports of a rule. */
const PORT_LISTS = ['ports', 'protocols'];

export function ruleHover(hovered: HoveredRule): Paragraphs {
  const { rule, fieldPath } = hovered;
  const above = fieldPath.map((_, index) => fieldPath.slice(0, index + 1));
  const lists = PORT_LISTS.map((name) => `${rule.path}.${name}`);
  if (above.some((path) => lists.includes(formatPath(path)))) return portsHover(hovered);
  for (const peer of rule.peers === 'any' ? [] : rule.peers) {
    const peerPath = above.find((path) => formatPath(path) === peer.path);
    if (peerPath) return peerHover(hovered, peer, peerPath);
  }
  return wholeRuleHover(hovered);
}

/** More peers than this in one hover are not read. */
const PEERS = 6;

function wholeRuleHover({ snapshot, policy, direction, rule }: HoveredRule): Paragraphs {
  const whom = admitted(snapshot.evaluator, rule.peers);
  const words = { direction, total: snapshot.cluster.workloads.length };
  const answer = `${verb(direction, rule)} ${admittedText(whom, words)}, on ${portsText(rule.ports)}.`;
  if (rule.peers === 'any') return [answer, selectorsLink(policy)];
  const each = rule.peers.map(
    (peer) =>
      `${peerText(peer, MARKDOWN)} (${admittedText(admitted(snapshot.evaluator, [peer]), { direction })})`,
  );
  const more = each.length > PEERS ? [`… and ${each.length - PEERS} more`] : [];
  return [
    answer,
    rule.peers.length > 1 ? `Any of these ${rule.peers.length} peers is enough (**OR**):` : undefined,
    bulletList([...each.slice(0, PEERS), ...more]),
    selectorsLink(policy),
  ];
}

function peerHover(
  { snapshot, policy, direction, rule, resource, fieldPath }: HoveredRule,
  peer: Peer,
  path: FieldPath,
): Paragraphs {
  const { workloads } = admitted(snapshot.evaluator, [peer]);
  const amount = peer.kind === 'endpoints' ? `${amountText(snapshot, workloads)}: ` : '';
  return [
    `${verb(direction, rule)} ${amount}${peerText(peer, MARKDOWN)}, on ${portsText(rule.ports)}.`,
    [togetherText(resource, path), alternativesText(rule.peers)]
      .filter((sentence) => sentence !== '')
      .join(' '),
    workloadNames(workloads),
    labelNote(snapshot, resource, fieldPath),
    selectorsLink(policy),
  ];
}

function selectorsLink(policy: Policy): string {
  if (!isNetworkPolicy(policy)) return CLUSTER_POLICY_PAGE;
  return pageLink('behavior of "to" and "from" selectors', 'behavior-of-to-and-from-selectors');
}

function amountText(snapshot: Snapshot, workloads: readonly Workload[]): string {
  return workloads.length === 0 ? 'no known workload' : shareOfAll(snapshot, workloads);
}

/** What the fields of one peer mean beside each other. */
function togetherText(resource: Resource, path: FieldPath): string {
  const has = (name: string): boolean => !isAbsent(valueAt(resource.value, [...path, name]));
  if (has('namespaceSelector') && has('podSelector')) return BOTH_SELECTORS;
  if (has('podSelector'))
    return "Only pods of the policy's own namespace, as there is no `namespaceSelector`.";
  if (has('networks')) return 'Addresses outside the cluster, and pods and nodes that have such an address.';
  if (has('ipBlock'))
    return 'Meant for addresses outside the cluster; network plugins differ on pod addresses.';
  return '';
}

function portsHover({ snapshot, policy, direction, rule }: HoveredRule): Paragraphs {
  const { evaluator } = snapshot;
  const destinations =
    direction === 'ingress'
      ? evaluator.select(policy.subject)
      : admitted(evaluator, rule.peers === 'any' ? [] : rule.peers).workloads;
  const whose = direction === 'ingress' ? 'selected pods' : 'pods that are reached';
  const named = rule.ports === 'any' ? [] : rule.ports.filter((port) => port.kind === 'named');
  return [
    `Only on ${portsText(rule.ports)}: ports of the ${whose}, not of a Service.`,
    bulletList(named.map((port) => namedPortText(port, destinations))),
    isNetworkPolicy(policy)
      ? pageLink('targeting a range of ports', 'targeting-a-range-of-ports')
      : CLUSTER_POLICY_PAGE,
  ];
}

/** Each pod gives the name a number of its own. */
function namedPortText(
  { name, protocol }: Extract<PortMatch, { kind: 'named' }>,
  pods: readonly Workload[],
): string {
  const numbers = new Map<string, number>();
  for (const port of pods.flatMap(({ ports }) => ports)) {
    if (port.name !== name || (protocol !== undefined && port.protocol !== protocol)) continue;
    const number = `${port.port}/${port.protocol}`;
    numbers.set(number, (numbers.get(number) ?? 0) + 1);
  }
  if (numbers.size === 0) return `${inlineCode(name)}: no known pod here has a port of that name`;
  const each = [...numbers].map(([number, pods]) => `${number} on ${count(pods, 'workload')}`);
  return `${inlineCode(name)} is ${list(each)}`;
}

/** `Lets in`, `Lets out to`; other verdicts say what they are. */
function verb(direction: Direction, { verdict }: PolicyRule): string {
  const isIn = direction === 'ingress';
  switch (verdict) {
    case 'allow':
      return isIn ? 'Lets in' : 'Lets out to';
    case 'deny':
      return isIn ? 'Keeps out' : 'Keeps from reaching';
    case 'pass':
      return isIn ? 'Leaves to later policies what comes from' : 'Leaves to later policies what goes to';
    case 'log':
      return isIn ? 'Logs what comes from' : 'Logs what goes to';
  }
}
