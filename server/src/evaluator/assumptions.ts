/**
 * Caveats about what the manifests do not say of the ends themselves: their node, their namespace's labels, whether
 * addresses are those of pods.
 */
import { addressesIn, equalAddresses, EVERY_ADDRESS, sameFamilies } from './address-set';
import type { Caveat, Target } from './answers';
import type { CompiledCluster } from './compiled-cluster';
import { mayCoverPods } from './compiled-policy';
import type { Direction, Workload } from './model';
import type { Party } from './party';
import { runTimeLabels } from './run-time-labels';

/** A pod on the host network that policies would govern if it were not. */
export function hostNetworkCaveat(party: Party, side: 'source' | 'destination'): readonly Caveat[] {
  const { workload } = party;
  return workload?.hostNetwork ? [{ kind: 'host-network', workload, side }] : [];
}

/** Pods on the host network among the peers of an end, if policies would otherwise have a say there. */
export function hostNetworkPeers(
  cluster: CompiledCluster,
  end: Party,
  direction: Direction,
): readonly Caveat[] {
  const workloads = cluster.onHostNetwork;
  const side = cluster.side(end, direction);
  const hasSay = side === undefined ? cluster.cluster.policies.length > 0 : side.policies.length > 0;
  return hasSay && workloads.length > 0 ? [{ kind: 'host-network-peers', workloads }] : [];
}

/** What every answer about the cluster leaves open: labels that no template tells, and policies that are not understood. */
export function clusterCaveats({ cluster }: CompiledCluster): readonly Caveat[] {
  const keys = runTimeLabels(cluster);
  const policies = cluster.unreadPolicies;
  return [
    ...(keys.length > 0 ? [{ kind: 'run-time-labels', keys } as const] : []),
    ...(policies.length > 0 ? [{ kind: 'policies-not-read', policies } as const] : []),
  ];
}

/** Addresses that were asked about, where pods could have them. Who asks about all of them means those outside. */
export function addressesCaveat({ cluster }: CompiledCluster, target: Target): readonly Caveat[] {
  if (target.kind !== 'addresses' || cluster.policies.length === 0) return [];
  const addresses = addressesIn(target.cidrs);
  if (equalAddresses(addresses, sameFamilies(EVERY_ADDRESS, addresses))) return [];
  return mayCoverPods(addresses) ? [{ kind: 'addresses-outside', cidrs: target.cidrs }] : [];
}

/** The namespace of `other`, if it is undeclared and the policies on this side of `self` ask for its labels. */
export function undeclaredPeer(
  cluster: CompiledCluster,
  self: Party,
  direction: Direction,
  other: Workload | undefined,
): readonly string[] {
  if (other === undefined || !cluster.undeclaredNamespaces.has(other.namespace)) return [];
  return cluster.side(self, direction)?.asksForNamespaceLabels ? [other.namespace] : [];
}

/** One caveat for each namespace. */
export function namespaceCaveats(names: Iterable<string>): readonly Caveat[] {
  return Array.from(new Set(names), (namespace) => ({ kind: 'undeclared-namespace', namespace }));
}
