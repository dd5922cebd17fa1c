/**
 * Rules matched against pod classes by set membership. Says the same as `matchRule` says of one site.
 */
import { Bitset } from './bitset';
import type { PodClass } from './classes';
import type { CompiledPeer, CompiledRule } from './compiled-policy';
import { groupBy } from './group-by';
import { conditional, matchPeer, matchPeers, type Match } from './peer-match';
import type { SelectorIndex } from './selector-index';
import { resolvePortName, type PortName } from './site';

interface PeerSet {
  /** Classes that the selectors of the rule mean. */
  readonly selected: Bitset;
  /** Peers that are not selectors. */
  readonly others: readonly CompiledPeer[];
}

export class PeerSets {
  private readonly sets = new Map<CompiledRule, PeerSet>();
  private readonly portSplits = new Map<string, readonly Bitset[]>();
  /** Classes that CIDRs or node selectors can tell from the rest. */
  private readonly special: readonly PodClass[];

  constructor(
    private readonly classes: readonly PodClass[],
    private readonly index: SelectorIndex,
  ) {
    this.special = classes.filter(({ site }) => site.addresses !== undefined || site.traits.hostNetwork);
  }

  match(rule: CompiledRule, podClass: PodClass): Match {
    if (rule.peers === 'any') return conditional(rule.rule, 'yes');
    const { selected, others } = this.of(rule, rule.peers);
    const match = selected.has(podClass.index) ? 'yes' : matchPeers(others, podClass.site);
    return conditional(rule.rule, match);
  }

  /** Sets that together tell apart all classes for which the peers of the rule match differently. */
  splits(rule: CompiledRule): readonly Bitset[] {
    if (rule.peers === 'any') return [];
    const { selected, others } = this.of(rule, rule.peers);
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
    return this.groups(this.special, ({ site }) => matchPeer(peer, site));
  }

  private groups(classes: readonly PodClass[], keyOf: (podClass: PodClass) => string): Bitset[] {
    return Array.from(groupBy(classes, keyOf).values(), (group) =>
      Bitset.of(
        this.classes.length,
        group.map(({ index }) => index),
      ),
    );
  }

  private of(rule: CompiledRule, peers: readonly CompiledPeer[]): PeerSet {
    const known = this.sets.get(rule);
    if (known !== undefined) return known;
    const set = {
      selected: this.selected(peers),
      others: peers.filter(({ peer }) => peer.kind !== 'endpoints'),
    };
    this.sets.set(rule, set);
    return set;
  }

  private selected(peers: readonly CompiledPeer[]): Bitset {
    return peers.reduce(
      (union, { peer }) => (peer.kind === 'endpoints' ? union.or(this.index.compile(peer.predicate)) : union),
      this.index.none(),
    );
  }
}
