/**
 * Sets of addresses outside the cluster, IPv4 and IPv6 side by side.
 * Knows CIDRs, but neither policies nor pods.
 */
import { formatInterval, parseAddress, parseCidr, type AddressInterval } from './cidr';
import {
  equalIntervals,
  intersectIntervals,
  intervalsOf,
  subtractIntervals,
  unionIntervals,
  type IntervalSet,
} from './interval-set';

export interface AddressSet {
  readonly ipv4: IntervalSet<number>;
  readonly ipv6: IntervalSet<bigint>;
}

export const NO_ADDRESS: AddressSet = { ipv4: [], ipv6: [] };
export const EVERY_ADDRESS: AddressSet = { ipv4: [0, 2 ** 32], ipv6: [0n, 1n << 128n] };

/** Addresses in `cidrs` and in none of `except`. Text that is no CIDR stands for no address. */
export function addressesIn(cidrs: readonly string[], except: readonly string[] = []): AddressSet {
  return subtractAddresses(unionOf(cidrs, parseCidr), unionOf(except, parseCidr));
}

/** Single addresses, as in the status of a pod. */
export function addressesAt(addresses: readonly string[]): AddressSet {
  return unionOf(addresses, parseAddress);
}

function unionOf(texts: readonly string[], parse: (text: string) => AddressInterval | undefined): AddressSet {
  return texts.reduce((set, text) => {
    const interval = parse(text);
    return interval === undefined ? set : unionAddresses(set, fromInterval(interval));
  }, NO_ADDRESS);
}

function fromInterval(interval: AddressInterval): AddressSet {
  return interval.family === 4
    ? { ipv4: [interval.start, interval.end], ipv6: [] }
    : { ipv4: [], ipv6: [interval.start, interval.end] };
}

export function unionAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return { ipv4: unionIntervals(a.ipv4, b.ipv4), ipv6: unionIntervals(a.ipv6, b.ipv6) };
}

export function intersectAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return { ipv4: intersectIntervals(a.ipv4, b.ipv4), ipv6: intersectIntervals(a.ipv6, b.ipv6) };
}

export function subtractAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return { ipv4: subtractIntervals(a.ipv4, b.ipv4), ipv6: subtractIntervals(a.ipv6, b.ipv6) };
}

export function isNoAddress(set: AddressSet): boolean {
  return set.ipv4.length === 0 && set.ipv6.length === 0;
}

export function equalAddresses(a: AddressSet, b: AddressSet): boolean {
  return equalIntervals(a.ipv4, b.ipv4) && equalIntervals(a.ipv6, b.ipv6);
}

/** Text that is equal exactly for equal sets. */
export function addressKey({ ipv4, ipv6 }: AddressSet): string {
  return `${ipv4.join()} ${ipv6.join()}`;
}

/** For sorting sets that share no address: IPv4 before IPv6, lower addresses first. */
export function byFirstAddress(a: AddressSet, b: AddressSet): number {
  const [x, y] = [a.ipv4[0] ?? Infinity, b.ipv4[0] ?? Infinity];
  if (x !== y) return x - y;
  return (a.ipv6[0] ?? 0n) < (b.ipv6[0] ?? 0n) ? -1 : 1;
}

/** The addresses of those families that `families` has any address of. */
export function sameFamilies(set: AddressSet, families: AddressSet): AddressSet {
  return {
    ipv4: families.ipv4.length === 0 ? [] : set.ipv4,
    ipv6: families.ipv6.length === 0 ? [] : set.ipv6,
  };
}

/** The fewest CIDRs for the set: IPv4 first, ascending. */
export function toCidrs({ ipv4, ipv6 }: AddressSet): string[] {
  return [
    ...Array.from(intervalsOf(ipv4), ([start, end]) => formatInterval({ family: 4, start, end })),
    ...Array.from(intervalsOf(ipv6), ([start, end]) => formatInterval({ family: 6, start, end })),
  ].flat();
}
