/**
 * Addresses outside the cluster as people write them: `192.0.2.1`, `10.0.0.0/8`, several separated by commas.
 */
import ipaddr from 'ipaddr.js';
import type { Endpoint } from '../evaluator/answers';
import { failure, success, type Reading } from './reading';

/** Reads addresses and CIDRs; undefined when the text is meant to be something else. */
export function readAddresses(text: string): Reading<Endpoint> | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (!parts.every(looksLikeAddress)) return undefined;
  const cidrs: string[] = [];
  for (const part of parts) {
    const cidr = readCidr(part);
    if (cidr === undefined) return failure(`"${part}" is not an IP address or CIDR`);
    cidrs.push(cidr);
  }
  return success({ kind: 'addresses', cidrs });
}

/** No name of a workload, Service or host begins like one. */
function looksLikeAddress(text: string): boolean {
  return /^\d+(?:\.\d+){3}(?:\/|$)/u.test(text) || /^[\da-f]*:[\da-f.]*:[\da-f:.]*(?:\/|$)/iu.test(text);
}

/** The CIDR in its canonical form, host bits cleared; undefined for what is neither address nor CIDR. */
function readCidr(text: string): string | undefined {
  const cidr = text.includes('/') ? text : text + (text.includes(':') ? '/128' : '/32');
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr)) return canonical(ipaddr.IPv4, cidr);
  return ipaddr.IPv6.isValidCIDR(cidr) ? canonical(ipaddr.IPv6, cidr) : undefined;
}

function canonical(family: typeof ipaddr.IPv4 | typeof ipaddr.IPv6, cidr: string): string {
  const prefixLength = cidr.slice(cidr.indexOf('/') + 1);
  return `${family.networkAddressFromCIDR(cidr).toString()}/${Number(prefixLength)}`;
}
