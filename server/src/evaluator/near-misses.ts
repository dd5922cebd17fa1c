/**
 * Rules that would have allowed what was denied but for one thing, or few: which, and what they lack.
 */
import { isNoAddress, intersectAddresses } from './address-set';
import type { Lack, NearMiss } from './answers';
import type { ChainResult, ChainStep } from './chain';
import type { CompiledPeer, CompiledRule } from './compiled-policy';
import type { ConnectionSet } from './connection-set';
import type { SubjectGroup } from './governance';
import { missingRequirements } from './missing-requirements';
import { connectionsOf } from './side';
import type { Site } from './site';

/** Farther misses explain nothing. */
const MOST_LACKING = 2;
const MOST_MISSES = 5;

/** Misses of the policies at whose tier's end connections were denied, those that lack least first. */
export function nearMisses(group: SubjectGroup, peer: Site, { steps }: ChainResult): readonly NearMiss[] {
  return closest(steps.flatMap((step) => missesOf(step, group, peer)));
}

/** The few that lack least; otherwise the order stays. */
export function closest(misses: readonly NearMiss[]): readonly NearMiss[] {
  return misses.toSorted((a, b) => a.lacking - b.lacking).slice(0, MOST_MISSES);
}

function missesOf({ members, ended }: ChainStep, group: SubjectGroup, peer: Site): NearMiss[] {
  if (ended.isEmpty()) return [];
  return members.ranks
    .flat()
    .flatMap((policy) => policy.rulesOf(group.direction))
    .filter(({ rule }) => rule.verdict === 'allow')
    .flatMap((rule) => {
      const ports = missingPorts(connectionsOf(rule, group, peer), ended);
      return missesOfRule(rule, peer, ports);
    });
}

function missesOfRule(rule: CompiledRule, site: Site, ports: readonly Lack[]): NearMiss[] {
  if (rule.peers === 'any') return nearMiss(rule, undefined, ports);
  return rule.peers.flatMap((peer) => {
    const missing = missingOf(peer, site);
    return missing === undefined ? [] : nearMiss(rule, peer, [...missing, ...ports]);
  });
}

function nearMiss(rule: CompiledRule, peer: CompiledPeer | undefined, lacks: readonly Lack[]): NearMiss[] {
  const [first] = lacks;
  if (first === undefined || lacks.length > MOST_LACKING) return [];
  const { policy, rule: written } = rule;
  const miss = { policy, rule: written, ...first, lacking: lacks.length, lacks };
  return [peer === undefined ? miss : { ...miss, peer: peer.peer }];
}

/** What a peer lacks to match; undefined when nothing about the site could make it match. */
function missingOf({ peer, addresses }: CompiledPeer, site: Site): readonly Lack[] | undefined {
  if (peer.kind === 'endpoints' && site.kind === 'pod')
    return missingRequirements(peer.predicate, site.traits);
  if (addresses === undefined || site.addresses === undefined) return undefined;
  return isNoAddress(intersectAddresses(addresses, site.addresses)) ? [{ missed: 'address' }] : [];
}

/** A rule with the asked port number in another protocol lacks the protocol only. */
function missingPorts(allowed: ConnectionSet, denied: ConnectionSet): readonly Lack[] {
  if (!allowed.intersect(denied).isEmpty()) return [];
  return allowed.ofAnyProtocol().intersect(denied).isEmpty()
    ? [{ missed: 'port' }]
    : [{ missed: 'protocol' }];
}
