/**
 * Labels that controllers give pods when they make them. No template has them, so that what policies say of them is not
 * known of pods that are known by their template alone.
 */
import type { Cluster, EndpointPredicate } from './model';
import { podLabelKeys, predicatesOf } from './predicate';

const GIVEN_LATER: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'controller-uid',
]);

/** Whether it depends on such a label which pods are meant. */
export function asksForRunTimeLabels(predicate: EndpointPredicate): boolean {
  return podLabelKeys(predicate).some((key) => GIVEN_LATER.has(key));
}

const known = new WeakMap<Cluster, readonly string[]>();

/** Those that policies ask for and that pods of some workload may have. */
export function runTimeLabels(cluster: Cluster): readonly string[] {
  const labels = known.get(cluster) ?? labelsAskedFor(cluster);
  known.set(cluster, labels);
  return labels;
}

function labelsAskedFor({ policies, workloads }: Cluster): readonly string[] {
  const keys = new Set(policies.flatMap(predicatesOf).flatMap(podLabelKeys));
  return [...keys].filter(
    (key) => GIVEN_LATER.has(key) && workloads.some(({ kind, labels }) => kind !== 'Pod' && !labels.has(key)),
  );
}
