import fc from 'fast-check';
import { isIPv6 } from 'node:net';
import { describe, expect, test } from 'vitest';
import { formatInterval, parseAddress, parseCidr } from '../../../server/src/evaluator/cidr';
import { many } from '../../thoroughness';

/** A CIDR written in the one form that the text could have had. */
function canonical(text: string): string | undefined {
  const interval = parseCidr(text);
  return interval && formatInterval(interval).join(' ');
}

describe('what the API server accepts', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['10.0.0.1/8', '10.0.0.0/8'],
    ['1.2.3.4/0', '0.0.0.0/0'],
    ['010.001.0.0/16', '10.1.0.0/16'],
    ['10.0.0.0/08', '10.0.0.0/8'],
    ['::/0', '::/0'],
    ['::1/128', '::1/128'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:0db8:0000:0000:0000:0000:0000:0000/32', '2001:db8::/32'],
    ['2001:db8::1/64', '2001:db8::/64'],
    ['1:2:3:4:5:6:7::/112', '1:2:3:4:5:6:7:0/112'],
    ['64:ff9b::192.0.2.0/120', '64:ff9b::c000:200/120'],
    ['::192.0.2.1/128', '::c000:201/128'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
    ['::FFFF:a00:0/104', '10.0.0.0/8'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
    ['::ffff:010.0.0.1/128', '10.0.0.1/32'],
    ['::ffff:0:0/90', '::ffc0:0:0/90'],
  ])('%s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });
});

describe('what it does not', () => {
  test.each([
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '/8',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/8.0',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0/8/8',
    ' 10.0.0.0/8',
    '10.0.0.0/8\n',
    '10.0.0/8',
    '10.0.0.0.0/8',
    '10.0.0.256/8',
    '10.0.0.0x1/8',
    '0x0a.0.0.0/8',
    '10.0.0.0-10.0.0.9/8',
    'example.org/8',
    '::/129',
    '::1%eth0/64',
    ':::/64',
    '1::2::3/64',
    '1:2:3:4:5:6:7/64',
    '1:2:3:4:5:6:7:8:9/64',
    '1:2:3:4:5:6:7:8::/64',
    '12345::/64',
    'g::/64',
    ':1::/64',
    '1:/64',
    '::1.2.3/64',
    '::1.2.3.256/64',
    '1.2.3.4::/64',
    '1:2:3:4:5:6:7:1.2.3.4/64',
  ])('%j', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

test('single addresses', () => {
  expect(parseAddress('10.0.0.1')).toEqual({ family: 4, start: 167772161, end: 167772162 });
  expect(parseAddress('::1')).toEqual({ family: 6, start: 1n, end: 2n });
  expect(parseAddress('::ffff:10.0.0.1')).toEqual({ family: 4, start: 167772161, end: 167772162 });
  expect(parseAddress('10.0.0.1/32')).toBeUndefined();
  expect(parseAddress('localhost')).toBeUndefined();
});

test('text is IPv6 exactly when Node thinks so, save for zones and zeros in front', () => {
  const group = fc.constantFrom('', '0', '1', 'ffff', 'AbC', '10', 'g');
  const text = fc.array(group, { minLength: 1, maxLength: 10 }).map((groups) => groups.join(':'));
  fc.assert(
    fc.property(text, (address) => {
      expect(parseCidr(`${address}/128`) !== undefined).toBe(isIPv6(address));
    }),
    { numRuns: many(2000) },
  );
});

describe('the fewest CIDRs for an interval', () => {
  test.each([
    [0, 2 ** 32, ['0.0.0.0/0']],
    [1, 2, ['0.0.0.1/32']],
    [1, 5, ['0.0.0.1/32', '0.0.0.2/31', '0.0.0.4/32']],
    [2 ** 31, 2 ** 32, ['128.0.0.0/1']],
    [5, 5, []],
  ])('%s to %s', (start, end, expected) => {
    expect(formatInterval({ family: 4, start, end })).toEqual(expected);
  });

  test('cover it exactly, and no two of them could be one', () => {
    const edge = fc.bigInt({ min: 0n, max: 1n << 128n });
    fc.assert(
      fc.property(edge, edge, (a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        let at = start;
        let last: bigint | undefined;
        for (const cidr of formatInterval({ family: 6, start, end })) {
          const block = parseCidr(cidr);
          if (block?.family !== 6) continue;
          expect(block.start).toBe(at);
          const size = block.end - block.start;
          expect(last === size && (block.start - size) % (2n * size) === 0n).toBe(false);
          [at, last] = [block.end, size];
        }
        // Blocks of IPv4-mapped addresses read back as IPv4; they are too rare to be drawn.
        expect(at).toBe(end);
      }),
    );
  });
});
