/**
 * Rule: label values that look like text and are read as numbers or truth values.
 */
import type { FieldPath } from '../manifests/document';
import { labelValueProblems } from './api/name-syntax';
import { valueRange, type Source } from './api/place';
import { rejection } from './api/rejection';
import { valueAt } from './api/shape';
import { contentRange, textOf } from './fixes/layout';
import { quoteScalar } from './fixes/scalar';
import { isPolicy } from './api/policy-kinds';
import type { Finding, Rule } from './rule';

export const rule = {
  id: 'label-value-not-string',
  severity: 'error',
  documentation: {
    title: 'A label value that is no text',
    clusterDoes:
      'The API server cannot decode the policy and rejects it. kubectl reads YAML 1.1: yes, no, on, off, y and n are true or false, 1.10 and 1e3 are numbers.',
    meant: 'The same value in quotes.',
    bad: 'podSelector:\n  matchLabels: {release: 7, canary: yes}',
    good: 'podSelector:\n  matchLabels: {release: "7", canary: "yes"}',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  },
  appliesTo: isPolicy,
  *check(context) {
    for (const violation of context.parts.violations) {
      if (violation.kind !== 'type' || !isLabelValue(violation.path)) continue;
      const value = valueAt(context.resource.value, violation.path);
      if (typeof value === 'number' || typeof value === 'boolean')
        yield finding(context, violation.path, value);
    }
  },
} satisfies Rule;

function isLabelValue(path: FieldPath): boolean {
  const owner = path.at(-2);
  return owner === 'matchLabels' || owner === 'values' || (owner === 'labels' && path.length === 3);
}

function finding(source: Source, path: FieldPath, value: number | boolean): Finding {
  const range = contentRange(source, path) ?? valueRange(source, path);
  const written = textOf(source, range);
  const read = typeof value === 'number' ? `the number ${value}` : String(value);
  return rejection(
    source,
    path,
    'Invalid',
    `${written} is read as ${read}, but label values are text: the API server rejects the policy. Put it in quotes.`,
    { fixes: labelValueProblems(written).length === 0 ? quoteScalar(source, path) : [] },
  );
}
