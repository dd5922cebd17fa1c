/**
 * Who can reach a target, and what it can reach.
 */
import type { Location, Position } from './places';

/** `to`: who can reach the target. `from`: what the target can reach. */
export type ReachDirection = 'to' | 'from';

/**
 * Request `podreach/reach` (client → server): `ReachParams` → `ReachResult | null`.
 * Null when there is no workload, Service or policy at the place asked about.
 * Any client can ask the same through `workspace/executeCommand` with `podreach.reach` and `[ReachParams]`.
 */
export const REACH_REQUEST = 'podreach/reach';

/**
 * Command of `workspace/executeCommand` that answers like `podreach/reach`. The VS Code client library registers
 * it as an editor command by this very name, so the client's own commands must be called something else.
 */
export const REACH_COMMAND = 'podreach.reach';

/**
 * Request `podreach/targets` (client → server): `TargetsParams` → `readonly ReachTarget[]`.
 * Workloads first, then Services and policies, each by namespace and name: what a list to choose from shows.
 */
export const TARGETS_REQUEST = 'podreach/targets';

export interface TargetsParams {
  /** A document or folder: things of its cluster only. Absent: of all clusters. */
  readonly uri?: string;
}

export interface ReachParams {
  readonly direction: ReachDirection;
  /** The document asked from. It also says which folder's cluster is meant. */
  readonly uri: string;
  /** Place in the document; a workload, Service or policy is taken from under it. */
  readonly position?: Position;
  /** Instead of a place: `ReachTarget.id` of an earlier answer, to ask again after an edit. */
  readonly target?: string;
  /** Instead of both: a workload or Service as people write it, `shop/cart` or `http://cart.shop`. */
  readonly name?: string;
}

export interface ReachTarget {
  /** Stable name: `shop/cart[Deployment]`, `svc/shop/cart`, or `policy/shop/allow-web`. */
  readonly id: string;
  readonly kind: 'workload' | 'service' | 'policy';
  /** Short name for people: `shop/cart`. */
  readonly title: string;
  /** Where the target is written. */
  readonly location?: Location;
}

export interface ReachEntry {
  readonly kind: 'workload' | 'addresses' | 'ingress-controller';
  /** `shop/web[Deployment]`, or the addresses separated by commas. Usable as a peer on the command line. */
  readonly id: string;
  /** `web`, or `10.0.0.0/8`. */
  readonly label: string;
  /** The namespace, for workloads. */
  readonly namespace?: string;
  /** `Deployment`, for workloads. */
  readonly workloadKind?: string;
  readonly allowed: boolean;
  /** `all ports`, `80/TCP, 443/TCP`; empty when nothing is allowed. */
  readonly ports: string;
  /** One sentence: what allows it, or what stands in the way. */
  readonly reason: string;
  /** The same in a few words, for rows that have little room: `Ingress denied by shop/default-deny`. */
  readonly brief: string;
  /** The line that decides: the rule or peer that allows, or the policy that isolates. */
  readonly decidedAt?: Location;
  /** Where the workload itself is written. */
  readonly location?: Location;
}

export interface ReachGroup {
  readonly id: 'reachable' | 'unreachable' | 'outside';
  /** `Can reach it`, `Cannot reach it`, `Outside the cluster`. */
  readonly title: string;
  readonly entries: readonly ReachEntry[];
}

export interface ReachResult {
  readonly target: ReachTarget;
  readonly direction: ReachDirection;
  /** `3 of 14 workloads can reach this`. */
  readonly summary: string;
  /** Always in this order: reachable, unreachable, outside. Empty groups are left out. */
  readonly groups: readonly ReachGroup[];
  /** What the answer rests on that the manifests do not say, one sentence each. */
  readonly caveats: readonly string[];
  /** `14 workloads, 3 namespaces and 9 policies from 12 files`. */
  readonly basis: string;
}
