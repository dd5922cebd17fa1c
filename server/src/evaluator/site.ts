/**
 * One end of a connection as policies see it: a pod, or addresses outside the cluster.
 */
import { addressesAt, isNoAddress, type AddressSet } from './address-set';
import { ConnectionSet } from './connection-set';
import type { ContainerPort, EntranceController, Namespace, Protocol, Workload } from './model';
import { NAMESPACE_NAME, traitsOf, type PodTraits } from './predicate';

export interface PodSite {
  readonly kind: 'pod';
  readonly traits: PodTraits;
  readonly ports: readonly ContainerPort[];
  /** Absent when the manifests do not tell the pod's addresses, which is the ordinary case. */
  readonly addresses?: AddressSet;
}

export interface AddressSite {
  readonly kind: 'addresses';
  readonly addresses: AddressSet;
}

export type Site = PodSite | AddressSite;

/** Nothing is known of an ingress controller, except that its namespace has a name that no manifest can know. */
export const UNKNOWN_CONTROLLER: EntranceController = { namespaceLabels: new Map([[NAMESPACE_NAME, '']]) };

/** The pods of an ingress controller: no manifest tells their labels. */
export function controllerSite({ namespace, namespaceLabels }: EntranceController): PodSite {
  return {
    kind: 'pod',
    traits: {
      labels: new Map(),
      ...(namespace !== undefined && { namespace }),
      namespaceLabels,
      serviceAccountLabels: new Map(),
      hostNetwork: false,
    },
    ports: [],
  };
}

export function podSite(workload: Workload, namespaces: ReadonlyMap<string, Namespace>): PodSite {
  const site = { kind: 'pod', traits: traitsOf(workload, namespaces), ports: workload.ports } as const;
  const addresses = addressesAt(workload.addresses);
  return isNoAddress(addresses) ? site : { ...site, addresses };
}

/** A container port name and the protocol it must have; any of the three when absent. */
export interface PortName {
  readonly name: string;
  readonly protocol?: Protocol;
}

/** What a port name stands for on this destination: nothing outside the cluster, or where no container has it. */
export function resolvePortName({ name, protocol }: PortName, destination: Site): ConnectionSet {
  if (destination.kind === 'addresses') return ConnectionSet.NONE;
  return destination.ports
    .filter((port) => port.name === name && (protocol === undefined || port.protocol === protocol))
    .reduce((set, port) => set.union(ConnectionSet.of(port.protocol, port.port)), ConnectionSet.NONE);
}
