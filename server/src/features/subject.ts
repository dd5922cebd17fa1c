/**
 * What a question can be about: a workload, a Service or a policy, found by its place in a file or by its id.
 */
import type { Endpoint, Evaluator, Target } from '../evaluator/answers';
import { groupBy } from '../evaluator/group-by';
import {
  workloadId,
  type Cluster,
  type Policy,
  type PolicyRef,
  type Service,
  type SourceRef,
  type Workload,
} from '../evaluator/model';
import type { FieldPath, ManifestFile, Resource } from '../manifests/document';
import { perObject } from '../rules/api/computed-once';
import type { Snapshot } from '../workspace/snapshot';
import type { NameContext } from '../wording/named-target';
import { serviceId } from '../wording/names';
import { readTarget } from '../wording/read-target';

export type Subject =
  | { readonly kind: 'workload'; readonly workload: Workload }
  | { readonly kind: 'service'; readonly service: Service }
  | { readonly kind: 'policy'; readonly policy: Policy };

/** Where policy kinds say to which pods they apply. */
export const SUBJECT_PATHS: readonly FieldPath[] = [
  ['spec', 'podSelector'],
  ['spec', 'subject'],
  ['spec', 'selector'],
];

/** The name under which a subject can be asked about again. */
export function subjectId(subject: Subject): string {
  switch (subject.kind) {
    case 'workload':
      return workloadId(subject.workload);
    case 'service':
      return serviceId(subject.service);
    case 'policy':
      return policyId(subject.policy.ref);
  }
}

function policyId({ kind, namespace, name }: PolicyRef): string {
  const parts = ['policy', kind === 'NetworkPolicy' ? undefined : kind, namespace, name];
  return parts.filter((part) => part !== undefined).join('/');
}

/** The subject a resource is; undefined for all other kinds of resources. */
export function subjectOf(snapshot: Snapshot, file: ManifestFile, resource: Resource): Subject | undefined {
  return subjectsIn(snapshot, file).get(resource.index);
}

/** The one workload or Service that people mean by a name; undefined where there is none, or several. */
export function subjectNamed(name: string, context: NameContext): Subject | undefined {
  const reading = readTarget(name, context);
  if (!reading.ok) return undefined;
  const { target } = reading.value;
  if (target.kind === 'workload') return { kind: 'workload', workload: target.workload };
  return target.kind === 'service' ? { kind: 'service', service: target.service } : undefined;
}

/** The subjects written in a file, by the index of their resource. */
export function subjectsIn({ cluster }: Snapshot, { file }: ManifestFile): ReadonlyMap<number, Subject> {
  const subjects = subjectsOf({
    workloads: workloadsByFile(cluster.workloads).get(file) ?? [],
    services: servicesByFile(cluster.services).get(file) ?? [],
    policies: policiesByFile(cluster.policies).get(file) ?? [],
  });
  return new Map(subjects.map((subject) => [sourceOf(subject).resource, subject]));
}

/** Makes ready what finds the subjects in files. */
export function indexSubjects({ workloads, services, policies }: Cluster): void {
  workloadsByFile(workloads);
  servicesByFile(services);
  policiesByFile(policies);
}

/** Kept for as long as the lists: an edit of a policy leaves that of the workloads as it is. */
const workloadsByFile = perObject(groupedByFile<Workload>);
const servicesByFile = perObject(groupedByFile<Service>);
const policiesByFile = perObject(groupedByFile<Policy>);

function groupedByFile<T extends { readonly source: SourceRef }>(
  objects: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  return groupBy(objects, ({ source }) => source.file);
}

/** The policy of this id. */
export function policyWithId({ cluster }: Snapshot, id: string): Policy | undefined {
  return cluster.policies.find(({ ref }) => policyId(ref) === id);
}

/** Where a subject is written. */
export function sourceOf(subject: Subject): SourceRef {
  switch (subject.kind) {
    case 'workload':
      return subject.workload.source;
    case 'service':
      return subject.service.source;
    case 'policy':
      return subject.policy.source;
  }
}

/** All subjects: workloads, then Services, then policies, each in the order of the cluster. */
export function allSubjects({ cluster }: Snapshot): readonly Subject[] {
  return subjectsOf(cluster);
}

function subjectsOf({
  workloads,
  services,
  policies,
}: Pick<Cluster, 'workloads' | 'services' | 'policies'>): readonly Subject[] {
  return [
    ...workloads.map((workload): Subject => ({ kind: 'workload', workload })),
    ...services.map((service): Subject => ({ kind: 'service', service })),
    ...policies.map((policy): Subject => ({ kind: 'policy', policy })),
  ];
}

/**
 * What the evaluator is asked about: the thing itself, or the pods it stands for. Empty when there are none.
 * A Service is a destination; as a source its pods are meant.
 */
export function targetsOf(
  { evaluator }: Snapshot,
  subject: Subject,
  direction: 'to' | 'from',
): readonly Target[] {
  switch (subject.kind) {
    case 'workload':
      return [subject];
    case 'service':
      return targetsOfService(evaluator, subject, direction);
    case 'policy':
      return asEndpoints(evaluator.select(subject.policy.subject));
  }
}

/** Without a selector its endpoints are kept by hand: the evaluator says what that means for a destination. */
function targetsOfService(
  evaluator: Evaluator,
  subject: Extract<Subject, { kind: 'service' }>,
  direction: 'to' | 'from',
): readonly Target[] {
  const backends = evaluator.backends(subject.service);
  const isByHand = (subject.service.selector?.size ?? 0) === 0;
  if (direction === 'from') return asEndpoints(backends);
  return backends.length > 0 || isByHand ? [subject] : [];
}

function asEndpoints(workloads: readonly Workload[]): readonly Endpoint[] {
  return workloads.map((workload) => ({ kind: 'workload', workload }));
}
