/**
 * What an answer about one target rests on. The first pair in doubt stands for all like it.
 */
import type { Caveat } from './answers';
import {
  addressesCaveat,
  hostNetworkCaveat,
  hostNetworkPeers,
  namespaceCaveats,
  undeclaredPeer,
} from './assumptions';
import type { CompiledCluster } from './compiled-cluster';
import { distinctCaveats } from './caveats';
import { podAddressCaveat, undecidedCaveats, type Pair } from './doubts';
import type { Outcome } from './outcome';
import type { Party } from './party';
import {
  askedBetween,
  farDirection,
  ownDirection,
  type PartOutcomes,
  type Reached,
  type ReachQuestion,
} from './reach-question';
import type { SideOutcome } from './side';
import type { TargetPart } from './target';

export function reachCaveats(
  cluster: CompiledCluster,
  question: ReachQuestion,
  parts: readonly PartOutcomes[],
  outside: readonly Reached[],
): readonly Caveat[] {
  const side = question.direction === 'to' ? 'destination' : 'source';
  const pod = firstPair(cluster, question, parts, isUndecided);
  const address = outside.find(({ outcome }) => isUndecided(outcome));
  const undecided = [
    ...(pod === undefined ? [] : [pod]),
    ...(address === undefined
      ? []
      : parts.map(({ part }) => pairOf(question, part, cluster.party(address.peer)))),
  ];
  const podAddress = firstPair(cluster, question, parts, (outcome) => outcome.withPodAddresses !== undefined);
  return [
    ...parts.flatMap(({ part }) => hostNetworkCaveat(part.party, side)),
    ...undeclaredNamespaces(cluster, question, parts),
    ...distinctCaveats(undecided.flatMap((pair) => undecidedCaveats(cluster, pair))),
    ...(podAddress === undefined ? [] : podAddressCaveat(cluster, podAddress)),
    ...addressesCaveat(cluster, question.target),
    ...distinctCaveats(
      parts.flatMap(({ part }) => hostNetworkPeers(cluster, part.party, ownDirection(question))),
    ),
  ];
}

function isUndecided({ allowed, possible }: Outcome): boolean {
  return !allowed.equals(possible);
}

/** The first pair of different workloads with an outcome of this kind. */
function firstPair(
  cluster: CompiledCluster,
  question: ReachQuestion,
  parts: readonly PartOutcomes[],
  inDoubt: (outcome: SideOutcome) => boolean,
): Pair | undefined {
  for (const { part, outcomes } of parts) {
    for (const { index, workloads } of cluster.classes) {
      const outcome = outcomes[index];
      if (outcome === undefined || !inDoubt(outcome)) continue;
      const workload = workloads.find((candidate) => candidate !== part.party.workload);
      if (workload !== undefined) return pairOf(question, part, cluster.pod(workload));
    }
  }
  return undefined;
}

function pairOf(question: ReachQuestion, part: TargetPart, peer: Party): Pair {
  const asked = askedBetween(question, part, peer.site);
  return question.direction === 'to'
    ? { source: peer, destination: part.party, asked }
    : { source: part.party, destination: peer, asked };
}

/** Undeclared namespaces whose labels one of the sides asks for. */
function undeclaredNamespaces(
  cluster: CompiledCluster,
  question: ReachQuestion,
  parts: readonly PartOutcomes[],
): readonly Caveat[] {
  if (cluster.undeclaredNamespaces.size === 0) return [];
  return namespaceCaveats(
    parts.flatMap(({ part: { party } }) =>
      cluster.classes.flatMap(({ workloads }) => {
        const peer = workloads.find((candidate) => candidate !== party.workload);
        if (peer === undefined) return [];
        return [
          ...undeclaredPeer(cluster, party, ownDirection(question), peer),
          ...undeclaredPeer(cluster, cluster.pod(peer), farDirection(question), party.workload),
        ];
      }),
    ),
  );
}
