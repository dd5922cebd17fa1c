/**
 * The text of addresses and CIDRs, read as leniently as the API server reads them.
 * Knows nothing of sets; a CIDR becomes one interval.
 */
import ipaddr from 'ipaddr.js';

/** Addresses from `start` up to but not including `end`. IPv4 in numbers, IPv6 in bigints: they never mix. */
export type AddressInterval =
  | { readonly family: 4; readonly start: number; readonly end: number }
  | { readonly family: 6; readonly start: bigint; readonly end: bigint };

const IPV4 = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/u;
const IPV6_WITH_IPV4_TAIL = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/u;
const IPV6_CHARACTERS = /^[\da-f:]+$/iu;
const LEADING_ZEROS = /(^|:)0+(?=[\da-f])/giu;
/** `::ffff:0:0/96`: IPv4 addresses in IPv6 clothes, which the API server treats as IPv4. */
const MAPPED_PREFIX = 0xffffn;

/** `ADDRESS/LENGTH`; undefined for anything the API server would reject as a CIDR. */
export function parseCidr(text: string): AddressInterval | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const length = text.slice(slash + 1);
  return /^\d+$/u.test(length) ? parseBlock(text.slice(0, slash), Number(length)) : undefined;
}

/** A single address, as in the status of a pod. */
export function parseAddress(text: string): AddressInterval | undefined {
  return parseBlock(text, text.includes(':') ? 128 : 32);
}

function parseBlock(address: string, length: number): AddressInterval | undefined {
  const ipv4 = parseIpv4(address);
  if (ipv4 !== undefined) return ipv4Block(ipv4, length);
  const ipv6 = parseIpv6(address);
  return ipv6 === undefined ? undefined : ipv6Block(ipv6, length);
}

function ipv4Block(address: number, length: number): AddressInterval | undefined {
  if (length > 32) return undefined;
  const size = 2 ** (32 - length);
  const start = address - (address % size);
  return { family: 4, start, end: start + size };
}

function ipv6Block(address: bigint, length: number): AddressInterval | undefined {
  if (length > 128) return undefined;
  const size = 1n << BigInt(128 - length);
  const start = address - (address % size);
  if (length >= 96 && start >> 32n === MAPPED_PREFIX) {
    return ipv4Block(Number(start & 0xffff_ffffn), length - 96);
  }
  return { family: 6, start, end: start + size };
}

/** Leading zeros are tolerated and read as decimal. */
function parseIpv4(text: string): number | undefined {
  const octets = IPV4.exec(text)?.slice(1).map(Number);
  if (octets === undefined || octets.some((octet) => octet > 255)) return undefined;
  return octets.reduce((address, octet) => address * 256 + octet, 0);
}

function parseIpv6(text: string): bigint | undefined {
  const groups = withoutIpv4Tail(text)?.replace(LEADING_ZEROS, '$1');
  if (groups === undefined || !IPV6_CHARACTERS.test(groups) || !ipaddr.IPv6.isValid(groups)) return undefined;
  return ipaddr.IPv6.parse(groups)
    .toByteArray()
    .reduce((address, byte) => (address << 8n) | BigInt(byte), 0n);
}

/** Writes an embedded IPv4 address as two groups, so that its octets are read as decimal too. */
function withoutIpv4Tail(text: string): string | undefined {
  const [, head, tail] = IPV6_WITH_IPV4_TAIL.exec(text) ?? [];
  if (head === undefined || tail === undefined) return text;
  const address = parseIpv4(tail);
  if (address === undefined) return undefined;
  return `${head}${Math.floor(address / 65536).toString(16)}:${(address % 65536).toString(16)}`;
}

/** The fewest CIDRs that cover an interval exactly, ascending. */
export function formatInterval(interval: AddressInterval): string[] {
  const width = interval.family === 4 ? 32 : 128;
  const end = BigInt(interval.end);
  const cidrs: string[] = [];
  for (let start = BigInt(interval.start); start < end;) {
    const length = largestBlock(start, end, width);
    cidrs.push(`${formatAddress(start, width)}/${length}`);
    start += 1n << BigInt(width - length);
  }
  return cidrs;
}

/** Length of the shortest prefix whose block begins at `start` and stays before `end`. */
function largestBlock(start: bigint, end: bigint, width: number): number {
  let length = width;
  while (length > 0) {
    const size = 1n << BigInt(width - length + 1);
    if (start % size !== 0n || start + size > end) break;
    length--;
  }
  return length;
}

function formatAddress(address: bigint, width: number): string {
  const bytes = Array.from({ length: width / 8 }, (_, i) =>
    Number((address >> BigInt(width - 8 - 8 * i)) & 0xffn),
  );
  return width === 32 ? new ipaddr.IPv4(bytes).toString() : new ipaddr.IPv6(bytes).toRFC5952String();
}
