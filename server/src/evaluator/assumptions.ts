/**
 * Caveats about what the manifests do not say of the pods themselves: their node, their namespace's labels.
 */
import type { Caveat } from './answers';
import type { CompiledCluster } from './compiled-cluster';
import type { Direction, Workload } from './model';
import type { Party } from './party';

/** A pod on the host network that policies would govern if it were not. */
export function hostNetworkCaveat(party: Party, side: 'source' | 'destination'): readonly Caveat[] {
  const { workload } = party;
  return workload?.hostNetwork ? [{ kind: 'host-network', workload, side }] : [];
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
