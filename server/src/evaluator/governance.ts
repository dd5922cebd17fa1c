/**
 * Which policies govern a pod, tier by tier. Pods that the same policies govern form one subject group.
 * Knows whom policies select, not what their rules say.
 */
import type { TierMembers } from './chain';
import { Bitset } from './bitset';
import type { PodClass } from './classes';
import { compilePolicy, type CompiledPolicy } from './compiled-policy';
import { differingPart } from './differing-part';
import { append, groupBy } from './group-by';
import { Grouping } from './grouping';
import type { Cluster, Direction, Policy } from './model';
import { holds } from './predicate';
import { refine } from './refine';
import type { SelectorIndex } from './selector-index';
import type { PodSite } from './site';

/** The pods that are governed. */
interface Pods {
  readonly classes: readonly PodClass[];
  readonly index: SelectorIndex;
}

type Groupings = Readonly<Record<Direction, Grouping<CompiledPolicy, SubjectGroup>>>;

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

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

interface Governor {
  readonly compiled: CompiledPolicy;
  /** The classes that it selects. */
  readonly subject: Bitset;
  /** A policy of a tier that the chain does not have takes no part. */
  readonly takesPart: boolean;
}

function governs({ compiled, takesPart }: Governor, direction: Direction): boolean {
  return takesPart && compiled.governs(direction);
}

/** For each class the group that it belongs to, by the index of the class. */
type Groups = readonly SubjectGroup[];

export class Governance {
  /** Of each policy, in the order of the cluster. */
  private readonly governors: readonly Governor[];
  private readonly groupings: Groupings;
  private readonly formed: Partial<Record<Direction, Groups>> = {};

  /** Of `before`, the governance of other policies over the same pods, it has all groups that are the same. */
  constructor(
    private readonly cluster: Pick<Cluster, 'tiers' | 'policies'>,
    private readonly pods: Pods,
    before: Governance | undefined,
  ) {
    const followed = before?.cluster.tiers === cluster.tiers && before.pods === pods ? before : undefined;
    const old = followed?.governors ?? [];
    const part = differingPart(followed?.cluster.policies ?? [], cluster.policies);
    const come = cluster.policies.slice(part.start, part.newEnd).map((policy) => this.governor(policy));
    this.governors = [...old.slice(0, part.start), ...come, ...old.slice(part.oldEnd)];
    this.groupings = followed?.groupings ?? { ingress: new Grouping(), egress: new Grouping() };
    if (followed) this.follow(followed, [...old.slice(part.start, part.oldEnd), ...come]);
  }

  groups(direction: Direction): Groups {
    this.formed[direction] ??= this.form(direction, Bitset.all(this.pods.classes.length), []);
    return this.formed[direction];
  }

  /** The group that a pod belongs to which need not be in the cluster. */
  groupOf(site: PodSite, direction: Direction): SubjectGroup {
    const policies = this.governors
      .filter((one) => governs(one, direction) && holds(one.compiled.policy.subject, site.traits))
      .map(({ compiled }) => compiled);
    return { direction, policies, tiers: this.arrange(policies), site };
  }

  private governor(policy: Policy): Governor {
    const takesPart = this.cluster.tiers.some(({ id }) => id === policy.tier);
    return { compiled: compilePolicy(policy), subject: this.pods.index.compile(policy.subject), takesPart };
  }

  /** Only pods that a policy selects which came or went can be in another group now. */
  private follow({ formed }: Governance, changed: readonly Governor[]): void {
    const touched = changed.reduce((set, { subject }) => set.or(subject), this.pods.index.none());
    for (const direction of DIRECTIONS) {
      const before = formed[direction];
      if (before !== undefined) this.formed[direction] = this.form(direction, touched, before);
    }
  }

  /** The groups as they were before, but for those of some classes. */
  private form(direction: Direction, touched: Bitset, before: Groups): Groups {
    const groups = [...before];
    const { blockOf, blocks } = this.blocks(direction, touched);
    for (const index of touched) {
      const [podClass, block] = [this.pods.classes[index], blocks[blockOf[index] ?? 0]];
      if (podClass === undefined || block === undefined) continue;
      const { site, namedPorts } = podClass;
      const { policies, tiers, portsCount } = block;
      const ports = portsCount ? namedPorts : '';
      const create = (): SubjectGroup => ({ direction, policies, tiers, site });
      groups[index] = this.groupings[direction].groupOf(policies, ports, create);
    }
    return groups;
  }

  /** Those of some classes that the same policies govern, by the numbers of the blocks. */
  private blocks(
    direction: Direction,
    classes: Bitset,
  ): { readonly blockOf: Uint32Array; readonly blocks: readonly Block[] } {
    const bySubject = new Map<Bitset, number[]>();
    this.governors.forEach((one, number) => {
      if (governs(one, direction) && one.subject.intersects(classes)) append(bySubject, one.subject, number);
    });
    const { blockOf, count, cutsOf } = refine(this.pods.classes.length, bySubject.keys());
    const blocks = Array.from({ length: count }, (_, block): Block => {
      const numbers = cutsOf(block).flatMap((subject) => bySubject.get(subject) ?? []);
      const policies = numbers.sort((x, y) => x - y).flatMap((nth) => this.governors[nth]?.compiled ?? []);
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
    .toSorted(([a], [b]) => a - b)
    .map(([, rank]) => rank);
}

function usesPortNames({ ingress = [] }: Policy): boolean {
  return ingress.some(({ ports, exceptPorts = [] }) =>
    [...(ports === 'any' ? [] : ports), ...exceptPorts].some((port) => port.kind === 'named'),
  );
}
