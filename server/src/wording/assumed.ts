/**
 * What answers take for granted, a clause for each thing, so that all of it fits in one line. Knows no places.
 */
import type { Assumption } from '../evaluator/answers';
import { workloadId, type UnreadPolicy, type Workload } from '../evaluator/model';
import { addressesName, policyName } from './names';
import { list, listSome } from './quantities';
import { peerText } from './selectors';
import { PLAIN, type Style } from './style';

/** How many names are worth the room. */
const NAMED = 3;

export interface NoteStyle {
  readonly style?: Style;
  /** Nobody said which network plugin there is, which is one thing more that is taken for granted. */
  readonly isEngineOpen?: boolean;
}

export const NO_ENGINE = 'no particular engine';

/** Clauses without a period, each once; none where nothing was taken for granted. */
export function assumedClauses(
  assumptions: readonly Assumption[],
  { style = PLAIN, isEngineOpen = false }: NoteStyle = {},
): readonly string[] {
  const namespaces = assumptions.flatMap((one) => (one.kind === 'undeclared-namespace' ? one.namespace : []));
  const clauses = [
    ...undeclaredClauses(namespaces, style),
    ...assumptions.flatMap((one) => addressClauses(one, style)),
    ...hostNetworkClauses(assumptions.flatMap(workloadsOnHostNetwork), style),
    ...runTimeLabelClauses(assumptions.flatMap((one) => (one.kind === 'run-time-labels' ? one.keys : []))),
    ...unreadPolicyClauses(assumptions.flatMap(policiesNotRead), style),
  ];
  return clauses.length > 0 && isEngineOpen ? [NO_ENGINE, ...new Set(clauses)] : [...new Set(clauses)];
}

/** Of namespaces that no manifest declares, though policies ask for their labels. */
export function undeclaredClauses(names: readonly string[], style: Style = PLAIN): readonly string[] {
  const each = [...new Set(names)].sort();
  if (each.length === 0) return [];
  const text = listSome(
    each.map((name) => style(name, 'name')),
    NAMED,
  );
  return each.length === 1
    ? [`namespace ${text} is not declared, so only its name is known`]
    : [`namespaces ${text} are not declared, so only their names are known`];
}

/** Of pods on the host network. From the node that it runs on every pod is open, whatever policies say. */
export function hostNetworkClauses(workloads: readonly Workload[], style: Style = PLAIN): readonly string[] {
  const names = Array.from(new Set(workloads), (workload) => style(workloadId(workload), 'name'));
  return names.length === 0
    ? []
    : [`no policy governs pods on the host network (${listSome(names, NAMED)}), and they run on other nodes`];
}

/** Of labels that policies ask for and that no template has. */
export function runTimeLabelClauses(keys: readonly string[]): readonly string[] {
  return keys.length === 0
    ? []
    : [`no pod has ${list([...new Set(keys)], 'or')}, which pods get when they run`];
}

/** Of policies that are not understood: Calico's, Cilium's and others. */
export function unreadPolicyClauses(
  policies: readonly UnreadPolicy[],
  style: Style = PLAIN,
): readonly string[] {
  const names = Array.from(new Set(policies), ({ ref }) => style(policyName(ref), 'name'));
  if (names.length === 0) return [];
  return names.length === 1
    ? [`${listSome(names, NAMED)}, of a kind that is not read, decides nothing`]
    : [`${listSome(names, NAMED)}, of kinds that are not read, decide nothing`];
}

function policiesNotRead(one: Assumption): readonly UnreadPolicy[] {
  return one.kind === 'policies-not-read' ? one.policies : [];
}

function workloadsOnHostNetwork(one: Assumption): readonly Workload[] {
  if (one.kind === 'host-network') return [one.workload];
  return one.kind === 'host-network-peers' ? one.workloads : [];
}

function addressClauses(one: Assumption, style: Style): readonly string[] {
  if (one.kind === 'addresses-outside') {
    const name = style(addressesName(one.cidrs), 'name');
    return [`${name} ${one.cidrs.length === 1 ? 'is' : 'are'} outside the cluster, no pod's and no node's`];
  }
  if (one.kind !== 'cidr-may-match-pods') return [];
  const { policy, peer } = one;
  const where = `(${style(policyName(policy.ref), 'name')}, ${peer.path})`;
  return peer.kind === 'nodes'
    ? [`no address asked about is that of ${peerText(peer, style)} ${where}`]
    : [`no pod has ${peerText(peer, style)} ${where}`];
}
