/**
 * What one requirement of a selector matches by itself: the way to find the one that fails.
 */
import type { LabelPredicate } from '../evaluator/model';
import { valueMatches } from '../evaluator/predicate';
import type { FieldPath, Resource } from '../manifests/document';
import { field, items, text } from '../manifests/json-value';
import type { Snapshot } from '../workspace/snapshot';
import { share } from '../wording/quantities';
import { requirementText } from '../wording/selectors';
import { inlineCode } from './markdown';
import { valueAt } from './value-at';

/** `role=frontend` alone: 3 of 14 workloads. Undefined when the path leads to no single requirement. */
export function labelNote(snapshot: Snapshot, resource: Resource, path: FieldPath): string | undefined {
  const requirement = requirementAt(resource, path);
  return (
    requirement && `${inlineCode(requirementText(requirement))} alone: ${matching(snapshot, requirement)}.`
  );
}

function matching({ cluster, evaluator }: Snapshot, requirement: LabelPredicate): string {
  if (requirement.on === 'pod') {
    return share(evaluator.select(requirement).length, cluster.workloads.length, 'workload');
  }
  const namespaces = [...cluster.namespaces.values()];
  const fitting = namespaces.filter(({ labels }) => valueMatches(requirement, labels.get(requirement.key)));
  return share(fitting.length, namespaces.length, 'namespace');
}

/** The entry of `matchLabels`, or the item of `matchExpressions`, that a path leads to or into. */
function requirementAt({ value }: Resource, path: FieldPath): LabelPredicate | undefined {
  const depth = path.findIndex((step) => step === 'matchLabels' || step === 'matchExpressions');
  const step = path[depth + 1];
  if (depth < 0 || step === undefined) return undefined;
  const on = path[depth - 1] === 'namespaceSelector' ? 'namespace' : 'pod';
  const written = valueAt(value, path.slice(0, depth + 2));
  if (typeof step === 'string') {
    const label = text(written);
    return label === undefined ? undefined : { op: 'label', on, key: step, operator: 'In', values: [label] };
  }
  return expressionOf(written, on);
}

const OPERATORS: ReadonlyMap<unknown, LabelPredicate['operator']> = new Map(
  (['In', 'NotIn', 'Exists', 'DoesNotExist'] as const).map((operator) => [operator, operator]),
);

function expressionOf(written: unknown, on: LabelPredicate['on']): LabelPredicate | undefined {
  const key = text(field(written, 'key'));
  const operator = OPERATORS.get(field(written, 'operator'));
  if (key === undefined || operator === undefined) return undefined;
  const values = items(field(written, 'values')).filter((one) => typeof one === 'string');
  return { op: 'label', on, key, operator, values };
}
