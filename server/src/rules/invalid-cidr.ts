/**
 * Rule: what should be a range of addresses and is none.
 */
import type { Source } from './api/place';
import { parseAddress, parseCidr } from '../evaluator/cidr';
import { textItemsOf, type TextItem } from './api/policy-parts';
import { isClusterPolicy, isPolicy } from './api/policy-kinds';
import { rejection } from './api/rejection';
import { replaceScalar } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext } from './rule';

export const rule = {
  id: 'invalid-cidr',
  severity: 'error',
  documentation: {
    title: 'Not a range of addresses',
    clusterDoes: 'The API server rejects the policy.',
    meant: 'An IPv4 or IPv6 address, a slash and the length of the prefix. A single address has /32 or /128.',
    bad: 'ipBlock:\n  cidr: 192.0.2.7',
    good: 'ipBlock:\n  cidr: 192.0.2.7/32',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  appliesTo: isPolicy,
  *check(context) {
    yield* invalidNetworks(context);
    for (const block of context.parts.ipBlocks) {
      const { cidr } = block.value;
      if (typeof cidr !== 'string' || cidr === '') continue;
      if (parseCidr(cidr) === undefined) {
        // The server looks at the exceptions of a good range only.
        yield unreadable(context, { path: [...block.path, 'cidr'], text: cidr });
        continue;
      }
      for (const item of textItemsOf(block, 'except')) {
        if (parseCidr(item.text) === undefined) yield unreadable(context, item);
      }
    }
  },
} satisfies Rule;

function* invalidNetworks(context: RuleContext): Iterable<Finding> {
  for (const peer of isClusterPolicy(context.resource) ? context.parts.peers : []) {
    for (const item of textItemsOf(peer, 'networks')) {
      if (parseCidr(item.text) === undefined) yield unreadable(context, item);
    }
  }
}

function unreadable(source: Source, { path, text }: TextItem): Finding {
  return rejection(source, path, 'Invalid', message(text), { fixes: singleAddress(source, { path, text }) });
}

function message(text: string): string {
  if (parseAddress(text) !== undefined) {
    return `"${text}" has no prefix length, so the API server rejects it. For this one address write ${text}${hostPrefix(text)}.`;
  }
  const shown = text === '' ? 'An empty text' : `"${text}"`;
  return `${shown} is not a range of addresses, so the API server rejects it. Write one such as 192.0.2.0/24 or 2001:db8::/32.`;
}

function singleAddress(source: Source, { path, text }: TextItem): readonly Fix[] {
  if (parseAddress(text) === undefined) return [];
  const cidr = text + hostPrefix(text);
  return replaceScalar(source, path, cidr, { title: `Write ${cidr}`, preferred: true });
}

function hostPrefix(address: string): string {
  return address.includes(':') ? '/128' : '/32';
}
