/**
 * The rules of one side, looked up by the class of the peer. Rules that mean the same classes are asked once.
 */
import type { Bitset } from './bitset';
import type { PodClass } from './classes';
import type { CompiledPeer, CompiledRule } from './compiled-policy';
import { append } from './group-by';
import { conditional, stronger, type Match } from './peer-match';
import type { PeerSets } from './peer-sets';

/** A rule that matches a peer, or may. */
export interface MatchingRule {
  /** Its place among the rules of the side. */
  readonly number: number;
  readonly rule: CompiledRule;
  readonly match: Match;
}

interface RuleWithOthers extends Pick<MatchingRule, 'number' | 'rule'> {
  readonly selected: Bitset;
  readonly others: readonly CompiledPeer[];
}

export class RuleTable {
  /** How rules match the classes that their selectors mean. */
  private readonly bySelection = new Map<Bitset, MatchingRule[]>();
  /** Rules that have peers besides selectors. */
  private readonly withOthers: RuleWithOthers[] = [];

  constructor(
    rules: readonly CompiledRule[],
    private readonly sets: PeerSets,
  ) {
    for (const [number, rule] of rules.entries()) {
      const { selected, others } = sets.of(rule);
      append(this.bySelection, selected, { number, rule, match: conditional(rule.rule, 'yes') });
      if (others.length > 0) this.withOthers.push({ number, rule, selected, others });
    }
  }

  /** Those that match the pods of a class, in an order that is the same for each class. */
  matching(podClass: PodClass): readonly MatchingRule[] {
    const matching: MatchingRule[] = [];
    for (const [selected, rules] of this.bySelection) {
      if (!selected.has(podClass.index)) continue;
      for (const one of rules) matching.push(one);
    }
    for (const { number, rule, selected, others } of this.withOthers) {
      if (selected.has(podClass.index)) continue;
      const match = this.matchOthers(others, podClass);
      if (match !== 'no') matching.push({ number, rule, match: conditional(rule.rule, match) });
    }
    return matching;
  }

  private matchOthers(others: readonly CompiledPeer[], podClass: PodClass): Match {
    return others.reduce<Match>((best, peer) => stronger(best, this.sets.matchOther(peer, podClass)), 'no');
  }
}
