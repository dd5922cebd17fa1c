/**
 * Rule: a key written twice in one mapping.
 */
import { formatPath, type FieldPath, type Resource } from '../manifests/document';
import { fieldName } from './api/field-names';
import { eitherValue, oneList } from './fixes/repeated-key';
import { isPolicy } from './api/policy-kinds';
import type { Fix, Rule, RuleContext } from './rule';

export const rule = {
  id: 'duplicate-map-key',
  severity: 'error',
  documentation: {
    title: 'A key written twice',
    clusterDoes:
      'kubectl keeps the last one and silently drops the others before the server sees them; strict readers refuse the document.',
    meant: 'One label with either of two values is a requirement with In; two blocks of rules are one list.',
    bad: 'podSelector:\n  matchLabels:\n    app: till\n    app: scanner',
    good: 'podSelector:\n  matchExpressions:\n  - {key: app, operator: In, values: [till, scanner]}',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements',
  },
  appliesTo: isPolicy,
  *check(context) {
    const { resource } = context;
    const areMended = resource.duplicateKeys.length <= MOST_MENDED;
    for (const { path, key, range } of resource.duplicateKeys) {
      yield {
        range,
        message: `${key} is written twice in ${ownerOf(path)}: kubectl keeps only the last one, strict readers refuse the policy. ${advice(path, resource)}`,
        field: formatPath([...path, key]),
        reason: 'Duplicate' as const,
        fixes: areMended ? fixesOf(context, path, key) : [],
      };
    }
  },
} satisfies Rule;

/** Each fix looks at all keys beside its own: of thousands nobody mends one after the other. */
const MOST_MENDED = 50;

function fixesOf(context: RuleContext, path: FieldPath, key: string): readonly Fix[] {
  return path.at(-1) === 'matchLabels' ? eitherValue(context, path, key) : oneList(context, path, key);
}

function ownerOf(path: FieldPath): string {
  return path.length === 0 ? 'the policy' : fieldName(path);
}

function advice(path: FieldPath, { kind }: Resource): string {
  return path.at(-1) === 'matchLabels'
    ? 'To accept several values, use matchExpressions with In.'
    : `A ${kind} needs them in one place.`;
}
