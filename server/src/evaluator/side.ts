/**
 * One side of connections: what the policies that govern a group of pods let through, peer by peer.
 * Peers for which the same rules match are decided once.
 */
import { splitAddresses, type AlikeAddresses, mergeAlike } from './alike-addresses';
import { EVERY_ADDRESS, type AddressSet } from './address-set';
import type { Bitset } from './bitset';
import { decide, type ChainResult, type RuleMatch } from './chain';
import { blocksOf, type ClassBlocks } from './class-blocks';
import type { PodClass } from './classes';
import { portNamesOf, type CompiledRule } from './compiled-policy';
import { ConnectionSet } from './connection-set';
import type { SubjectGroup } from './governance';
import type { Policy } from './model';
import { both, either, EVERYTHING, sameOutcome, type Outcome } from './outcome';
import type { Party } from './party';
import { matchRule, type Match } from './peer-match';
import { asksForNamespaceLabels } from './predicate';
import { lazy } from './lazy';
import type { PeerSets } from './peer-sets';
import { RuleTable, type MatchingRule } from './rule-table';
import { resolvePortName, type Site } from './site';

export interface SideOutcome extends Outcome {
  /** The outcome if CIDRs may hold the unknown addresses of pods; absent when that changes nothing. */
  readonly withPodAddresses?: Outcome;
}

export class Side {
  /** Those that govern the pods, in the order of the cluster. */
  readonly policies: readonly Policy[];
  private outside: readonly AlikeAddresses[] | undefined;
  private asks: boolean | undefined;
  private blocks: ClassBlocks | undefined;
  private readonly bySignature = new Map<string, SideOutcome>();
  private readonly byClass = new Map<PodClass, SideOutcome>();
  private readonly rules: () => readonly CompiledRule[];
  private readonly table: () => RuleTable;

  constructor(
    readonly group: SubjectGroup,
    private readonly sets: PeerSets,
  ) {
    this.policies = group.policies.map(({ policy }) => policy);
    // Many ask only which policies there are.
    this.rules = lazy(() => group.policies.flatMap((policy) => policy.rulesOf(group.direction)));
    this.table = lazy(() => new RuleTable(this.rules(), sets));
  }

  /** Some rule asks for labels of the peer's namespace other than its name. */
  get asksForNamespaceLabels(): boolean {
    this.asks ??= this.rules().some(
      ({ rule: { peers } }) =>
        peers !== 'any' &&
        peers.some((peer) => peer.kind === 'endpoints' && asksForNamespaceLabels(peer.predicate)),
    );
    return this.asks;
  }

  /** Of addresses that the rules treat differently: what passes with at least one of them. */
  with({ podClass, site }: Party): SideOutcome {
    if (podClass !== undefined) return this.withClass(podClass);
    if (site.kind === 'pod') return this.withSite(site);
    const [first = site.addresses, ...others] = splitAddresses(site.addresses, this.cuts());
    const outcomeAt = (addresses: AddressSet): SideOutcome => this.withSite({ kind: 'addresses', addresses });
    return others.map(outcomeAt).reduce(either, outcomeAt(first));
  }

  /** With the pods of a class as the peer. */
  withClass(podClass: PodClass): SideOutcome {
    if (this.group.policies.length === 0) return EVERYTHING;
    const outcome =
      this.byClass.get(podClass) ?? this.outcome(podClass.site, this.table().matching(podClass));
    this.byClass.set(podClass, outcome);
    return outcome;
  }

  /** With any one peer; addresses must be such as all rules treat alike. */
  withSite(site: Site): SideOutcome {
    if (this.group.policies.length === 0) return EVERYTHING;
    const matching = this.rules().flatMap((rule, number): MatchingRule | readonly MatchingRule[] => {
      const match = matchRule(rule, site);
      return match === 'no' ? [] : { number, rule, match };
    });
    return this.outcome(site, matching);
  }

  /** With each class of pods, all of which are given. */
  withClasses(classes: readonly PodClass[]): ClassBlocks {
    this.blocks ??= blocksOf(
      classes,
      this.group.policies.length === 0 ? [] : this.classSplits(),
      (podClass) => this.withClass(podClass),
    );
    return this.blocks;
  }

  private classSplits(): Bitset[] {
    const byPort = this.group.direction === 'egress';
    return this.rules().flatMap((rule) => [
      ...this.sets.splits(rule),
      ...(byPort ? portNamesOf(rule).flatMap((name) => this.sets.splitsByPort(name)) : []),
    ]);
  }

  /** With all addresses outside the cluster, split into the fewest groups that are treated alike. */
  withOutside(): readonly AlikeAddresses[] {
    this.outside ??= mergeAlike(
      splitAddresses(EVERY_ADDRESS, this.cuts()).map((addresses) => ({
        addresses,
        outcome: this.withSite({ kind: 'addresses', addresses }),
      })),
    );
    return this.outside;
  }

