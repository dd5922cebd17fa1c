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

/** The namespace of `other` is undeclared, and the policies on this side of `self` ask for its labels. */
export function asksUndeclared(
  cluster: CompiledCluster,
  self: Party,
  direction: Direction,
  other: Workload | undefined,
): boolean {
  if (other === undefined || isDeclared(cluster, other.namespace)) return false;
  return cluster.side(self, direction)?.asksForNamespaceLabels ?? false;
}

/** One caveat for each namespace. */
export function namespaceCaveats(names: Iterable<string>): readonly Caveat[] {
  return Array.from(new Set(names), (namespace) => ({ kind: 'undeclared-namespace', namespace }));
}

function isDeclared({ cluster }: CompiledCluster, namespace: string): boolean {
  return cluster.namespaces.get(namespace)?.source !== undefined;
}
