/**
 * Makes what the first answers about a cluster rest on, piece by piece, once its files are read: whoever asked first
 * would wait for all of it at once. Decides nothing; what is made here would be made anyway.
 */
import { classKey } from '../evaluator/classes';
import { usesOnNamespaces, usesOnWorkloads } from '../features/label-uses';
import { indexSubjects } from '../features/subject';
import type { Model } from './models';

/** To be driven by somebody who lets messages in between the pieces. */
export function* warmUp({ prepare, view }: Pick<Model, 'prepare' | 'view'>): Generator<void, void> {
  yield* prepare();
  const { cluster, evaluator } = view().snapshot;
  yield;
  for (const workload of cluster.workloads) {
    classKey(workload);
    yield;
  }
  evaluator.select({ op: 'any', of: [] });
  yield;
  const [workload] = cluster.workloads;
  for (const direction of ['ingress', 'egress'] as const) {
    if (workload !== undefined) evaluator.policiesSelecting(workload, direction);
    yield;
  }
  usesOnWorkloads(cluster.workloads);
  usesOnNamespaces(cluster.namespaces);
  yield;
  indexSubjects(cluster);
}
