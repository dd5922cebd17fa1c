/**
 * What answers about a whole cluster take for granted, a clause for each thing that policies ask for and no manifest
 * tells. Answers about one target say it of that target instead.
 */
import { addressesIn } from '../evaluator/address-set';
import { mayCoverPods } from '../evaluator/compiled-policy';
import type { Cluster, EndpointPredicate, Peer, Policy } from '../evaluator/model';
import { asksForNamespaceLabels } from '../evaluator/predicate';
import { runTimeLabels } from '../evaluator/run-time-labels';
import { hostNetworkClauses, runTimeLabelClauses, undeclaredClauses, unreadPolicyClauses } from './assumed';

/** Clauses without a period; none where nothing is in doubt. */
export function clusterAssumptions(cluster: Cluster): readonly string[] {
  const peers = cluster.policies.flatMap(peersOf);
  return [
    ...undeclaredNamespaces(cluster, peers),
    ...podAddresses(cluster, peers),
    ...(peers.some(({ kind }) => kind === 'nodes') ? ["no address outside is a node's"] : []),
    ...(peers.some(({ kind }) => kind === 'names') ? ['what domain names decide is left out'] : []),
    ...hostNetwork(cluster),
    ...runTimeLabelClauses(runTimeLabels(cluster)),
    ...unreadPolicyClauses(cluster.unreadPolicies),
  ];
}

function peersOf({ ingress = [], egress = [] }: Policy): readonly Peer[] {
  return [...ingress, ...egress].flatMap(({ peers }) => (peers === 'any' ? [] : peers));
}

function undeclaredNamespaces(
  { policies, workloads, namespaces }: Cluster,
  peers: readonly Peer[],
): readonly string[] {
  const asked: readonly EndpointPredicate[] = [
    ...policies.map(({ subject }) => subject),
    ...peers.flatMap((peer) => (peer.kind === 'endpoints' ? [peer.predicate] : [])),
  ];
  if (!asked.some(asksForNamespaceLabels)) return [];
  return undeclaredClauses(
    workloads.map(({ namespace }) => namespace).filter((name) => namespaces.get(name)?.source === undefined),
  );
}

function podAddresses({ workloads }: Cluster, peers: readonly Peer[]): readonly string[] {
  const inDoubt = peers.flatMap((peer) =>
    peer.kind === 'addresses' && mayCoverPods(addressesIn(peer.cidrs, peer.except)) ? [peer] : [],
  );
  const isUnknown = workloads.some(({ addresses }) => addresses.length === 0);
  return [
    ...(inDoubt.some(({ coversPods }) => coversPods === undefined) ? ['no ipBlock means a pod'] : []),
    ...(isUnknown && inDoubt.some(({ coversPods }) => coversPods === true)
      ? ['pods of unknown address are in no network that a rule names, but in 0.0.0.0/0']
      : []),
  ];
}

function hostNetwork({ policies, workloads }: Cluster): readonly string[] {
  return policies.length === 0 ? [] : hostNetworkClauses(workloads.filter((one) => one.hostNetwork));
}
