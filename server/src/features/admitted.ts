/**
 * Whom the peers of a rule mean, counted over the workloads that are known. Knows no ports and no other policy.
 */
import type { Evaluator } from '../evaluator/answers';
import type { Direction, Peer, PolicyRule, Workload } from '../evaluator/model';
import { count, list, share } from '../wording/quantities';

export interface Admitted {
  /** No restriction at all, addresses outside the cluster included. */
  readonly everyone: boolean;
  readonly workloads: readonly Workload[];
  /** Peers that are not pods: address ranges, domain names, nodes. */
  readonly others: readonly Peer[];
}

/** Whom the peers mean, each workload once. */
export function admitted(evaluator: Evaluator, peers: PolicyRule['peers']): Admitted {
  if (peers === 'any') return { everyone: true, workloads: [], others: [] };
  const workloads = peers.flatMap((peer) =>
    peer.kind === 'endpoints' ? evaluator.select(peer.predicate) : [],
  );
  return {
    everyone: false,
    workloads: [...new Set(workloads)],
    others: peers.filter(({ kind }) => kind !== 'endpoints'),
  };
}

export interface AdmittedWords {
  readonly direction: Direction;
  /** How many workloads are known, to be said along with the number. */
  readonly total?: number;
}

/** `2 workloads`, `2 of 14 workloads and 1 address range`, `everyone`, `every destination`, `no known workload`. */
export function admittedText(
  { everyone, workloads, others }: Admitted,
  { direction, total }: AdmittedWords,
): string {
  if (everyone) return direction === 'ingress' ? 'everyone' : 'every destination';
  const parts = OTHER_KINDS.flatMap(({ kind, noun }) => {
    const amount = others.filter((peer) => peer.kind === kind).length;
    return amount === 0 ? [] : [count(amount, noun)];
  });
  if (workloads.length > 0) {
    const amount = workloads.length;
    parts.unshift(total === undefined ? count(amount, 'workload') : share(amount, total, 'workload'));
  }
  return parts.length === 0 ? 'no known workload' : list(parts);
}

const OTHER_KINDS = [
  { kind: 'addresses', noun: 'address range' },
  { kind: 'names', noun: 'domain name peer' },
  { kind: 'nodes', noun: 'node peer' },
] as const;
