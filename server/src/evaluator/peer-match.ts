/**
 * Whether a peer of a rule means one given end of a connection, and when that cannot be decided.
 */
import {
  equalAddresses,
  EVERY_ADDRESS,
  intersectAddresses,
  isNoAddress,
  sameFamilies,
  type AddressSet,
} from './address-set';
import type { CompiledPeer, CompiledRule } from './compiled-policy';
import { equalIntervals } from './interval-set';
import type { EndpointPredicate, PolicyRule } from './model';
import { holds, selectsEverything } from './predicate';
import type { PodSite, Site } from './site';

/**
 * `pod-address`: a CIDR that may or may not hold the unknown address of a pod; or nodes, one of which may have an
 * address that is asked about. Such a peer counts as not matching, but the answer can say that it rests on this.
 * `unknown`: not decidable, both ways are followed.
 */
export type Match = 'no' | 'pod-address' | 'unknown' | 'yes';

const STRENGTH: Readonly<Record<Match, number>> = { no: 0, 'pod-address': 1, unknown: 2, yes: 3 };

/** The better of two matches. */
export function stronger(a: Match, b: Match): Match {
  return STRENGTH[a] >= STRENGTH[b] ? a : b;
}

/** The best match among the peers of a rule. */
export function matchRule({ rule, peers }: CompiledRule, site: Site): Match {
  return conditional(rule, peers === 'any' ? 'yes' : matchPeers(peers, site));
}

/** Where a rule depends on more than is known here, a match is never certain. */
export function conditional({ condition }: PolicyRule, match: Match): Match {
  return condition !== undefined && match === 'yes' ? 'unknown' : match;
}

function matchPeers(peers: readonly CompiledPeer[], site: Site): Match {
  let best: Match = 'no';
  for (const peer of peers) {
    best = stronger(best, matchPeer(peer, site));
    if (best === 'yes') return best;
  }
  return best;
}

export function matchPeer(compiled: CompiledPeer, site: Site): Match {
  const { peer, addresses, listed } = compiled;
  switch (peer.kind) {
    case 'endpoints':
      return site.kind === 'pod' && holds(peer.predicate, site.traits) ? 'yes' : 'no';
    case 'addresses':
      if (addresses === undefined || listed === undefined) return 'no';
      return site.kind === 'pod'
        ? matchPod(compiled, addresses, listed, site)
        : matchAddresses(addresses, site.addresses);
    case 'names':
      return site.kind === 'addresses' ? 'unknown' : 'no';
    case 'nodes':
      return matchNodes(peer.predicate, site);
  }
}

/** Addresses that are asked about are taken to be outside the cluster. Pods on the host network have the node's. */
function matchNodes(predicate: EndpointPredicate, site: Site): Match {
  if (site.kind === 'addresses') return 'pod-address';
  if (!site.traits.hostNetwork) return 'no';
  return selectsEverything(predicate) ? 'yes' : 'unknown';
}

/**
 * Of a pod of unknown address it is known only that it has one. Whether a CIDR can mean pods at all is left to the
 * network plugin by NetworkPolicy (so one answer for manifests with and without addresses, and a caveat), and settled
 * by the kinds that say so.
 */
function matchPod(
  { peer, mayCoverPods }: CompiledPeer,
  addresses: AddressSet,
  listed: AddressSet,
  pod: PodSite,
): Match {
  if (peer.kind === 'addresses' && peer.coversPods === false) return 'no';
  const coversPods = peer.kind === 'addresses' && peer.coversPods === true;
  if (pod.addresses !== undefined) {
    const match = matchAddresses(addresses, sameFamilies(pod.addresses, listed));
    return coversPods || match === 'no' ? match : 'pod-address';
  }
  if (coversPods && isEveryIpv4(addresses)) return 'yes';
  return mayCoverPods ? 'pod-address' : 'no';
}

/** Holds every address that a pod can have, except in clusters without IPv4. */
function isEveryIpv4({ ipv4 }: AddressSet): boolean {
  return equalIntervals(ipv4, EVERY_ADDRESS.ipv4);
}

/** Some but not all of the asked addresses: which of them is meant is not known. */
function matchAddresses(peer: AddressSet, asked: AddressSet): Match {
  const shared = intersectAddresses(peer, asked);
  if (isNoAddress(shared)) return 'no';
  return equalAddresses(shared, asked) ? 'yes' : 'unknown';
}
