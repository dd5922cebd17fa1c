/**
 * What an address stands for: the pod that has it, where a manifest tells, or else addresses outside the cluster.
 */
import { addressesAt, addressesIn, equalAddresses } from '../evaluator/address-set';
import type { Endpoint } from '../evaluator/answers';
import type { Workload } from '../evaluator/model';
import type { NameContext, NamedTarget } from './named-target';
import { readAddresses } from './read-addresses';
import { success, type Reading } from './reading';

/** Reads addresses and CIDRs; undefined when the text is meant to be something else. */
export function findAddress(text: string, context: NameContext): Reading<NamedTarget> | undefined {
  const addresses = readAddresses(text);
  if (!addresses?.ok) return addresses;
  const workload = podAt(addresses.value, context);
  return success({ target: workload === undefined ? addresses.value : { kind: 'workload', workload } });
}

/** The address of a pod on the host network is that of its node, which others may share. */
function podAt(endpoint: Endpoint, { cluster }: NameContext): Workload | undefined {
  if (endpoint.kind !== 'addresses') return undefined;
  const asked = addressesIn(endpoint.cidrs);
  return cluster.workloads.find(
    ({ addresses, hostNetwork }) =>
      !hostNetwork && addresses.some((address) => equalAddresses(addressesAt([address]), asked)),
  );
}
