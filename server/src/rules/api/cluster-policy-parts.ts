/**
 * Walks the parts that only cluster-wide policies have. As for NetworkPolicies, what is not of the due type is passed
 * over. Knows no model and no text.
 */
import { isSet, itemsOf, memberOf, type Part, type PolicyParts } from './policy-parts';

/** The subject, if it is an object. */
function subjectOf({ spec }: PolicyParts): Part | undefined {
  return spec && memberOf(spec, 'subject');
}

/** The subject and all peers: each says which pods or addresses are meant. */
export function targetsOf(parts: PolicyParts): readonly Part[] {
  const subject = subjectOf(parts);
  return subject === undefined ? parts.peers : [subject, ...parts.peers];
}

/** All `pods` of the subject and of peers, which have a selector for pods and one for namespaces. */
export function podsOf(parts: PolicyParts): readonly Part[] {
  return targetsOf(parts).flatMap((target) => memberOf(target, 'pods') ?? []);
}

/** All label selectors that are set. */
export function clusterSelectorsOf(parts: PolicyParts): readonly Part[] {
  const direct = targetsOf(parts).flatMap((target) => [
    memberOf(target, 'namespaces'),
    memberOf(target, 'nodes'),
  ]);
  const inPods = podsOf(parts).flatMap((pods) => [
    memberOf(pods, 'namespaceSelector'),
    memberOf(pods, 'podSelector'),
  ]);
  return [...direct, ...inPods].filter((selector) => selector !== undefined);
}

/** Items of the lists of ports: `ports` of the older kinds, `protocols` of ClusterNetworkPolicy. */
export function portItemsOf({ rules }: PolicyParts): readonly Part[] {
  return rules.flatMap((rule) => [...itemsOf(rule, 'ports'), ...itemsOf(rule, 'protocols')]);
}

/** What names a port or a range of ports, below those items. */
export function portNumbersOf(parts: PolicyParts): readonly Part[] {
  return portItemsOf(parts).flatMap((item) => {
    const direct = ['portNumber', 'portRange'].map((name) => memberOf(item, name));
    const below = destinationPortsOf(item).map((port) => memberOf(port, 'range'));
    return [...direct, ...below].filter((part) => part !== undefined);
  });
}

/** `destinationPort` of an item of `protocols`. */
export function destinationPortsOf(item: Part): readonly Part[] {
  return protocolsOf(item).flatMap((protocol) => memberOf(protocol, 'destinationPort') ?? []);
}

/** `tcp`, `udp` or `sctp` of an item of `protocols`. */
export function protocolsOf(item: Part): readonly Part[] {
  return ['tcp', 'udp', 'sctp'].flatMap((name) => memberOf(item, name) ?? []);
}

/** The names of the members that are set. */
export function setMembers({ value }: Part): readonly string[] {
  return Object.keys(value).filter((key) => isSet(value[key]));
}
