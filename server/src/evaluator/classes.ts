/**
 * Pods that no policy can tell apart are one class: same namespace, labels, port names, host network.
 * Knows the model, but no policy, so that classes outlive a change of policies.
 */
import { groupBy } from './group-by';
import { textOnce } from './lazy';
import type { Cluster, Workload } from './model';
import { podSite, type PodSite } from './site';

export interface PodClass {
  /** Place in the list of classes. */
  readonly index: number;
  readonly site: PodSite;
  /** All ports that have a name: whatever differs in them resolves some name differently. */
  readonly namedPorts: string;
  readonly workloads: readonly Workload[];
}

/** Classes in the order in which their first workloads stand in the cluster. */
export function classify({ workloads, namespaces }: Pick<Cluster, 'workloads' | 'namespaces'>): PodClass[] {
  return Array.from(groupBy(workloads, classKey).values()).flatMap((alike, index) => {
    const [first] = alike;
    if (first === undefined) return [];
    return { index, site: podSite(first, namespaces), namedPorts: namedPorts(first), workloads: alike };
  });
}

/** The same for two workloads that no policy can tell apart. Most stay as they are when one of them changes. */
export const classKey = textOnce((workload: Workload) =>
  JSON.stringify([
    workload.namespace,
    Array.from(workload.labels).sort(([a], [b]) => (a < b ? -1 : 1)),
    workload.serviceAccount,
    workload.hostNetwork,
    namedPorts(workload),
    [...workload.addresses].sort(),
  ]),
);

/** Ports without a name are informational: no policy can refer to them. */
const namedPorts = textOnce(({ ports }: Workload) =>
  ports
    .filter((port) => port.name !== undefined)
    .map(({ name, port, protocol }) => `${name}/${port}/${protocol}`)
    .sort()
    .join(),
);
