/**
 * Every place where a label is asked for or carried: selectors of policies and Services, pods and namespaces.
 * Knows paths in resources; positions are found elsewhere.
 */
import type { LabelPredicate, SourceRef } from '../evaluator/model';
import { NAMESPACE_NAME } from '../evaluator/predicate';
import type { FieldPath } from '../manifests/document';
import { text } from '../manifests/json-value';
import type { Snapshot } from '../workspace/snapshot';
import { valueAt } from './value-at';
import { labelsPath } from './written-labels';
import { requirementsOf, selectorsOf } from './written-selectors';

/** A label of pods or namespaces; with one of these values, or with any when there are none. */
export type LabelAsked = Pick<LabelPredicate, 'on' | 'key'> & Partial<Pick<LabelPredicate, 'values'>>;

export interface LabelMention {
  readonly source: SourceRef;
  /** Of the pair, or of the item of `matchExpressions`. */
  readonly path: FieldPath;
}

/** All mentions in the order of the cluster: who asks for the label first, then who carries it. */
export function labelMentions(snapshot: Snapshot, asked: LabelAsked): readonly LabelMention[] {
  return [
    ...inPolicies(snapshot, asked),
    ...inServices(snapshot, asked),
    ...inOwners(snapshot, asked),
    ...onCarriers(snapshot, asked),
  ];
}

function isMeant({ values }: LabelAsked, value: string | undefined): boolean {
  return value !== undefined && (values?.includes(value) ?? true);
}

function inPolicies({ cluster, resourceOf }: Snapshot, asked: LabelAsked): readonly LabelMention[] {
  const { on, key, values } = asked;
  return cluster.policies.flatMap((policy) => {
    const resource = resourceOf(policy.source);
    if (resource === undefined) return [];
    return selectorsOf(resource, policy)
      .flatMap((selector) => requirementsOf(resource, selector))
      .filter(
        (one) =>
          one.on === on &&
          one.key === key &&
          (values === undefined || one.values.some((value) => isMeant(asked, value))),
      )
      .map(({ path }) => ({ source: policy.source, path }));
  });
}

function inServices({ cluster }: Snapshot, asked: LabelAsked): readonly LabelMention[] {
  const { on, key } = asked;
  if (on !== 'pod') return [];
  return cluster.services
    .filter(({ selector }) => isMeant(asked, selector?.get(key)))
    .map(({ source }) => ({ source, path: ['spec', 'selector', key] }));
}

/** Deployments and the like select their own pods; the selector and the template must say the same. */
function inOwners({ cluster, resourceOf }: Snapshot, asked: LabelAsked): readonly LabelMention[] {
  const { on, key } = asked;
  if (on !== 'pod') return [];
  return cluster.workloads.flatMap(({ source }) => {
    const resource = resourceOf(source);
    return OWN_SELECTORS.map((path) => [...path, key])
      .filter((path) => isMeant(asked, text(valueAt(resource?.value, path))))
      .map((path) => ({ source, path }));
  });
}

const OWN_SELECTORS: readonly FieldPath[] = [
  ['spec', 'selector', 'matchLabels'],
  // As ReplicationController and DeploymentConfig have it.
  ['spec', 'selector'],
];

function onCarriers({ cluster, resourceOf }: Snapshot, asked: LabelAsked): readonly LabelMention[] {
  const { on, key } = asked;
  const carriers =
    on === 'pod' ? cluster.workloads : on === 'namespace' ? [...cluster.namespaces.values()] : [];
  return carriers.flatMap(({ labels, source }) => {
    const resource = source && resourceOf(source);
    if (source === undefined || resource === undefined || !isMeant(asked, labels.get(key))) return [];
    const isName = on === 'namespace' && key === NAMESPACE_NAME;
    return [{ source, path: isName ? ['metadata', 'name'] : [...labelsPath(resource), key] }];
  });
}
