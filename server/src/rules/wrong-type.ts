/**
 * Rule: a value of another type than its field has. YAML decides types by how a value looks, hence most of these.
 */
import { formatPath, type FieldPath } from '../manifests/document';
import { list } from '../wording/quantities';
import { ownerName } from './api/field-names';
import { valueRange, type Source } from './api/place';
import { isPolicy } from './api/policy-kinds';
import { valueAt, type ShapeViolation } from './api/shape';
import { bracketed, dashed } from './fixes/list-shape';
import { contentRange, textOf } from './fixes/layout';
import { quoteScalar, unquoteNumber } from './fixes/scalar';
import type { Finding, Fix, Rule } from './rule';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a map',
  string: 'text',
  integer: 'a whole number',
  boolean: 'true or false',
};

export const rule = {
  id: 'wrong-type',
  severity: 'error',
  fallback: true,
  documentation: {
    title: 'A value of the wrong type',
    clusterDoes: 'The API server cannot decode the object and rejects it at the first such value.',
    meant:
      'A list where a map stands or the other way round, or text that YAML reads as a number or as true or false. kubectl reads YAML 1.1, in which yes, no, on and off are true and false.',
    bad: 'ingress:\n  from:\n  - podSelector: {}',
    good: 'ingress:\n- from:\n  - podSelector: {}',
    link: 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
  },
  appliesTo: isPolicy,
  *check(context) {
    for (const violation of context.parts.violations) {
      if (violation.kind === 'type') yield wrongType(context, violation.path, violation.expected);
      if (violation.kind === 'time') yield wrongTime(context, violation);
    }
  },
} satisfies Rule;

function wrongType(source: Source, path: FieldPath, types: readonly string[]): Finding {
  const expected = types.filter((type) => type !== 'null');
  const names = list(
    expected.map((type) => TYPE_NAMES[type] ?? type),
    'or',
  );
  const value = valueAt(source.resource.value, path);
  const repairs = fixes(source, path, value, expected);
  return {
    range: valueRange(source, path),
    message: `${ownerName(path)} must be ${names}, but ${written(source, path, value)}. The API server rejects the policy.`,
    field: formatPath(path),
    reason: 'Invalid',
    fixes: repairs,
    ...(repairs.length === 0 && isStructure(value, expected) && { shape: true }),
  };
}

/** Of scalars, readers of YAML 1.1 and 1.2 think differently: others may find nothing wrong with `yes`. */
function isStructure(value: unknown, expected: readonly string[]): boolean {
  return typeof value === 'object' || !expected.some((type) => type !== 'object' && type !== 'array');
}

/** What YAML reads: the surprise is usually that it is not what it looks like. */
function written(source: Source, path: FieldPath, value: unknown): string {
  if (Array.isArray(value)) return 'it is a list';
  if (typeof value === 'object' && value !== null) return 'it is a map';
  const range = contentRange(source, path);
  const text = range === undefined ? String(value) : textOf(source, range);
  // `yes` and `on` do not look like it.
  if (typeof value === 'boolean' && text !== String(value)) return `${text} is read as ${String(value)}`;
  return `${text.length > 40 ? 'it' : text} is ${scalarType(value)}`;
}

function scalarType(value: unknown): string {
  if (typeof value === 'boolean') return 'a boolean';
  return typeof value === 'number' ? 'a number' : 'text';
}

function fixes(source: Source, path: FieldPath, value: unknown, expected: readonly string[]): readonly Fix[] {
  if (expected.includes('array')) return [...bracketed(source, path), ...dashed(source, path)];
  if (typeof value === 'string') return expected.includes('integer') ? unquoteNumber(source, path) : [];
  if (typeof value === 'object') return [];
  return isFreeText(path) ? quoteScalar(source, path) : [];
}

/** Elsewhere the text in quotes may well be wrong again. */
function isFreeText(path: FieldPath): boolean {
  return path[0] === 'metadata' && (path[1] === 'annotations' || path[1] === 'name');
}

function wrongTime(source: Source, { path }: ShapeViolation): Finding {
  return {
    range: valueRange(source, path),
    message: `${ownerName(path)} must be a time such as 2026-01-31T12:00:00Z. The server sets it: remove it.`,
    field: formatPath(path),
    reason: 'Invalid',
  };
}
