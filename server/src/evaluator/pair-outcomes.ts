/**
 * What gets from one class of pods to each other class. Each combination of two sides' outcomes is joined once.
 */
import type { PodClass } from './classes';
import type { CompiledCluster } from './compiled-cluster';
import { both, NOTHING, settled, type Outcome } from './outcome';
import type { Side } from './side';

export class PairOutcomes {
  /** The different ingress sides, and which of them each class has, by the index of the class. */
  private readonly ingressSides: readonly Side[];
  private readonly ingress: readonly number[];
  private readonly joined = new Map<Outcome, Map<Outcome, Outcome>>();
  private last: { readonly source: PodClass; readonly row: readonly Outcome[] } | undefined;
  private lastEgress: { readonly side: Side; readonly outcomes: readonly Outcome[] } | undefined;

  constructor(private readonly cluster: CompiledCluster) {
    const numbers = new Map<Side, number>();
    this.ingress = cluster.classes.map((podClass) => {
      const side = cluster.classSide(podClass, 'ingress');
      const number = numbers.get(side) ?? numbers.size;
      numbers.set(side, number);
      return number;
    });
    this.ingressSides = [...numbers.keys()];
  }

  /** By the index of the destination's class. */
  row(source: PodClass): readonly Outcome[] {
    if (this.last?.source !== source) this.last = { source, row: this.decide(source) };
    return this.last.row;
  }

  private decide(source: PodClass): readonly Outcome[] {
    const { classes } = this.cluster;
    const egress = this.egressOf(source);
    const ingress = this.ingressSides.map((side) => side.inBlockOf(source, classes));
    // For each outcome of the egress side, what becomes of it at each ingress side. There are few of them.
    const tables = new Map<Outcome, Outcome[]>();
    let current: Outcome | undefined;
    let table: Outcome[] = [];
    return this.ingress.map((number, index) => {
      const outgoing = egress[index] ?? NOTHING;
      if (outgoing !== current) {
        current = outgoing;
        table = tables.get(outgoing) ?? [];
        tables.set(outgoing, table);
      }
      return (table[number] ??= this.join(outgoing, ingress[number] ?? NOTHING));
    });
  }

  /** Neighbours often have the same policies. */
  private egressOf(source: PodClass): readonly Outcome[] {
    const side = this.cluster.classSide(source, 'egress');
    if (this.lastEgress?.side !== side)
      this.lastEgress = { side, outcomes: side.withEachClass(this.cluster.classes) };
    return this.lastEgress.outcomes;
  }

  private join(egress: Outcome, ingress: Outcome): Outcome {
    let row = this.joined.get(egress);
    if (row === undefined) this.joined.set(egress, (row = new Map<Outcome, Outcome>()));
    let outcome = row.get(ingress);
    if (outcome === undefined) row.set(ingress, (outcome = settled(both(egress, ingress))));
    return outcome;
  }
}
