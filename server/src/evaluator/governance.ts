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
import { refine } from './refine';
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

/** What classes have in common that the same policies govern. */
interface Block extends Pick<SubjectGroup, 'policies' | 'tiers'> {
  /** The ports of a pod matter as well: rules resolve their names on it. */
  readonly portsCount: boolean;
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
    const { blockOf, blocks } = this.blocks(direction);
    return this.classes.flatMap(({ index, site }) => {
      const number = blockOf[index] ?? 0;
      const block = blocks[number];
      if (block === undefined) return [];
      const { policies, tiers, portsCount } = block;
      const key = portsCount ? `${number} ${portsKey(site)}` : `${number}`;
      const group = groups.get(key) ?? { direction, policies, tiers, site };
      groups.set(key, group);
      return group;
    });
  }

  /** Classes that the same policies govern, by the numbers of the blocks. */
  private blocks(direction: Direction): { readonly blockOf: Uint32Array; readonly blocks: readonly Block[] } {
    const governing = [...this.policies.entries()].filter(([, compiled]) => compiled.governs(direction));
    const bySubject = groupBy(governing, ([, { policy }]) => this.index.compile(policy.subject));
    const { blockOf, count, cutsOf } = refine(this.classes.length, bySubject.keys());
    const blocks = Array.from({ length: count }, (_, block): Block => {
      const entries = cutsOf(block).flatMap((subject) => bySubject.get(subject) ?? []);
      const policies = entries.sort(([a], [b]) => a - b).map(([, compiled]) => compiled);
      const portsCount = direction === 'ingress' && policies.some(({ policy }) => usesPortNames(policy));
      return { policies, tiers: this.arrange(policies), portsCount };
    });
    return { blockOf, blocks };
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

/** Tells subjects apart on which rules resolve port names. */
function portsKey({ ports }: PodSite): string {
  return ports
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