  /** The sets of addresses that the rules tell from others. */
  cuts(): readonly AddressSet[] {
    return this.rules().flatMap(({ peers }) =>
      peers === 'any' ? [] : peers.flatMap(({ addresses }) => addresses ?? []),
    );
  }

  private outcome(peer: Site, matching: readonly MatchingRule[]): SideOutcome {
    const signature = matching.map((one) => `${one.number} ${this.ruleSignature(one, peer)}`).join();
    const known = this.bySignature.get(signature) ?? this.decide(peer, matching);
    this.bySignature.set(signature, known);
    return known;
  }

  /** All that the effect of a matching rule depends on: only that of egress rules with port names on more than this. */
  private ruleSignature({ rule, match }: MatchingRule, peer: Site): string {
    if (this.group.direction === 'ingress' || portNamesOf(rule).length === 0) return match;
    return `${match} ${connectionsOf(rule, this.group, peer).key()}`;
  }

  private decide(peer: Site, matching: readonly MatchingRule[]): SideOutcome {
    const matches = new Map(matching.map(({ rule, match }) => [rule, match]));
    const matchOf = (rule: CompiledRule): Match => matches.get(rule) ?? 'no';
    const group = withPoliciesOf(this.group, matching);
    const outcome = decideFor(group, peer, ConnectionSet.ALL, matchOf);
    if (!matching.some(({ match }) => match === 'pod-address')) return outcome;
    const other = decideFor(group, peer, ConnectionSet.ALL, withPodAddresses(matchOf));
    return sameOutcome(outcome, other) ? outcome : { ...outcome, withPodAddresses: other };
  }
}

/** With so few, asking all of them takes no longer than telling which to ask. */
const FEW_POLICIES = 16;

/** The same tiers with those policies only that have a rule which matches: all others change nothing. */
function withPoliciesOf(group: SubjectGroup, matching: readonly MatchingRule[]): SubjectGroup {
  if (group.policies.length <= FEW_POLICIES) return group;
  const policies = new Set(matching.map(({ rule: { policy } }) => policy));
  const tiers = group.tiers.map(({ tier, ranks }) => ({
    tier,
    ranks: ranks.map((rank) => rank.filter(({ policy }) => policies.has(policy))),
  }));
  return { ...group, tiers };
}

/** Sends connections with one peer through the tiers of a group. */
export function decideFor(
  group: SubjectGroup,
  peer: Site,
  asked: ConnectionSet,
  matchOf: (rule: CompiledRule) => Match,
): ChainResult {
  return decide(group.tiers, group.direction, asked, (rule): RuleMatch => {
    const match = matchOf(rule);
    return { match, connections: match === 'no' ? ConnectionSet.NONE : connectionsOf(rule, group, peer) };
  });
}

/** The same matches, but CIDRs that may hold the unknown address of a pod count as undecided. */
export function withPodAddresses(matchOf: (rule: CompiledRule) => Match): (rule: CompiledRule) => Match {
  return (rule) => {
    const match = matchOf(rule);
    return match === 'pod-address' ? 'unknown' : match;
  };
}

/** What the ports of a rule stand for when this peer is at the other end. */
export function connectionsOf(rule: CompiledRule, group: SubjectGroup, peer: Site): ConnectionSet {
  const destination = group.direction === 'ingress' ? group.site : peer;
  const meant = resolvePorts(rule, destination);
  return rule.except === undefined ? meant : meant.subtract(resolvePorts(rule.except, destination));
}

function resolvePorts(
  { ports, portNames }: Pick<CompiledRule, 'ports' | 'portNames'>,
  destination: Site,
): ConnectionSet {
  return portNames.reduce((set, name) => set.union(resolvePortName(name, destination)), ports);
}

/** What passes both sides, with and without CIDRs that may hold pod addresses. */
export function bothSides(egress: SideOutcome, ingress: SideOutcome): SideOutcome {
  if (egress === EVERYTHING) return ingress;
  if (ingress === EVERYTHING) return egress;
  const outcome = both(egress, ingress);
  if (egress.withPodAddresses === undefined && ingress.withPodAddresses === undefined) return outcome;
  const other = both(egress.withPodAddresses ?? egress, ingress.withPodAddresses ?? ingress);
  return sameOutcome(outcome, other) ? outcome : { ...outcome, withPodAddresses: other };
}

export function limitedSide(outcome: SideOutcome, asked: ConnectionSet): SideOutcome {
  return asked === ConnectionSet.ALL ? outcome : bothSides(outcome, { allowed: asked, possible: asked });
}
