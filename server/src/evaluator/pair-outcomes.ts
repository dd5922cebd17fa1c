/**
 * What gets from one class of pods to each other class. Each combination of two sides' outcomes is joined once.
 */
import type { PodClass } from './classes';
import type { CompiledCluster } from './compiled-cluster';
import { both, NOTHING, settled, type Outcome } from './outcome';
import type { Side, SideOutcome } from './side';

export class PairOutcomes {
  /** The ingress side of each class, by the index of the class. */
  private readonly ingress: readonly Side[];
  private readonly ingressSides: ReadonlySet<Side>;
  private readonly joined = new Map<Outcome, Map<Outcome, Outcome>>();

  constructor(private readonly cluster: CompiledCluster) {
    this.ingress = cluster.classes.map((podClass) => cluster.classSide(podClass, 'ingress'));
    this.ingressSides = new Set(this.ingress);
  }

  /** By the index of the destination's class. */
  row(source: PodClass): readonly Outcome[] {
    const { classes } = this.cluster;
    const egress = this.cluster.classSide(source, 'egress').withEachClass(classes);
    const ingress = new Map<Side, SideOutcome>();
    for (const side of this.ingressSides) ingress.set(side, side.inBlockOf(source, classes));
    return this.ingress.map((side, index) =>
      this.join(egress[index] ?? NOTHING, ingress.get(side) ?? NOTHING),
    );
  }

  private join(egress: Outcome, ingress: Outcome): Outcome {
    let row = this.joined.get(egress);
    if (row === undefined) this.joined.set(egress, (row = new Map<Outcome, Outcome>()));
    let outcome = row.get(ingress);
    if (outcome === undefined) row.set(ingress, (outcome = settled(both(egress, ingress))));
    return outcome;
  }
}
