/**
 * What an unquoted YAML scalar means to kubectl, which reads YAML 1.1 with a few liberties of its own.
 * Follows `resolve` of https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go. Knows no positions.
 */

/** A scalar as it arrives in JSON. */
export type ScalarValue = string | number | boolean | null;

const WORDS: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...spellings(true, ['y', 'yes', 'true', 'on'], ['Y']),
  ...spellings(false, ['n', 'no', 'false', 'off'], ['N']),
  ...spellings(null, ['null'], ['', '~']),
  ...spellings(Number.POSITIVE_INFINITY, ['.inf', '+.inf'], ['.Inf', '+.Inf']),
  ...spellings(Number.NEGATIVE_INFINITY, ['-.inf'], ['-.Inf']),
  ...spellings(Number.NaN, ['.nan'], ['.NaN']),
]);

const INTEGER =
  /^(?<sign>[-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)|(?<decimal>[1-9][0-9]*|0))$/u;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/u;

/** Whole numbers that fit into 64 bits with a sign, or without. Others are read as floating point, if at all. */
const SIGNED_LIMIT = 2n ** 63n;
const UNSIGNED_LIMIT = 2n ** 64n;

/** What a scalar without quotes can be. */
export type ScalarType = 'null' | 'bool' | 'int' | 'float' | 'str';

/**
 * The value of an unquoted scalar: `yes` is true, `0100` is 64, `8_080` is 8080, `1e3` is 1000; dates and `12:30`
 * stay text. Infinity and not-a-number are returned as such, although JSON cannot hold them.
 */
export function resolvePlainScalar(text: string): ScalarValue {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (/^[-+0-9]/u.test(text)) return resolveNumber(digitsOf(text)) ?? text;
  return text.startsWith('.') ? (resolveFloat(text.replace(BETWEEN_DIGITS, '')) ?? text) : text;
}

/** Behind a point, an underscore is part of a number only between two digits. */
const BETWEEN_DIGITS = /(?<=[0-9])_(?=[0-9])/gu;

/** What {@link resolvePlainScalar} makes of a text. Whole numbers beyond 64 bits are floating point. */
export function plainScalarType(text: string): ScalarType {
  const value = resolvePlainScalar(text);
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'str';
  return resolveInteger(digitsOf(text)) === undefined ? 'float' : 'int';
}

/**
 * The text of an unquoted key: kubectl makes text of numbers and truth values. Undefined for null and for whole numbers
 * that do not fit into 64 bits with a sign, which cannot be keys.
 */
export function plainKeyText(text: string): string | undefined {
  const value = resolvePlainScalar(text);
  if (value === null) return undefined;
  if (typeof value !== 'number') return String(value);
  const whole = resolveInteger(digitsOf(text));
  if (whole === undefined) return floatText(value);
  return whole < SIGNED_LIMIT ? String(whole) : undefined;
}

/** As Go writes a number of 32 bits: the fewest digits that tell it, with an exponent outside of 0.0001 to 999999. */
function floatText(value: number): string {
  const float = Math.fround(value);
  if (Number.isNaN(float)) return '.nan';
  if (!Number.isFinite(float)) return float > 0 ? '.inf' : '-.inf';
  if (float === 0) return Object.is(float, -0) ? '-0' : '0';
  const precisions = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const written = precisions.map((digits) => float.toExponential(digits));
  const shortest = written.find((text) => Math.fround(Number(text)) === float) ?? String(float);
  const [digits = '', exponent = ''] = shortest.split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(shortest));
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function resolveNumber(digits: string): number | undefined {
  if (COMMON_NUMBER.test(digits)) return Number(digits);
  const whole = resolveInteger(digits);
  return whole === undefined ? resolveFloat(digits) : Number(whole);
}

/** As nearly all numbers are written: no need to look closer. */
const COMMON_NUMBER = /^[1-9][0-9]{0,14}$/u;

/** The reader looks for a sign behind `0b`, too. */
function digitsOf(text: string): string {
  return text.replaceAll('_', '').replace(/^0b(?<sign>[-+])(?=[01])/u, '$<sign>0b');
}

function resolveInteger(digits: string): bigint | undefined {
  const groups = INTEGER.exec(digits)?.groups;
  if (groups === undefined) return undefined;
  const { sign, hex, binary, octal, decimal } = groups;
  const size =
    toInteger('0x', hex) ?? toInteger('0b', binary) ?? toInteger('0o', octal) ?? toInteger('', decimal);
  if (size === undefined) return undefined;
  if (sign === '-') return size <= SIGNED_LIMIT ? -size : undefined;
  return size < (sign === '+' ? SIGNED_LIMIT : UNSIGNED_LIMIT) ? size : undefined;
}

function toInteger(prefix: string, digits: string | undefined): bigint | undefined {
  return digits === undefined ? undefined : BigInt(prefix + digits);
}

function resolveFloat(digits: string): number | undefined {
  if (!FLOAT.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

/** Words count in lower case, capitalised, and in upper case; no other mixture. */
function spellings(
  value: ScalarValue,
  words: readonly string[],
  others: readonly string[],
): readonly (readonly [string, ScalarValue])[] {
  const cased = words.flatMap((word) => [word, capitalised(word), word.toUpperCase()]);
  return [...cased, ...others].map((word) => [word, value] as const);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
