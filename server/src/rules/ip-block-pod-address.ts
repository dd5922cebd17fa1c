/**
 * Rule: the address of a pod or Service where labels should stand.
 */
import { parseAddress, parseCidr, type AddressInterval } from '../evaluator/cidr';
import { fieldAt } from '../manifests/json-value';
import type { Snapshot } from '../workspace/snapshot';
import { perCluster, perObject } from './api/computed-once';
import { valueRange } from './api/place';
import { portParts } from './api/destinations';
import { memberOf, peersOfRule, type DirectedPart, type Part } from './api/policy-parts';
import { CILIUM_FAMILY } from './engines';
import type { Finding, Rule, RuleContext } from './rule';

export const rule = {
  id: 'ip-block-pod-address',
  severity: 'warning',
  documentation: {
    title: 'The address of a pod or Service as an ipBlock',
    clusterDoes:
      'Pods get another address each time they are made. The address of a Service is usually translated into that of a pod before policies are asked, so that it never matches. Cilium and what is built on it know pods by their labels only: there no range of addresses ever means a pod.',
    meant:
      'A podSelector with the labels of the pods, and a namespaceSelector if they live elsewhere. It rests on addresses in the manifests of the workspace, as in exports of a cluster, and keeps quiet about the Service of the DNS.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: ledger, namespace: shop, labels: {app: ledger}}\nstatus: {podIP: 10.42.3.17}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: till, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: till}}\n  ingress:\n  - from: [{ipBlock: {cidr: 10.42.3.17/32}}]',
    good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: till, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: till}}\n  ingress:\n  - from: [{podSelector: {matchLabels: {app: ledger}}}]',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  },
  *check(context) {
    for (const directed of context.parts.rules) {
      for (const peer of peersOfRule(directed)) {
        const block = memberOf(peer, 'ipBlock');
        const found = block && blockFinding(context, directed, block);
        if (found !== undefined) yield found;
      }
    }
  },
} satisfies Rule;

function blockFinding(context: RuleContext, directed: DirectedPart, block: Part): Finding | undefined {
  const { cidr } = block.value;
  const address = typeof cidr === 'string' ? singleAddress(cidr) : undefined;
  if (address === undefined) return undefined;
  const range = valueRange(context, [...block.path, 'cidr']);
  const pod = podsByAddress(context.snapshot).get(addressKey(address));
  if (pod !== undefined) {
    return {
      range,
      message: `This is the address of ${pod.namespace}/${pod.name}, which has another one each time it is made. Select it by its labels.`,
      severity: CILIUM_FAMILY.includes(context.engine) ? 'error' : 'warning',
    };
  }
  const service = isForDns(directed)
    ? undefined
    : servicesByAddress(context.snapshot).get(addressKey(address));
  if (service === undefined) return undefined;
  return {
    range,
    message: `This is the address of Service ${service.namespace}/${service.name}, which is usually translated into that of a pod before policies are asked. Select its pods by their labels.`,
    severity: 'hint',
  };
}

function singleAddress(cidr: string): AddressInterval | undefined {
  const range = parseCidr(cidr);
  const address = parseAddress(cidr.replace(/\/\d+$/u, ''));
  return range !== undefined && range.start === address?.start && range.end === address.end
    ? range
    : undefined;
}

const podsByAddress = perCluster(({ cluster }) => {
  const pods = cluster.workloads.filter(({ hostNetwork }) => !hostNetwork);
  return byAddress(pods, ({ addresses }) => addresses);
});

const servicesByAddress = perObject((snapshot: Snapshot) =>
  byAddress(snapshot.cluster.services, ({ source }) => {
    const address = fieldAt(snapshot.resourceOf(source)?.value, ['spec', 'clusterIP']);
    return typeof address === 'string' ? [address] : [];
  }),
);

/** The first owner of each address. */
function byAddress<T>(
  owners: readonly T[],
  addressesOf: (owner: T) => readonly string[],
): ReadonlyMap<string, T> {
  const pairs = owners.flatMap((owner) =>
    addressesOf(owner).flatMap((text) => {
      const address = parseAddress(text);
      return address === undefined ? [] : [[addressKey(address), owner] as const];
    }),
  );
  return new Map(pairs.toReversed());
}

function addressKey({ family, start }: AddressInterval): string {
  return `${family} ${start}`;
}

/** Caches on nodes answer under the address of the Service. */
function isForDns(directed: DirectedPart): boolean {
  const items = portParts([directed]);
  return items.length > 0 && items.every(({ value }) => value['port'] === 53);
}
