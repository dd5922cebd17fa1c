/**
 * What gets from one class of pods to each other class. Equal outcomes have one number: each two of them are joined
 * once, and all that is left to do for a pair is to look the numbers up.
 */
import type { PodClass } from './classes';
import type { CompiledCluster } from './compiled-cluster';
import { both, NOTHING, outcomeKey, settled, type Outcome } from './outcome';
import type { Side } from './side';

/** So many sources are looked for on an ingress side before the next one is turned to. */
const BATCH = 256;

export class PairOutcomes {
  /** The different ingress sides, and which of them each class has, by the index of the class. */
  private readonly ingressSides: readonly Side[];
  private readonly sideNumbers: Uint32Array;
  private readonly outcomes: Outcome[] = [];
  private readonly numbers = new Map<string, number>();
  /** By the numbers of what goes out and what comes in: the number of what passes both. */
  private readonly joined: (number | undefined)[][] = [];
  private lastEgress: { readonly side: Side; readonly numbers: Uint32Array } | undefined;

  constructor(private readonly cluster: CompiledCluster) {
    const numbers = new Map<Side, number>();
    this.sideNumbers = Uint32Array.from(cluster.classes, (podClass) => {
      const side = cluster.classSide(podClass, 'ingress');
      const number = numbers.get(side) ?? numbers.size;
      numbers.set(side, number);
      return number;
    });
    this.ingressSides = [...numbers.keys()];
  }

  /**
   * For one source after the other, the outcomes by the index of the destination's class. A row holds until the next
   * one is asked for.
   */
  *rows(sources: readonly PodClass[]): Generator<readonly Outcome[]> {
    const row: Outcome[] = this.cluster.classes.map(() => NOTHING);
    let last: PodClass | undefined;
    for (let first = 0; first < sources.length; first += BATCH) {
      const batch = sources.slice(first, first + BATCH);
      const incoming = this.incoming(batch);
      for (const [nth, source] of batch.entries()) {
        const sides = this.ingressSides.length;
        if (source !== last) this.decide(source, incoming.subarray(nth * sides, (nth + 1) * sides), row);
        last = source;
        yield row;
      }
    }
  }

  /** What each ingress side lets in from each of the sources: side by side for the first source, and so on. */
  private incoming(sources: readonly PodClass[]): Uint32Array {
    const sides = this.ingressSides.length;
    const incoming = new Uint32Array(sources.length * sides);
    for (const [nth, side] of this.ingressSides.entries()) {
      const { blockOf, outcomes } = side.withClasses(this.cluster.classes);
      const numbers = outcomes.map((outcome) => this.numberOf(outcome));
      for (let source = 0; source < sources.length; source++) {
        const block = blockOf[sources[source]?.index ?? 0] ?? 0;
        incoming[source * sides + nth] = numbers[block] ?? 0;
      }
    }
    return incoming;
  }

  private decide(source: PodClass, incoming: Uint32Array, row: Outcome[]): void {
    const { sideNumbers, outcomes } = this;
    const outgoing = this.outgoing(source);
    let current = -1;
    let joins: (number | undefined)[] = [];
    for (let index = 0; index < outgoing.length; index++) {
      const out = outgoing[index] ?? 0;
      if (out !== current) joins = this.joined[(current = out)] ??= [];
      const into = incoming[sideNumbers[index] ?? 0] ?? 0;
      row[index] = outcomes[(joins[into] ??= this.join(out, into))] ?? NOTHING;
    }
  }

  /** What the source lets out, by the index of the destination's class. Neighbours often have the same policies. */
  private outgoing(source: PodClass): Uint32Array {
    const side = this.cluster.classSide(source, 'egress');
    if (this.lastEgress?.side !== side) {
      const { blockOf, outcomes } = side.withClasses(this.cluster.classes);
      const numbers = outcomes.map((outcome) => this.numberOf(outcome));
      const byClass = new Uint32Array(blockOf);
      for (let index = 0; index < byClass.length; index++) byClass[index] = numbers[byClass[index] ?? 0] ?? 0;
      this.lastEgress = { side, numbers: byClass };
    }
    return this.lastEgress.numbers;
  }

  private join(out: number, into: number): number {
    const { [out]: outgoing = NOTHING, [into]: incoming = NOTHING } = this.outcomes;
    return this.numberOf(both(outgoing, incoming));
  }

  private numberOf(outcome: Outcome): number {
    const whole = settled(outcome);
    const key = outcomeKey(whole);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.outcomes.length);
    return this.outcomes.push(whole) - 1;
  }
}
