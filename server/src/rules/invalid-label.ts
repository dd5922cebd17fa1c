/**
 * Rule: label keys and values that Kubernetes does not accept, on the policy and in its selectors.
 */
import type { FieldPath } from '../manifests/document';
import { keyRange, valueRange, type Source } from './api/place';
import { isSet, itemsOf, textItemsOf, textMembersOf, type Part } from './api/policy-parts';
import { labelValueProblems, qualifiedNameProblems } from './api/name-syntax';
import { mapRejection, rejection } from './api/rejection';
import { isPolicy } from './api/policy-kinds';
import type { Finding, Rule } from './rule';

/** Before, values in matchExpressions were stored unchecked. */
const EXPRESSION_VALUES_MINOR = 27;

export const rule = {
  id: 'invalid-label',
  severity: 'error',
  documentation: {
    title: 'A label that Kubernetes does not accept',
    clusterDoes: 'The API server rejects the policy. No pod could carry such a label.',
    meant:
      'Keys and values have at most 63 letters, digits, hyphens, underscores and dots, and begin and end with a letter or digit. A key may have a domain name and a slash in front.',
    bad: 'podSelector:\n  matchLabels:\n    app: web server',
    good: 'podSelector:\n  matchLabels:\n    app: web-server',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  },
  appliesTo: isPolicy,
  *check(context) {
    const metadata = context.parts.metadata;
    if (metadata !== undefined) yield* labelMap(context, metadata, 'labels');
    for (const selector of context.parts.selectors) {
      yield* labelMap(context, selector, 'matchLabels');
      for (const requirement of itemsOf(selector, 'matchExpressions')) {
        yield* requirementKey(context, requirement);
        if (context.kubernetesMinor >= EXPRESSION_VALUES_MINOR)
          yield* requirementValues(context, requirement);
      }
    }
  },
} satisfies Rule;

function* labelMap(source: Source, owner: Part, key: string): Iterable<Finding> {
  const map: FieldPath = [...owner.path, key];
  for (const { path, key: label, text } of textMembersOf(owner, key)) {
    const keyProblems = qualifiedNameProblems(label);
    if (keyProblems.length > 0) {
      yield mapRejection(map, keyRange(source, path), rejected('label key', label, keyProblems));
    }
    const valueProblems = labelValueProblems(text);
    if (valueProblems.length > 0) {
      yield mapRejection(map, valueRange(source, path), rejected('label value', text, valueProblems));
    }
  }
}

function* requirementKey(source: Source, { path, value }: Part): Iterable<Finding> {
  const key = isSet(value['key']) ? value['key'] : '';
  if (typeof key !== 'string') return;
  const field = [...path, 'key'];
  if (key === '') {
    const message = 'A requirement needs the key of a label, or the API server rejects the policy.';
    yield rejection(source, field, 'Invalid', message, value['key'] === '' ? {} : { missing: true });
    return;
  }
  const problems = qualifiedNameProblems(key);
  if (problems.length > 0) yield rejection(source, field, 'Invalid', rejected('label key', key, problems));
}

function* requirementValues(source: Source, requirement: Part): Iterable<Finding> {
  for (const { path, text } of textItemsOf(requirement, 'values')) {
    const problems = labelValueProblems(text);
    if (problems.length > 0) {
      yield rejection(source, path, 'Invalid', rejected('label value', text, problems));
    }
  }
}

function rejected(what: string, text: string, problems: readonly string[]): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `The API server rejects the ${what} ${JSON.stringify(shown)}: ${problems.join('; ')}.`;
}
