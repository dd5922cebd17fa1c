/**
 * An endpoint made ready to be asked about: what policies see of it, and its class if it is a pod of the cluster.
 */
import type { AddressSet } from './address-set';
import type { PodClass } from './classes';
import type { Workload } from './model';
import type { PodSite, Site } from './site';

/** A pod that policies can govern. */
export interface PodParty {
  readonly site: PodSite;
  readonly workload: Workload;
  /** Absent for a workload that is not in the cluster. */
  readonly podClass?: PodClass;
}

/** Addresses, or an ingress controller: no policy governs it. */
export interface OtherParty {
  readonly site: Site;
  readonly workload?: never;
  readonly podClass?: never;
}

export type Party = PodParty | OtherParty;

export function addressParty(addresses: AddressSet): OtherParty {
  return { site: { kind: 'addresses', addresses } };
}
