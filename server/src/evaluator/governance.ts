/**
 * Which policies govern a pod, tier by tier. Pods that the same policies govern form one subject group.
 * Knows whom policies select, not what their rules say.
 */
import type { TierMembers } from './chain';
import type { PodClass } from './classes';
import { CompiledPolicy } from './compiled-policy';
import { groupBy } from './group-by';
import type { Cluster, Direction, Policy } from './model';
import { holds } from './predicate';
import type { SelectorIndex } from './selector-index';
import type { PodSite } from './site';

export interface SubjectGroup {
  readonly direction: Direction;
  /** Governing policies in the order of the cluster; none when the pods are open in this direction. */
  readonly policies: readonly CompiledPolicy[];
  /** The same policies in the order in which they are asked. */
  readonly tiers: readonly TierMembers[];
  /** One of the pods. For ingress, port names are resolved on it, the same way as on all of the group. */
  readonly site: PodSite;
}

export class Governance {
  private readonly policies: readonly CompiledPolicy[];
  private readonly formed: Partial<Record<Direction, readonly SubjectGroup[]>> = {};

  constructor(
    private readonly cluster: Pick<Cluster, 'tiers' | 'policies'>,
    private readonly classes: readonly PodClass[],
    private readonly index: SelectorIndex,
  ) {
    const known = new Set(cluster.tiers.map((tier) => tier.id));
    // A policy of a tier that the chain does not have takes no part.
    this.policies = cluster.policies
      .filter((policy) => known.has(policy.tier))
      .map((policy) => new CompiledPolicy(policy));
  }

  /** The group of each class, by the index of the class. */
  groups(direction: Direction): readonly SubjectGroup[] {
    this.formed[direction] ??= this.form(direction);
    return this.formed[direction];
  }

  /** The group that a pod belongs to which need not be in the cluster. */
  groupOf(site: PodSite, direction: Direction): SubjectGroup {
    const policies = this.policies.filter(
      (compiled) => compiled.governs(direction) && holds(compiled.policy.subject, site.traits),
    );
    return { direction, policies, tiers: this.arrange(policies), site };
  }

  private form(direction: Direction): SubjectGroup[] {
    const groups = new Map<string, SubjectGroup>();
    const governing = this.governing(direction);
    return this.classes.map(({ index, site }) => {
      const numbers = governing[index] ?? [];
      const policies = numbers.flatMap((number) => this.policies[number] ?? []);
      const key = `${numbers.join()} ${portsKey(policies, site, direction)}`;
      const known = groups.get(key);
      if (known !== undefined) return known;
      const group = { direction, policies, tiers: this.arrange(policies), site };
      groups.set(key, group);
      return group;
    });
  }

  /** For each class the numbers of the policies that govern it. */
  private governing(direction: Direction): number[][] {
    const governing = this.classes.map((): number[] => []);
    this.policies.forEach((compiled, number) => {
      if (!compiled.governs(direction)) return;
      for (const index of this.index.compile(compiled.policy.subject)) governing[index]?.push(number);
    });
    return governing;
  }

  private arrange(policies: readonly CompiledPolicy[]): TierMembers[] {
    return this.cluster.tiers.flatMap((tier) => {
      const members = policies.filter(({ policy }) => policy.tier === tier.id);
      return members.length === 0 ? [] : { tier, ranks: ranksOf(members) };
    });
  }
}

/** Lowest order first; policies of equal order share a rank. */
function ranksOf(policies: readonly CompiledPolicy[]): (readonly CompiledPolicy[])[] {
  return Array.from(groupBy(policies, ({ policy }) => policy.order))
    .sort(([a], [b]) => a - b)
    .map(([, rank]) => rank);
}

/** Tells subjects apart on which ingress rules resolve port names; empty when no rule uses a name. */
function portsKey(policies: readonly CompiledPolicy[], site: PodSite, direction: Direction): string {
  if (direction === 'egress' || !policies.some(({ policy }) => usesPortNames(policy))) return '';
  return site.ports
    .filter((port) => port.name !== undefined)
    .map(({ name, port, protocol }) => `${name}/${port}/${protocol}`)
    .sort()
    .join();
}

function usesPortNames({ ingress = [] }: Policy): boolean {
  return ingress.some(({ ports, exceptPorts = [] }) =>
    [...(ports === 'any' ? [] : ports), ...exceptPorts].some((port) => port.kind === 'named'),
  );
}
