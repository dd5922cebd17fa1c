/**
 * Rule: requirements of selectors whose operator and values do not go together.
 */
import { list } from '../wording/quantities';
import type { Source } from './api/place';
import { isSet, itemsOf, type Part } from './api/policy-parts';
import { rejection } from './api/rejection';
import { removalOf } from './fixes/member';
import { replaceScalar } from './fixes/scalar';
import type { Finding, Rule } from './rule';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

export const rule = {
  id: 'invalid-requirement',
  severity: 'error',
  documentation: {
    title: 'A requirement whose operator and values do not fit',
    clusterDoes: 'The API server rejects the policy.',
    meant:
      'In and NotIn need at least one value, Exists and DoesNotExist take none. There are no other operators.',
    bad: 'matchExpressions:\n- {key: app, operator: Equals, values: [web]}\n- {key: canary, operator: Exists, values: ["true"]}',
    good: 'matchExpressions:\n- {key: app, operator: In, values: [web]}\n- {key: canary, operator: Exists}',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements',
  },
  *check(context) {
    for (const selector of context.parts.selectors) {
      for (const requirement of itemsOf(selector, 'matchExpressions')) yield* check(context, requirement);
    }
  },
} satisfies Rule;

function check(source: Source, requirement: Part): Iterable<Finding> {
  switch (requirement.value['operator']) {
    case 'In':
    case 'NotIn':
      return missingValues(source, requirement);
    case 'Exists':
    case 'DoesNotExist':
      return surplusValues(source, requirement);
    default:
      return unknownOperator(source, requirement);
  }
}

function* missingValues(source: Source, { path, value }: Part): Iterable<Finding> {
  const { operator, values } = value;
  const isMissing = !isSet(values);
  if (!isMissing && !(Array.isArray(values) && values.length === 0)) return;
  const message = `${String(operator)} needs at least one value, or the API server rejects the policy.`;
  yield rejection(source, [...path, 'values'], 'Required', message, isMissing ? { missing: true } : {});
}

function* surplusValues(source: Source, { path, value }: Part): Iterable<Finding> {
  const { operator, values } = value;
  if (!Array.isArray(values) || values.length === 0) return;
  const removal = removalOf(source, [...path, 'values']);
  yield rejection(
    source,
    [...path, 'values'],
    'Forbidden',
    `${String(operator)} takes no values; the API server rejects the policy. Use In to ask for certain values.`,
    { fixes: removal === undefined ? [] : [{ title: 'Remove values', edits: [removal] }] },
  );
}

function* unknownOperator(source: Source, { path, value }: Part): Iterable<Finding> {
  const field = [...path, 'operator'];
  const { operator = null } = value;
  if (operator === null) {
    const message = `A requirement needs an operator: ${list(OPERATORS, 'or')}.`;
    yield rejection(source, field, 'Invalid', message, { missing: true });
  } else if (typeof operator === 'string') {
    const right = meant(operator);
    yield rejection(
      source,
      field,
      'Invalid',
      `There is no operator ${operator === '' ? '""' : operator}; the API server rejects the policy. Write ${list(OPERATORS, 'or')}.`,
      right === undefined
        ? {}
        : { fixes: replaceScalar(source, field, right, { title: `Write ${right}`, preferred: true }) },
    );
  }
}

/** Spellings of which only one thing can be meant. */
function meant(operator: string): string | undefined {
  const word = operator.toLowerCase().replaceAll(/[^a-z=!]/gu, '');
  if (['equal', 'equals', 'eq', '=', '=='].includes(word)) return 'In';
  if (['notexists', 'notexist', 'doesnotexists'].includes(word)) return 'DoesNotExist';
  return OPERATORS.find((known) => known.toLowerCase() === word);
}
