/**
 * One side of connections: what the policies that govern a group of pods let through, peer by peer.
 * Peers for which the same rules match are decided once.
 */
import { splitAddresses, type AlikeAddresses, mergeAlike } from './alike-addresses';
import { EVERY_ADDRESS, type AddressSet } from './address-set';
import { Bitset, splitBitsets } from './bitset';
import { decide, type ChainResult, type RuleMatch } from './chain';
import type { PodClass } from './classes';
import { portNamesOf, type CompiledRule } from './compiled-policy';
import { ConnectionSet } from './connection-set';
import type { SubjectGroup } from './governance';
import type { Policy } from './model';
import { both, either, EVERYTHING, sameOutcome, type Outcome } from './outcome';
import type { Party } from './party';
import { matchRule, type Match } from './peer-match';
import { asksForNamespaceLabels } from './predicate';
import type { PeerSets } from './peer-sets';
import { resolvePortName, type Site } from './site';

export interface SideOutcome extends Outcome {
  /** The outcome if CIDRs may hold the unknown addresses of pods; absent when that changes nothing. */
  readonly withPodAddresses?: Outcome;
}

/** Classes of pods that share one outcome. */
export interface ClassBlock {
  readonly members: Bitset;
  readonly outcome: SideOutcome;
}

export class Side {
  /** Those that govern the pods, in the order of the cluster. */
  readonly policies: readonly Policy[];
  private readonly rules: readonly CompiledRule[];
  private outside: readonly AlikeAddresses[] | undefined;
  private asks: boolean | undefined;
  private blocks: readonly ClassBlock[] | undefined;
  private readonly bySignature = new Map<string, SideOutcome>();

  constructor(
    readonly group: SubjectGroup,
    private readonly sets: PeerSets,
  ) {
    this.policies = group.policies.map(({ policy }) => policy);
    this.rules = group.policies.flatMap((policy) => policy.rulesOf(group.direction));
  }

  /** Some rule asks for labels of the peer's namespace other than its name. */
  get asksForNamespaceLabels(): boolean {
    this.asks ??= this.rules.some(
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
    return this.outcome(podClass.site, (rule) => this.sets.match(rule, podClass));
  }

  /** With any one peer; addresses must be such as all rules treat alike. */
  withSite(site: Site): SideOutcome {
    if (this.group.policies.length === 0) return EVERYTHING;
    return this.outcome(site, (rule) => matchRule(rule, site));
  }

  /** With each class of pods, by the index of the class. */
  withEachClass(classes: readonly PodClass[]): readonly SideOutcome[] {
    const outcomes = classes.map((): SideOutcome => EVERYTHING);
    if (this.group.policies.length === 0) return outcomes;
    for (const { members, outcome } of this.classBlocks(classes)) {
      for (const index of members) outcomes[index] = outcome;
    }
    return outcomes;
  }

  /**
   * Classes that the rules cannot tell apart, with what gets through to or from them. Each class is in one block. The
   * largest is the first: whoever looks for a class most often finds it there.
   */
  classBlocks(classes: readonly PodClass[]): readonly ClassBlock[] {
    this.blocks ??= splitBitsets(Bitset.all(classes.length), this.classSplits())
      .flatMap((members) => {
        const [first] = members;
        const podClass = first === undefined ? undefined : classes[first];
        return podClass === undefined
          ? []
          : { members, size: members.count(), outcome: this.withClass(podClass) };
      })
      .toSorted((a, b) => b.size - a.size);
    return this.blocks;
  }

  private classSplits(): Bitset[] {
    const byPort = this.group.direction === 'egress';
    return this.rules.flatMap((rule) => [
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
    return this.rules.flatMap(({ peers }) =>
      peers === 'any' ? [] : peers.flatMap(({ addresses }) => addresses ?? []),
    );
  }

  private outcome(peer: Site, matchOf: (rule: CompiledRule) => Match): SideOutcome {
    const signature = this.rules
      .flatMap((rule, index) => {
        const match = matchOf(rule);
        return match === 'no' ? [] : `${index} ${this.ruleSignature(rule, match, peer)}`;
      })
      .join();
    const known = this.bySignature.get(signature);
    if (known !== undefined) return known;
    const outcome = this.decide(peer, matchOf);
    this.bySignature.set(signature, outcome);
    return outcome;
  }

  /** All that the effect of a matching rule depends on: only that of egress rules with port names on more than this. */
  private ruleSignature(rule: CompiledRule, match: Match, peer: Site): string {
    if (this.group.direction === 'ingress' || portNamesOf(rule).length === 0) return match;
    return `${match} ${connectionsOf(rule, this.group, peer).key()}`;
  }

  private decide(peer: Site, matchOf: (rule: CompiledRule) => Match): SideOutcome {
    const outcome = decideFor(this.group, peer, ConnectionSet.ALL, matchOf);
    if (!this.rules.some((rule) => matchOf(rule) === 'pod-address')) return outcome;
    const other = decideFor(this.group, peer, ConnectionSet.ALL, withPodAddresses(matchOf));
    return sameOutcome(outcome, other) ? outcome : { ...outcome, withPodAddresses: other };
  }
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
