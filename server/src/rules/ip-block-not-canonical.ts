/**
 * Rule: ranges of addresses that can be read in two ways. Newer API servers refuse them.
 */
import { formatInterval, parseAddress, parseCidr } from '../evaluator/cidr';
import type { Source } from './api/place';
import { textItemsOf, type Part, type TextItem } from './api/policy-parts';
import { rejection } from './api/rejection';
import { valueRange } from './api/place';
import { replaceScalar } from './fixes/scalar';
import type { Finding, Fix, Rule } from './rule';

/** Since then the API server rejects them by default (feature gate StrictIPCIDRValidation). */
const STRICT_MINOR = 36;

export const rule = {
  id: 'ip-block-not-canonical',
  severity: 'error',
  documentation: {
    title: 'A range of addresses that can be read in two ways',
    clusterDoes:
      'From Kubernetes 1.36 the API server rejects addresses with bits behind the prefix, leading zeros, and IPv4 addresses in IPv6 form. Older ones cut the surplus bits off.',
    meant: 'Either the whole network (10.20.0.0/16) or the one address (10.20.0.5/32).',
    bad: 'ipBlock:\n  cidr: 10.20.0.5/16',
    good: 'ipBlock:\n  cidr: 10.20.0.0/16',
    link: 'https://github.com/kubernetes/enhancements/tree/master/keps/sig-network/4858-ip-cidr-validation',
  },
  *check(context) {
    for (const block of context.parts.ipBlocks) {
      for (const item of rangesOf(block)) {
        const fault = faultOf(item.text);
        if (fault !== undefined) yield finding(context, item, fault, context.kubernetesMinor);
      }
    }
  },
} satisfies Rule;

type Fault = 'surplus-bits' | 'leading-zeros' | 'mapped';

/** Exceptions are looked at only in a range that can be read. */
function rangesOf(block: Part): readonly TextItem[] {
  const { cidr } = block.value;
  if (typeof cidr !== 'string' || parseCidr(cidr) === undefined) return [];
  return [{ path: [...block.path, 'cidr'], text: cidr }, ...textItemsOf(block, 'except')];
}

function faultOf(text: string): Fault | undefined {
  const range = parseCidr(text);
  if (range === undefined) return undefined;
  const [address = '', length = ''] = text.split('/');
  if (address.includes(':') && range.family === 4) return 'mapped';
  if (hasZerosInFront(address) || /^0\d/u.test(length)) return 'leading-zeros';
  return parseAddress(address)?.start === range.start ? undefined : 'surplus-bits';
}

/**
 * In the octets of an IPv4 address, or of the IPv4 tail of an IPv6 address. IPv6 groups may begin with zeros, as long
 * as they have no more than four digits.
 */
function hasZerosInFront(address: string): boolean {
  if (/0[\da-f]{4}/iu.test(address)) return true;
  const octets = address.slice(address.lastIndexOf(':') + 1).split('.');
  return octets.length === 4 && octets.some((octet) => /^0\d/u.test(octet));
}

function finding(source: Source, { path, text }: TextItem, fault: Fault, kubernetesMinor: number): Finding {
  const network = networkOf(text);
  const fixes = fixesOf(source, { path, text }, fault, network);
  if (kubernetesMinor >= STRICT_MINOR) {
    const message = `${why(text, fault)}; the API server rejects it. Write ${advice(text, fault, network)}.`;
    return rejection(source, path, 'Invalid', message, { fixes });
  }
  const message = `${why(text, fault)}; newer API servers reject it. Write ${advice(text, fault, network)}.`;
  return { range: valueRange(source, path), message, severity: 'info', fixes };
}

function why(text: string, fault: Fault): string {
  switch (fault) {
    case 'mapped':
      return `${text} is an IPv4 range in IPv6 form`;
    case 'leading-zeros':
      return `${text} has leading zeros, which some programs read as octal`;
    case 'surplus-bits':
      return `${text} has bits set behind its prefix`;
  }
}

function advice(text: string, fault: Fault, network: string): string {
  return fault === 'surplus-bits'
    ? `${network} for the network, or ${hostOf(text)} for the address`
    : network;
}

function fixesOf(source: Source, item: TextItem, fault: Fault, network: string): readonly Fix[] {
  // The network is what older servers made of it, so that traffic stays the same.
  const asNetwork = write(source, item, network, { safe: true, preferred: fault !== 'surplus-bits' });
  return fault === 'surplus-bits' ? [...asNetwork, ...write(source, item, hostOf(item.text), {})] : asNetwork;
}

function write(source: Source, { path }: TextItem, cidr: string, marks: Pick<Fix, 'safe' | 'preferred'>) {
  return replaceScalar(source, path, cidr, { title: `Write ${cidr}`, ...marks });
}

function networkOf(text: string): string {
  const range = parseCidr(text);
  return (range && formatInterval(range)[0]) ?? text;
}

function hostOf(text: string): string {
  const [address = ''] = text.split('/');
  const host = parseAddress(address);
  return (host && formatInterval(host)[0]) ?? text;
}
