/**
 * "Who can reach this?" and "what can this reach?" in one sentence, and what such an answer stands on.
 */
import type { PortQuery, ReachAnswer } from '../evaluator/answers';
import type { Cluster } from '../evaluator/model';
import { targetName } from './names';
import { count, list, share } from './quantities';
import { portText } from './read-port';

/** How many workloads were asked about, and how many of them are connected. */
export interface ReachCount {
  readonly reachable: number;
  readonly total: number;
}

/** Counts workloads only: addresses outside have no number. */
export function reachCount({ reachable, unreachable }: ReachAnswer): ReachCount {
  const connected = reachable.filter(({ peer }) => peer.kind === 'workload').length;
  const others = unreachable.filter(({ kind }) => kind === 'workload').length;
  return { reachable: connected, total: connected + others };
}

/**
 * `3 of 14 workloads can reach this`, `This can reach 3 of 14 workloads on 80/TCP`. `subject` takes the place of
 * "this".
 */
export function reachSummary(
  answer: ReachAnswer,
  { subject = 'this', port }: { readonly subject?: string; readonly port?: PortQuery | undefined } = {},
): string {
  const { reachable, total } = reachCount(answer);
  const workloads = share(reachable, total, 'workload');
  const onPort = port === undefined ? '' : ` on port ${portText(port)}`;
  if (answer.direction === 'to') return `${workloads} can reach ${subject}${onPort}`;
  return `${subject === 'this' ? 'This' : subject} can reach ${workloads}${onPort}`;
}

/**
 * What else is connected: `the ingress controller and 10.0.0.0/8`, `any address outside the cluster`; undefined for
 * nothing but workloads.
 */
export function outsideText({ reachable }: ReachAnswer): string | undefined {
  const outside = reachable.flatMap(({ peer }) => (peer.kind === 'workload' ? [] : [targetName(peer)]));
  return outside.length === 0 ? undefined : list(outside);
}

/** What an answer stands on: `14 workloads, 3 namespaces and 9 policies from 12 files`. */
export function basisText(cluster: Cluster, files: number): string {
  const parts = [
    count(cluster.workloads.length, 'workload'),
    count(cluster.namespaces.size, 'namespace'),
    count(cluster.policies.length, 'policy'),
  ];
  return `${list(parts)} from ${count(files, 'file')}`;
}
