/**
 * The pods of a cluster made ready for questions: classes, and what selects them. Knows no policy, so that it outlives
 * a change of policies.
 */
import type { Bitset } from './bitset';
import { classify, type PodClass } from './classes';
import type { Cluster, EndpointPredicate, Namespace, Workload } from './model';
import { SelectorIndex } from './selector-index';

type Pods = Pick<Cluster, 'workloads' | 'namespaces'>;

export class CompiledPods {
  readonly classes: readonly PodClass[];
  readonly index: SelectorIndex;
  /** Namespaces of workloads that no manifest declares, so that of their labels only the name is known. */
  readonly undeclaredNamespaces: ReadonlySet<string>;
  readonly onHostNetwork: readonly Workload[];
  /** The index of the class of each workload, in the order of the cluster. */
  readonly classIndexes: Uint32Array;
  private readonly homes: ReadonlyMap<string, Namespace | undefined>;
  private readonly classByWorkload: ReadonlyMap<Workload, PodClass>;
  private readonly places: ReadonlyMap<Workload, number>;
  /** By the set of classes: predicates that select the same share what they select. */
  private readonly selections = new WeakMap<Bitset, readonly Workload[]>();

  constructor(pods: Pods) {
    const { workloads, namespaces } = pods;
    this.classes = classify(pods);
    this.index = new SelectorIndex(this.classes);
    this.homes = new Map(workloads.map(({ namespace }) => [namespace, namespaces.get(namespace)]));
    this.undeclaredNamespaces = new Set(
      [...this.homes].flatMap(([name, namespace]) => (namespace?.source === undefined ? name : [])),
    );
    this.onHostNetwork = workloads.filter(({ hostNetwork }) => hostNetwork);
    this.classByWorkload = new Map(
      this.classes.flatMap((podClass) => podClass.workloads.map((workload) => [workload, podClass] as const)),
    );
    this.classIndexes = Uint32Array.from(workloads, (workload) => this.classOf(workload)?.index ?? 0);
    this.places = new Map(workloads.map((workload, place) => [workload, place]));
  }

  classOf(workload: Workload): PodClass | undefined {
    return this.classByWorkload.get(workload);
  }

  /** Workloads for which the predicate holds, in the order of the cluster. */
  select(predicate: EndpointPredicate): readonly Workload[] {
    const selected = this.index.compile(predicate);
    const known = this.selections.get(selected);
    if (known !== undefined) return known;
    const workloads = this.inOrder(
      Array.from(selected).flatMap((index) => this.classes[index]?.workloads ?? []),
    );
    this.selections.set(selected, workloads);
    return workloads;
  }

  /** Whether the namespaces that the workloads live in are still these. */
  isIn(namespaces: Pods['namespaces']): boolean {
    for (const [name, namespace] of this.homes) if (namespaces.get(name) !== namespace) return false;
    return true;
  }

  private inOrder(workloads: readonly Workload[]): readonly Workload[] {
    const placeOf = (workload: Workload): number => this.places.get(workload) ?? 0;
    return workloads.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

/** So many different predicates are remembered for the same pods: a person types new ones all day. */
const MOST_PREDICATES = 50_000;

const compiledOnes = new WeakMap<Pods['workloads'], CompiledPods>();

/** The same object for as long as the list of workloads and their namespaces are the same. */
export function compilePods(pods: Pods): CompiledPods {
  const known = compiledOnes.get(pods.workloads);
  if (known?.isIn(pods.namespaces) === true && known.index.size < MOST_PREDICATES) return known;
  const made = new CompiledPods(pods);
  compiledOnes.set(pods.workloads, made);
  return made;
}
