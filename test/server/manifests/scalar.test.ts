import { describe, expect, test } from 'vitest';
import { plainKeyText, resolvePlainScalar, type ScalarValue } from '../../../server/src/manifests/scalar';

/** What kubectl 1.32 prints for each, tried out. */
describe('resolvePlainScalar', () => {
  test.each(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])(
    '%s is true',
    (text) => {
      expect(resolvePlainScalar(text)).toBe(true);
    },
  );

  test.each(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'])(
    '%s is false',
    (text) => {
      expect(resolvePlainScalar(text)).toBe(false);
    },
  );

  test.each(['', '~', 'null', 'Null', 'NULL'])('"%s" is null', (text) => {
    expect(resolvePlainScalar(text)).toBeNull();
  });

  test.each<[string, number]>([
    ['80', 80],
    ['+80', 80],
    ['-80', -80],
    ['0', 0],
    ['-0', 0],
    ['0x50', 80],
    ['-0x10', -16],
    ['0b11', 3],
    ['-0b11', -3],
    ['0100', 64],
    ['0o17', 15],
    ['8_080', 8080],
    ['1_000.5', 1000.5],
    ['4294967376', 4_294_967_376],
    ['99999999999999999999', 1e20],
    ['0b-101', -5],
    ['0b+101', 5],
  ])('%s is the number %d', (text, value) => {
    expect(resolvePlainScalar(text)).toBe(value);
  });

  test.each<[string, number]>([
    ['80.0', 80],
    ['1e3', 1000],
    ['80.5', 80.5],
    ['.5', 0.5],
    ['.5e3', 500],
    ['.5_0', 0.5],
    ['+.5', 0.5],
    ['1.', 1],
    ['1.10', 1.1],
    // Not octal, because of the 8; the reader then takes it for a decimal fraction.
    ['0888', 888],
    ['08.5', 8.5],
    ['0777777777777777777777777', 7.777777777777778e23],
  ])('%s is the number %d, read as floating point', (text, value) => {
    expect(resolvePlainScalar(text)).toBe(value);
  });

  test.each([
    '1.10.0',
    '2024-01-31',
    '2024-01-31T00:00:00Z',
    '12:30',
    '10.0.0.0/8',
    '80,443',
    '0o8',
    '0x',
    '0xfffffffffffffffff',
    '1e400',
    '-',
    '+',
    '.',
    '_1',
    '._5',
    '.5__0',
    '.5_',
    '0x10000000000000000',
    'yEs',
    'nULL',
    'oN',
    'http',
    'ÿ',
  ])('%s stays text', (text) => {
    expect(resolvePlainScalar(text)).toBe(text);
  });

  test.each<[string, ScalarValue]>([
    ['.inf', Infinity],
    ['+.Inf', Infinity],
    ['-.INF', -Infinity],
    ['.NaN', Number.NaN],
  ])('%s is what JSON cannot hold', (text, value) => {
    expect(resolvePlainScalar(text)).toBe(value);
  });
});

/** What the reader of Kubernetes 1.37 makes of each. */
describe('plainKeyText', () => {
  test.each([
    ['app', 'app'],
    ['yes', 'true'],
    ['Off', 'false'],
    ['2024', '2024'],
    ['0x10', '16'],
    ['1_000', '1000'],
    ['9223372036854775807', '9223372036854775807'],
    ['1.10', '1.1'],
    ['80.0', '80'],
    ['1e3', '1000'],
    ['1000000.0', '1e+06'],
    ['0x7fffffffffffffff', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['-9223372036854775809', '-9.223372e+18'],
    ['+18446744073709551615', '1.8446744e+19'],
    ['18446744073709551616', '1.8446744e+19'],
    ['1e20', '1e+20'],
    ['2147483647.0', '2.1474836e+09'],
    ['0.0001', '0.0001'],
    ['.00001', '1e-05'],
    ['0.1', '0.1'],
    ['16777217.0', '1.6777216e+07'],
    ['-1.5', '-1.5'],
    ['0.0', '0'],
    ['-0.0', '-0'],
    ['.inf', '.inf'],
    ['-.inf', '-.inf'],
    ['1e300', '.inf'],
    ['.NaN', '.nan'],
    ['2024-01-31', '2024-01-31'],
  ])('%s is %s', (text, key) => {
    expect(plainKeyText(text)).toBe(key);
  });

  test.each(['', '~', 'null', '9223372036854775808', '12345678901234567890'])(
    '"%s" cannot be a key',
    (text) => {
      expect(plainKeyText(text)).toBeUndefined();
    },
  );
});
