import { describe, expect, test } from 'vitest';
import {
  addressesAt,
  addressesIn,
  addressKey,
  byFirstAddress,
  equalAddresses,
  EVERY_ADDRESS,
  intersectAddresses,
  isNoAddress,
  NO_ADDRESS,
  sameFamilies,
  subtractAddresses,
  toCidrs,
  unionAddresses,
} from '../../../server/src/evaluator/address-set';

describe('CIDRs in, fewest CIDRs out', () => {
  test.each([
    ['neighbours merge', ['10.0.0.0/9', '10.128.0.0/9'], [], ['10.0.0.0/8']],
    ['one within another', ['10.1.0.0/16', '10.0.0.0/8'], [], ['10.0.0.0/8']],
    ['IPv4 before IPv6', ['2001:db8::/32', '192.0.2.0/24'], [], ['192.0.2.0/24', '2001:db8::/32']],
    ['exceptions', ['10.0.0.0/30'], ['10.0.0.1/32'], ['10.0.0.0/32', '10.0.0.2/31']],
    ['exceptions of the other family', ['10.0.0.0/8'], ['::/0'], ['10.0.0.0/8']],
    ['everything excepted in pieces', ['10.0.0.0/8'], ['10.0.0.0/9', '10.128.0.0/9'], []],
    ['text that is no CIDR', ['10.0.0.1', 'x', ''], ['y'], []],
    ['both families whole', ['::/0', '0.0.0.0/0'], [], ['0.0.0.0/0', '::/0']],
  ])('%s', (_, cidrs, except, expected) => {
    expect(toCidrs(addressesIn(cidrs, except))).toEqual(expected);
  });
});

test('algebra, family by family', () => {
  const a = addressesIn(['10.0.0.0/8', 'fd00::/8']);
  const b = addressesIn(['10.1.0.0/16', '2001:db8::/32']);
  expect(toCidrs(intersectAddresses(a, b))).toEqual(['10.1.0.0/16']);
  expect(toCidrs(subtractAddresses(b, a))).toEqual(['2001:db8::/32']);
  expect(equalAddresses(unionAddresses(a, b), unionAddresses(b, a))).toBe(true);
  expect(equalAddresses(a, b)).toBe(false);
  expect(isNoAddress(subtractAddresses(a, EVERY_ADDRESS))).toBe(true);
  expect(isNoAddress(EVERY_ADDRESS)).toBe(false);
});

test('single addresses', () => {
  expect(toCidrs(addressesAt(['10.0.0.7', 'fd00::7', 'x']))).toEqual(['10.0.0.7/32', 'fd00::7/128']);
});

test('only the families of another set', () => {
  const both = addressesAt(['10.0.0.7', 'fd00::7']);
  expect(toCidrs(sameFamilies(both, addressesIn(['10.0.0.0/8'])))).toEqual(['10.0.0.7/32']);
  expect(toCidrs(sameFamilies(both, addressesIn(['::/0'])))).toEqual(['fd00::7/128']);
  expect(toCidrs(sameFamilies(both, NO_ADDRESS))).toEqual([]);
});

test('keys and order', () => {
  const sets = [['fd00::/8'], ['10.0.0.0/8', '::/8'], ['2001:db8::/32'], ['9.0.0.0/8']].map((cidrs) =>
    addressesIn(cidrs),
  );
  expect(sets.toSorted(byFirstAddress).map(toCidrs)).toEqual([
    ['9.0.0.0/8'],
    ['10.0.0.0/8', '::/8'],
    ['2001:db8::/32'],
    ['fd00::/8'],
  ]);
  expect(new Set(sets.map(addressKey)).size).toBe(4);
  expect(addressKey(addressesIn(['10.0.0.0/9', '10.128.0.0/9']))).toBe(
    addressKey(addressesIn(['10.0.0.0/8'])),
  );
});
