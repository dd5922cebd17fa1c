/**
 * What a tag (`!!int`, `!!binary`) makes of a scalar, as kubectl's reader takes it. Knows no positions.
 * Follows `resolve` of https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go.
 */
import { plainScalarType, resolvePlainScalar, type ScalarType, type ScalarValue } from './scalar';

/** Tags that ask for the meaning that the text would have without quotes, and the meanings that will do. */
const RESOLVED_TAGS: ReadonlyMap<string, readonly ScalarType[]> = new Map<string, readonly ScalarType[]>([
  ['int', ['int']],
  ['float', ['float', 'int']],
  ['bool', ['bool']],
  ['null', ['null']],
]);

const TIMESTAMP =
  /^\d{4}-(?<month>\d\d?)-(?<day>\d\d?)(?:(?:[Tt]\d\d?:\d\d?:\d\d?(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d))| \d\d?:\d\d?:\d\d?(?:[.,]\d+)?)?$/u;

/** With padding, as the reader asks for it. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;

/** The value of a scalar with this tag; undefined when it cannot have one. A tag of an unknown kind makes it text. */
export function resolveTaggedScalar(tag: string, text: string): ScalarValue | undefined {
  const types = RESOLVED_TAGS.get(tag);
  if (types !== undefined)
    return types.includes(plainScalarType(text)) ? resolvePlainScalar(text) : undefined;
  if (tag === 'timestamp') return isTimestamp(text) ? text : undefined;
  return tag === 'binary' ? decoded(text) : text;
}

/** Whether a tag asks for the meaning that the text would have without quotes. */
export function isResolvedTag(tag: string): boolean {
  return RESOLVED_TAGS.has(tag);
}

function isTimestamp(text: string): boolean {
  const { month, day } = TIMESTAMP.exec(text)?.groups ?? {};
  return isWithin(month, 12) && isWithin(day, 31);
}

function isWithin(digits: string | undefined, limit: number): boolean {
  return Number(digits) >= 1 && Number(digits) <= limit;
}

function decoded(text: string): string | undefined {
  const base64 = text.replace(/[\r\n]/gu, '');
  if (!BASE64.test(base64)) return undefined;
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
