/**
 * Policies made ready for matching: ports as sets, CIDRs parsed once. Compiled on demand, policy by policy.
 * Knows no pods; whom a peer matches is asked elsewhere.
 */
import { addressesIn, equalAddresses, intersectAddresses, isNoAddress, type AddressSet } from './address-set';
import { ConnectionSet } from './connection-set';
import type { Direction, Peer, Policy, PolicyRule, PortMatch } from './model';
import type { PortName } from './site';

export interface CompiledPeer {
  readonly peer: Peer;
  /** For an `addresses` peer: the addresses in its CIDRs and in none of its exceptions. */
  readonly addresses?: AddressSet;
  /** For an `addresses` peer: the addresses in its CIDRs. It says nothing of families that are not in it. */
  readonly listed?: AddressSet;
  /** The addresses are such as clusters give to pods. */
  readonly mayCoverPods: boolean;
}

export interface CompiledRule {
  readonly policy: Policy;
  readonly rule: PolicyRule;
  readonly peers: 'any' | readonly CompiledPeer[];
  /** Ports that are the same on every destination. */
  readonly ports: ConnectionSet;
  /** Ports that each destination resolves for itself. */
  readonly portNames: readonly PortName[];
  /** Ports that are not meant. */
  readonly except?: { readonly ports: ConnectionSet; readonly portNames: readonly PortName[] };
}

/** One policy in the directions that it governs. */
export class CompiledPolicy {
  private readonly rules: Partial<Record<Direction, readonly CompiledRule[]>> = {};

  constructor(readonly policy: Policy) {}

  governs(direction: Direction): boolean {
    return this.policy[direction] !== undefined;
  }

  rulesOf(direction: Direction): readonly CompiledRule[] {
    this.rules[direction] ??= (this.policy[direction] ?? []).map((rule) => compileRule(this.policy, rule));
    return this.rules[direction];
  }
}

const compiledOnes = new WeakMap<Policy, CompiledPolicy>();

/** The same object for the same policy: rules are compiled once, whatever comes and goes beside their policy. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const known = compiledOnes.get(policy) ?? new CompiledPolicy(policy);
  compiledOnes.set(policy, known);
  return known;
}

function compileRule(policy: Policy, rule: PolicyRule): CompiledRule {
  const ports = rule.ports === 'any' ? [] : rule.ports;
  return {
    policy,
    rule,
    peers: rule.peers === 'any' ? 'any' : rule.peers.map(compilePeer),
    ...compilePorts(ports),
    ...(rule.ports === 'any' && { ports: ConnectionSet.ALL }),
    ...(rule.exceptPorts && { except: compilePorts(rule.exceptPorts) }),
  };
}

function compilePorts(ports: readonly PortMatch[]): Pick<CompiledRule, 'ports' | 'portNames'> {
  return {
    ports: ports.reduce(addRange, ConnectionSet.NONE),
    portNames: ports.filter((port) => port.kind === 'named'),
  };
}

/** The names whose meaning depends on the destination. */
export function portNamesOf({ portNames, except }: CompiledRule): readonly PortName[] {
  return except === undefined ? portNames : [...portNames, ...except.portNames];
}

function addRange(set: ConnectionSet, match: PortMatch): ConnectionSet {
  if (match.kind === 'named') return set;
  return set.union(ConnectionSet.of(match.protocol, match.port, match.endPort));
}

function compilePeer(peer: Peer): CompiledPeer {
  if (peer.kind !== 'addresses') return { peer, mayCoverPods: false };
  const addresses = addressesIn(peer.cidrs, peer.except);
  return { peer, addresses, listed: addressesIn(peer.cidrs), mayCoverPods: mayCoverPods(addresses) };
}

/** Private ranges, from which pods commonly get their addresses. */
const PRIVATE_RANGES = addressesIn(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']);
/** Shared address space, from which some clusters take them: meant only where nothing else is. */
const SHARED_RANGE = addressesIn(['100.64.0.0/10']);

/** Whether pods may have some of the addresses; nothing is known of those that any cluster gives to its pods. */
export function mayCoverPods(addresses: AddressSet): boolean {
  if (!isNoAddress(intersectAddresses(addresses, PRIVATE_RANGES))) return true;
  const shared = intersectAddresses(addresses, SHARED_RANGE);
  return !isNoAddress(shared) && equalAddresses(shared, addresses);
}
