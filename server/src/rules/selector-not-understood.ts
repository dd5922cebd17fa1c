/**
 * Rule: selectors of cluster-wide policies that the server stores although nobody can interpret them.
 */
import { list } from '../wording/quantities';
import { clusterSelectorsOf } from './api/cluster-policy-parts';
import { labelValueProblems, qualifiedNameProblems } from './api/name-syntax';
import { valueRange } from './api/place';
import { isClusterPolicy } from './api/policy-kinds';
import { itemsOf, textItemsOf, textMembersOf, type Part } from './api/policy-parts';
import { formatPath, type FieldPath } from '../manifests/document';
import type { Finding, Rule, RuleContext } from './rule';

const WITH_VALUES = ['In', 'NotIn'];
const OPERATORS = [...WITH_VALUES, 'Exists', 'DoesNotExist'];

export const rule = {
  id: 'selector-not-understood',
  severity: 'error',
  documentation: {
    title: 'A selector that nobody can interpret',
    clusterDoes:
      'The API server stores the policy: it does not look into the selectors of this kind. Whoever enforces it fails closed: a rule that allows then matches nothing, every other rule denies everything.',
    meant:
      'In and NotIn need values, Exists and DoesNotExist take none. Keys and values are those that labels can have.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject:\n    namespaces:\n      matchExpressions:\n      - {key: team, operator: Equals, values: [a]}',
    good: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 10\n  subject:\n    namespaces:\n      matchExpressions:\n      - {key: team, operator: In, values: [a]}',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors',
  },
  appliesTo: isClusterPolicy,
  *check(context) {
    for (const selector of clusterSelectorsOf(context.parts)) {
      for (const problem of [...labelProblems(selector), ...requirementProblems(selector)]) {
        yield finding(context, problem);
      }
    }
  },
} satisfies Rule;

interface Problem {
  readonly path: FieldPath;
  /** Half a sentence. */
  readonly what: string;
}

function finding(context: RuleContext, { path, what }: Problem): Finding {
  return {
    range: valueRange(context, path),
    field: formatPath(path),
    message: `${what}. The API server stores this, but nobody can interpret the selector: a rule that allows matches nothing then, any other denies everything.`,
  };
}

function* labelProblems(selector: Part): Iterable<Problem> {
  for (const { path, key, text } of textMembersOf(selector, 'matchLabels')) {
    yield* describe(path, 'This key is none of a label', qualifiedNameProblems(key));
    yield* describe(path, 'No label has such a value', labelValueProblems(text));
  }
}

function* requirementProblems(selector: Part): Iterable<Problem> {
  for (const requirement of itemsOf(selector, 'matchExpressions')) {
    const { path, value } = requirement;
    const { key, operator } = value;
    if (typeof key === 'string') {
      yield* describe([...path, 'key'], 'This key is none of a label', qualifiedNameProblems(key));
    }
    for (const item of textItemsOf(requirement, 'values')) {
      yield* describe(item.path, 'No label has such a value', labelValueProblems(item.text));
    }
    if (typeof operator === 'string') yield* operatorProblems(requirement, operator);
  }
}

function* operatorProblems({ path, value }: Part, operator: string): Iterable<Problem> {
  if (!OPERATORS.includes(operator)) {
    const what = `There is no operator ${operator === '' ? '""' : operator}: write ${list(OPERATORS, 'or')}`;
    yield { path: [...path, 'operator'], what };
    return;
  }
  const hasValues = Array.isArray(value['values']) && value['values'].length > 0;
  if (hasValues === WITH_VALUES.includes(operator)) return;
  const what = hasValues ? `${operator} takes no values` : `${operator} needs at least one value`;
  yield { path: [...path, hasValues ? 'values' : 'operator'], what };
}

function* describe(path: FieldPath, what: string, problems: readonly string[]): Iterable<Problem> {
  if (problems.length > 0) yield { path, what: `${what}: ${problems.join('; ')}` };
}
