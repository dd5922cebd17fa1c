/**
 * Which pods are behind which Services, in both directions, through an index from labels to workloads.
 * Knows selectors of Services only; what their ports stand for is told elsewhere.
 */
import { append } from './group-by';
import type { Cluster, Service, Workload } from './model';
import { selectedBy } from './service-target';

export class ServiceIndex {
  private byLabel: ReadonlyMap<string, readonly Workload[]> | undefined;
  private byWorkload: ReadonlyMap<Workload, readonly Service[]> | undefined;

  constructor(private readonly cluster: Pick<Cluster, 'workloads' | 'services'>) {}

  /** The pods behind a Service, in the order of the cluster. */
  backends(service: Service): readonly Workload[] {
    return this.rarest(service).filter((workload) => selectedBy(service, workload));
  }

  /** The Services that lead to a workload, in the order of the cluster. */
  servicesOf(workload: Workload): readonly Service[] {
    this.byWorkload ??= this.indexServices();
    return this.byWorkload.get(workload) ?? [];
  }

  /** The workloads with that of the selected labels which fewest have. */
  private rarest({ namespace, selector = new Map<string, string>() }: Service): readonly Workload[] {
    this.byLabel ??= this.indexLabels();
    const { byLabel } = this;
    return Array.from(selector, ([key, value]) => byLabel.get(labelKey(namespace, key, value)) ?? []).reduce(
      (fewest, workloads) => (workloads.length < fewest.length ? workloads : fewest),
      this.cluster.workloads,
    );
  }

  private indexLabels(): ReadonlyMap<string, readonly Workload[]> {
    const index = new Map<string, Workload[]>();
    for (const workload of this.cluster.workloads) {
      for (const [key, value] of workload.labels) {
        append(index, labelKey(workload.namespace, key, value), workload);
      }
    }
    return index;
  }

  private indexServices(): ReadonlyMap<Workload, readonly Service[]> {
    const index = new Map<Workload, Service[]>();
    for (const service of this.cluster.services) {
      for (const workload of this.backends(service)) append(index, workload, service);
    }
    return index;
  }
}

interface Indexed {
  readonly services: Cluster['services'];
  readonly index: ServiceIndex;
}

const indexes = new WeakMap<Cluster['workloads'], Indexed>();

/** The same object for as long as the lists of workloads and Services are the same. */
export function indexServices({
  workloads,
  services,
}: Pick<Cluster, 'workloads' | 'services'>): ServiceIndex {
  const known = indexes.get(workloads);
  if (known?.services === services) return known.index;
  const index = new ServiceIndex({ workloads, services });
  indexes.set(workloads, { services, index });
  return index;
}

/** None of the three holds a space. */
function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace} ${key} ${value}`;
}
