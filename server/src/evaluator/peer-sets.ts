/**
 * Rules matched against pod classes by set membership. Says the same as `matchRule` says of one site.
 */
import { Bitset } from './bitset';
import type { PodClass } from './classes';
import type { CompiledPeer, CompiledRule } from './compiled-policy';
import { groupBy } from './group-by';
import { matchPeer, type Match } from './peer-match';
import type { SelectorIndex } from './selector-index';
import { resolvePortName, type PortName } from './site';

/** Whom the peers of a rule mean. */
export interface PeerSet {
  /** Classes that the selectors of the rule mean: one set for all rules that have the same selector. */
  readonly selected: Bitset;
  /** Peers that are not selectors. */
  readonly others: readonly CompiledPeer[];
}

export class PeerSets {
  private readonly sets = new WeakMap<CompiledRule, PeerSet>();
  private readonly portSplits = new Map<string, readonly Bitset[]>();
  private readonly specialSplits = new WeakMap<CompiledPeer, readonly Bitset[]>();
  private readonly ordinary = new WeakMap<CompiledPeer, Match>();
  /** Classes that CIDRs or node selectors can tell from the rest. */
  private readonly special: readonly PodClass[];
  private readonly everyClass: Bitset;
  private readonly noClass: Bitset;

  constructor(
    private readonly classes: readonly PodClass[],
    private readonly index: SelectorIndex,
  ) {
    this.special = classes.filter(isSpecial);
    this.everyClass = Bitset.all(classes.length);
    this.noClass = Bitset.none(classes.length);
  }

  of(rule: CompiledRule): PeerSet {
    const known = this.sets.get(rule);
    if (known !== undefined) return known;
    const set = this.build(rule);
    this.sets.set(rule, set);
    return set;
  }

  /** How a peer that is not a selector matches. */
  matchOther(peer: CompiledPeer, podClass: PodClass): Match {
    if (isSpecial(podClass)) return matchPeer(peer, podClass.site);
    const known = this.ordinary.get(peer) ?? matchPeer(peer, podClass.site);
    this.ordinary.set(peer, known);
    return known;
  }

  /** Sets that together tell apart all classes for which the peers of the rule match differently. */
  splits(rule: CompiledRule): readonly Bitset[] {
    if (rule.peers === 'any') return [];
    const { selected, others } = this.of(rule);
    return [selected, ...others.flatMap((peer) => this.splitSpecial(peer))];
  }

  /** Sets of classes on which a port name stands for the same ports. */
  splitsByPort(name: PortName): readonly Bitset[] {
    const key = `${name.name}/${name.protocol ?? ''}`;
    const known = this.portSplits.get(key);
    if (known !== undefined) return known;
    const splits = this.groups(this.classes, ({ site }) => resolvePortName(name, site).key());
    this.portSplits.set(key, splits);
    return splits;
  }

  private splitSpecial(peer: CompiledPeer): readonly Bitset[] {
    const known = this.specialSplits.get(peer);
    if (known !== undefined) return known;
    const splits = this.groups(this.special, ({ site }) => matchPeer(peer, site));
    this.specialSplits.set(peer, splits);
    return splits;
  }

  private groups(classes: readonly PodClass[], keyOf: (podClass: PodClass) => string): Bitset[] {
    return Array.from(groupBy(classes, keyOf).values(), (group) =>
      Bitset.of(
        this.classes.length,
        group.map(({ index }) => index),
      ),
    );
  }

  private build({ peers }: CompiledRule): PeerSet {
    if (peers === 'any') return { selected: this.everyClass, others: [] };
    const sets = peers.flatMap(({ peer }) =>
      peer.kind === 'endpoints' ? this.index.compile(peer.predicate) : [],
    );
    const [first = this.noClass, ...more] = sets;
    return {
      selected: more.reduce((union, set) => union.or(set), first),
      others: peers.filter(({ peer }) => peer.kind !== 'endpoints'),
    };
  }
}

/** Of all other pods, no address and no node is known: peers that are not selectors match them all the same way. */
function isSpecial({ site }: PodClass): boolean {
  return site.addresses !== undefined || site.traits.hostNetwork;
}
