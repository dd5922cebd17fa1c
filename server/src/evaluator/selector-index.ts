/**
 * From a predicate to the set of pod classes for which it holds, through an index from labels to classes.
 * Says the same as `holds` says of each class, but for all of them at once.
 */
import { Bitset } from './bitset';
import type { PodClass } from './classes';
import { groupBy } from './group-by';
import { textOnce } from './lazy';
import type { EndpointPredicate, LabelPredicate } from './model';
import { holds, labelsOn, valueMatches } from './predicate';

type ClassesByValue = ReadonlyMap<string, readonly number[]>;

export class SelectorIndex {
  private readonly compiled = new Map<string, Bitset>();
  /** The same sets, for predicates that were asked for before. */
  private readonly byIdentity = new WeakMap<EndpointPredicate, Bitset>();
  private readonly byLabel = new Map<string, ClassesByValue>();
  private byNamespace: ClassesByValue | undefined;

  constructor(private readonly classes: readonly PodClass[]) {}

  /** Predicates of equal structure share one set. */
  compile(predicate: EndpointPredicate): Bitset {
    const known = this.byIdentity.get(predicate) ?? this.byStructure(predicate);
    this.byIdentity.set(predicate, known);
    return known;
  }

  private byStructure(predicate: EndpointPredicate): Bitset {
    const key = structureOf(predicate);
    const known = this.compiled.get(key);
    if (known !== undefined) return known;
    const set = this.build(predicate);
    this.compiled.set(key, set);
    return set;
  }

  /** How many different predicates were compiled. */
  get size(): number {
    return this.compiled.size;
  }

  none(): Bitset {
    return Bitset.none(this.classes.length);
  }

  private build(predicate: EndpointPredicate): Bitset {
    switch (predicate.op) {
      case 'all':
        return this.combined(predicate.of, Bitset.all(this.classes.length), (a, b) => a.and(b));
      case 'any':
        return this.combined(predicate.of, this.none(), (a, b) => a.or(b));
      case 'not':
        return this.compile(predicate.of).not();
      case 'namespace':
        return this.setOf(this.namespaces().get(predicate.name) ?? []);
      case 'host-network':
        return this.setOf(
          this.classes.flatMap(({ index, site }) => (holds(predicate, site.traits) ? index : [])),
        );
      case 'label':
        return this.label(predicate);
    }
  }

  private combined(
    parts: readonly EndpointPredicate[],
    start: Bitset,
    step: (a: Bitset, b: Bitset) => Bitset,
  ): Bitset {
    return parts.reduce((set, part) => step(set, this.compile(part)), start);
  }

  /** A requirement that holds for an absent key is the complement of its opposite. */
  private label(requirement: LabelPredicate): Bitset {
    const byValue = this.values(requirement);
    switch (requirement.operator) {
      case 'In':
        return this.setOf(requirement.values.flatMap((value) => byValue.get(value) ?? []));
      case 'NotIn':
        return this.label({ ...requirement, operator: 'In' }).not();
      case 'DoesNotExist':
        return this.label({ ...requirement, operator: 'Exists' }).not();
      case 'Exists':
      case 'Contains':
      case 'StartsWith':
      case 'EndsWith':
        return this.setOf(
          Array.from(byValue).flatMap(([value, classes]) =>
            valueMatches(requirement, value) ? classes : [],
          ),
        );
    }
  }

  private values({ on, key }: LabelPredicate): ClassesByValue {
    const name = `${on} ${key}`;
    const known = this.byLabel.get(name);
    if (known !== undefined) return known;
    const values = this.indexesBy((podClass) => labelsOn(on, podClass.site.traits).get(key));
    this.byLabel.set(name, values);
    return values;
  }

  private namespaces(): ClassesByValue {
    this.byNamespace ??= this.indexesBy((podClass) => podClass.site.traits.namespace);
    return this.byNamespace;
  }

  private indexesBy(valueOf: (podClass: PodClass) => string | undefined): ClassesByValue {
    const groups = Array.from(groupBy(this.classes, valueOf));
    return new Map(
      groups.flatMap(([value, classes]) =>
        value === undefined ? [] : [[value, classes.map(({ index }) => index)] as const],
      ),
    );
  }

  private setOf(indexes: Iterable<number>): Bitset {
    return Bitset.of(this.classes.length, indexes);
  }
}

/** Predicates outlive the pods that they are asked about. */
const structureOf = textOnce((predicate: EndpointPredicate) => JSON.stringify(predicate));
