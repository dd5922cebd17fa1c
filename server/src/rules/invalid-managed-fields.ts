/**
 * Rule: managedFields that no server wrote.
 */
import { isSet, itemsOf, type Part } from './api/policy-parts';
import { byteLength } from './api/name-syntax';
import type { Source } from './api/place';
import { rejection } from './api/rejection';
import { isPolicy } from './api/policy-kinds';
import type { Finding, Reason, Rule, RuleContext } from './rule';

const LIMITS: readonly (readonly [field: string, bytes: number])[] = [
  ['manager', 128],
  ['subresource', 256],
];

/** Before, a missing or unknown operation was called invalid. */
const PRECISE_OPERATION_MINOR = 37;

const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

export const rule = {
  id: 'invalid-managed-fields',
  severity: 'error',
  documentation: {
    title: 'Managed fields that the API server does not accept',
    clusterDoes: 'The API server rejects the policy.',
    meant: 'The server writes managedFields itself. Leave them out of manifests.',
    bad: 'metadata:\n  managedFields:\n  - operation: Create\n    fieldsType: FieldsV1',
    good: 'metadata: {}',
    link: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management',
  },
  appliesTo: isPolicy,
  *check(context) {
    const metadata = context.parts.metadata;
    for (const entry of metadata === undefined ? [] : itemsOf(metadata, 'managedFields')) {
      yield* words(context, entry);
      yield* lengths(context, entry);
      yield* signs(context, entry);
    }
  },
} satisfies Rule;

function* words(source: RuleContext, { path, value }: Part): Iterable<Finding> {
  const { operation, fieldsType = '' } = value;
  if (operation !== 'Apply' && operation !== 'Update') {
    const message = 'operation must be Apply or Update. The server writes managedFields: leave them out.';
    yield rejection(source, [...path, 'operation'], operationReason(source, operation), message, {
      missing: true,
    });
  }
  if (fieldsType !== '' && fieldsType !== null && fieldsType !== 'FieldsV1') {
    const message = 'fieldsType must be FieldsV1. The server writes managedFields: leave them out.';
    yield rejection(source, [...path, 'fieldsType'], 'Invalid', message);
  }
}

function operationReason({ kubernetesMinor }: RuleContext, operation: unknown): Reason {
  if (isSet(operation) && typeof operation !== 'string') return 'Invalid';
  if (kubernetesMinor < PRECISE_OPERATION_MINOR) return 'Invalid';
  return isSet(operation) && operation !== '' ? 'NotSupported' : 'Required';
}

function* signs(source: Source, { path, value: { manager } }: Part): Iterable<Finding> {
  if (typeof manager !== 'string' || !UNPRINTABLE.test(manager)) return;
  const message = 'The API server rejects this manager: it has signs that cannot be printed.';
  yield rejection(source, [...path, 'manager'], 'Invalid', message);
}

function* lengths(source: Source, { path, value }: Part): Iterable<Finding> {
  for (const [field, limit] of LIMITS) {
    const text = value[field];
    if (typeof text !== 'string' || byteLength(text) <= limit) continue;
    yield rejection(source, [...path, field], 'TooLong', `${field} may have at most ${limit} bytes.`);
  }
}
