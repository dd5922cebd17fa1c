/**
 * The connectivity map.
 */
import type { Location } from './places';

/**
 * Request `podreach/map` (client → server): `MapParams` → `MapResult | null`. All allowed connections as a graph, and
 * what unsaved edits change in it. Null when there are no manifests.
 */
export const MAP_REQUEST = 'podreach/map';

export interface MapParams {
  /** A document: the cluster as it looks from there. Absent: the first cluster that has workloads. */
  readonly uri?: string;
}

/** What may pass. */
export interface MapTraffic {
  /** `80/TCP, 443/TCP`; empty when nothing may pass any more. */
  readonly ports: string;
  /** What may pass in the files as they are saved, if that is something else; empty for nothing. */
  readonly before?: string;
}

export interface MapWorkload {
  /** `shop/cart[Deployment]` */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** `app=cart` */
  readonly labels: readonly string[];
  readonly hostNetwork?: boolean;
  /** Where its manifest begins; absent for a workload of the saved files that is not there any more. */
  readonly location?: Location;
}

/** Workloads with the same connections in one namespace, or who is outside of the cluster. */
export interface MapNode {
  readonly kind: 'workloads' | 'addresses' | 'ingress-controller';
  /** That of the first workload, or as in `ReachEntry`. */
  readonly id: string;
  /** The namespace, for workloads. */
  readonly namespace?: string;
  /** `10.0.0.0/8`, for what is no workload. */
  readonly label?: string;
  readonly workloads: readonly MapWorkload[];
  /** What each of the workloads may send to each other one. */
  readonly amongThem?: MapTraffic;
}

/** Its ends are indices into the nodes. */
export interface MapLink extends MapTraffic {
  readonly from: number;
  readonly to: number;
}

export interface MapPolicy {
  /** `shop/allow-web` */
  readonly name: string;
  /** Its lines. */
  readonly location: Location;
  /** Ids of the workloads it selects. */
  readonly subjects: readonly string[];
  readonly directions: readonly ('ingress' | 'egress')[];
}

export interface MapResult {
  readonly nodes: readonly MapNode[];
  readonly links: readonly MapLink[];
  readonly policies: readonly MapPolicy[];
  /** As in `ReachResult`. */
  readonly basis: string;
  /** Why there is no graph: `The 9000 workloads have too many connections for one map`. */
  readonly problem?: string;
}
