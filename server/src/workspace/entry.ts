/**
 * What one resource adds to the cluster. What entries of several files mean together is decided elsewhere.
 */
import type {
  Entrance,
  Namespace,
  Policy,
  Service,
  SourceRef,
  UnreadPolicy,
  Workload,
} from '../evaluator/model';
import type { Gateway, ParentRef, ReferenceGrant } from '../manifests/gateway-api';
import type { Owner } from '../manifests/workload';

/** A workload with what decides whether it stands for pods of its own. */
export interface WorkloadEntry {
  readonly workload: Workload;
  readonly owner: Owner | undefined;
  readonly isOver: boolean;
  /** The object whose template its pods are made of, if that is another. */
  readonly templateOf?: Owner;
}

/** A way in; of a Gateway's route it is not yet known whether the Gateway takes it. */
export interface EntranceEntry {
  readonly entrance: Entrance;
  /** Only for routes of the Gateway API. */
  readonly parents?: readonly ParentRef[];
}

/** Any other object of a namespace that decides about entrances. */
export interface Named {
  readonly namespace: string;
  readonly name: string;
}

export interface GatewayEntry extends Named {
  readonly gateway: Gateway;
}

export interface GrantEntry extends Named {
  readonly grant: ReferenceGrant;
}

/** One object of the cluster model, and where it is written. */
export type Entry = { readonly source: SourceRef } & (
  | { readonly kind: 'policy'; readonly object: Policy }
  | { readonly kind: 'unread-policy'; readonly object: UnreadPolicy }
  | { readonly kind: 'workload'; readonly object: WorkloadEntry }
  | { readonly kind: 'service'; readonly object: Service }
  | { readonly kind: 'namespace'; readonly object: Namespace }
  | { readonly kind: 'entrance'; readonly object: EntranceEntry }
  | { readonly kind: 'gateway'; readonly object: GatewayEntry }
  | { readonly kind: 'grant'; readonly object: GrantEntry }
);
