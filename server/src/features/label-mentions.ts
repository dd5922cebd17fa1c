/**
 * Every place where a label is asked for or carried: selectors of policies and Services, pods and namespaces.
 * Knows paths in resources; positions are found elsewhere.
 */
import type { LabelPredicate, SourceRef } from '../evaluator/model';
import { NAMESPACE_NAME } from '../evaluator/predicate';
import type { FieldPath } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { labelsPath } from './written-labels';
import { requirementsOf, selectorsOf } from './written-selectors';

/** A label of pods or namespaces; of any of these values. */
export type LabelAsked = Pick<LabelPredicate, 'on' | 'key' | 'values'>;

export interface LabelMention {
  readonly source: SourceRef;
  /** Of the pair, or of the item of `matchExpressions`. */
  readonly path: FieldPath;
}

/** All mentions in the order of the cluster: who asks for the label first, then who carries it. */
export function labelMentions(snapshot: Snapshot, asked: LabelAsked): readonly LabelMention[] {
  return [...inPolicies(snapshot, asked), ...inServices(snapshot, asked), ...onCarriers(snapshot, asked)];
}

function inPolicies(
  { cluster, resourceOf }: Snapshot,
  { on, key, values }: LabelAsked,
): readonly LabelMention[] {
  return cluster.policies.flatMap((policy) => {
    const resource = resourceOf(policy.source);
    if (resource === undefined) return [];
    return selectorsOf(resource, policy)
      .flatMap((selector) => requirementsOf(resource, selector))
      .filter((one) => one.on === on && one.key === key && one.values.some((value) => values.includes(value)))
      .map(({ path }) => ({ source: policy.source, path }));
  });
}

function inServices({ cluster }: Snapshot, { on, key, values }: LabelAsked): readonly LabelMention[] {
  if (on !== 'pod') return [];
  return cluster.services
    .filter(({ selector }) => values.includes(selector?.get(key) ?? ''))
    .map(({ source }) => ({ source, path: ['spec', 'selector', key] }));
}

function onCarriers(
  { cluster, resourceOf }: Snapshot,
  { on, key, values }: LabelAsked,
): readonly LabelMention[] {
  const carriers =
    on === 'pod' ? cluster.workloads : on === 'namespace' ? [...cluster.namespaces.values()] : [];
  return carriers.flatMap(({ labels, source }) => {
    const resource = source && resourceOf(source);
    const value = labels.get(key);
    if (source === undefined || resource === undefined || value === undefined || !values.includes(value)) {
      return [];
    }
    const isName = on === 'namespace' && key === NAMESPACE_NAME;
    return [{ source, path: isName ? ['metadata', 'name'] : [...labelsPath(resource), key] }];
  });
}
