/**
 * What one requirement of a selector matches by itself: the way to find the one that fails.
 */
import type { LabelPredicate } from '../evaluator/model';
import { valueMatches } from '../evaluator/predicate';
import type { FieldPath, Resource } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { share } from '../wording/quantities';
import { requirementText } from '../wording/selectors';
import { inlineCode } from './markdown';
import { requirementAt } from './written-selectors';

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
