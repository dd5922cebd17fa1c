/**
 * Rule: exceptions that do not lie inside the range they are excepted from.
 */
import { parseCidr, type AddressInterval } from '../evaluator/cidr';
import { textItemsOf } from './api/policy-parts';
import { rejection } from './api/rejection';
import type { Rule } from './rule';

export const rule = {
  id: 'ip-block-except-outside',
  severity: 'error',
  documentation: {
    title: 'An exception outside its range',
    clusterDoes:
      'The API server rejects the policy: an exception has to lie inside cidr and be smaller. An exception is also no denial: another peer or policy may still allow those addresses.',
    meant: 'A part of the range. To allow nothing of a range, leave out the peer.',
    bad: 'ipBlock:\n  cidr: 203.0.113.0/24\n  except: [203.0.112.0/28]',
    good: 'ipBlock:\n  cidr: 203.0.113.0/24\n  except: [203.0.113.0/28]',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  *check(context) {
    for (const block of context.parts.ipBlocks) {
      const { cidr } = block.value;
      const range = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
      for (const { path, text } of textItemsOf(block, 'except')) {
        const except = parseCidr(text);
        if (range === undefined || except === undefined) continue;
        if (beginsIn(except, range) && writtenLength(text) > writtenLength(String(cidr))) continue;
        yield rejection(context, path, 'Invalid', message(text, String(cidr), except, range));
      }
    }
  },
} satisfies Rule;

/**
 * The server compares the first address and the lengths as they are written. They tell the same, save for IPv4 ranges
 * in IPv6 form, whose length is longer by 96: such a form is a fault of its own, and not told twice.
 */
function beginsIn(inner: AddressInterval, outer: AddressInterval): boolean {
  return inner.family === outer.family && inner.start >= outer.start && inner.start < outer.end;
}

function writtenLength(cidr: string): number {
  return Number(cidr.slice(cidr.indexOf('/') + 1));
}

function isInside(inner: AddressInterval, outer: AddressInterval): boolean {
  return inner.family === outer.family && inner.start >= outer.start && inner.end <= outer.end;
}

function message(text: string, cidr: string, except: AddressInterval, range: AddressInterval): string {
  const fault = isInside(range, except) ? `covers all of ${cidr}` : `is not inside ${cidr}`;
  return `The exception ${text} ${fault}; the API server rejects it. An exception has to be a smaller part of the range.`;
}
