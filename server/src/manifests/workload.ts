/**
 * Reads workloads: Pods, and the owners of pod templates. Which of them stand for the same pods is decided elsewhere.
 */
import { field, fieldAt, isObject, items, text, type JsonObject } from './json-value';
import { KINDS, isKind, type KnownKind } from './known-kinds';
import { isPodReplicator } from './pod-replicator';
import { readPodTemplate, type PodTemplate } from './pod-template';
import { readMachineTemplate } from './virtual-machine';

export interface WorkloadObject extends PodTemplate {
  /** `status.podIPs` of a Pod. */
  readonly addresses: readonly string[];
  /** The controller that made it, if an `ownerReference` names one. */
  readonly owner: Owner | undefined;
  /** Runs no pod and never will again: a finished Pod, or an owned ReplicaSet scaled to nothing, a past revision. */
  readonly isOver: boolean;
  /** Set when its pods are those of another object's template, which it takes over. */
  readonly templateOf?: Owner;
}

export interface Owner {
  readonly kind: string;
  readonly name: string;
}

interface TypedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string | undefined;
  readonly value: JsonObject;
}

type PodPath = readonly string[];

interface WorkloadKind {
  readonly known: KnownKind;
  /** Where `metadata` and `spec` of its pods stand. */
  readonly pods: PodPath;
  readonly read: (object: TypedObject, pods: PodPath) => WorkloadObject;
}

const TEMPLATE: PodPath = ['spec', 'template'];

const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  { known: KINDS.Pod, pods: [], read: ({ value }) => readPod(value) },
  { known: KINDS.Deployment, pods: TEMPLATE, read: readTemplated },
  { known: KINDS.ReplicaSet, pods: TEMPLATE, read: readTemplated },
  { known: KINDS.StatefulSet, pods: TEMPLATE, read: readTemplated },
  { known: KINDS.DaemonSet, pods: TEMPLATE, read: readTemplated },
  { known: KINDS.ReplicationController, pods: TEMPLATE, read: readTemplated },
  { known: KINDS.Job, pods: TEMPLATE, read: readJob },
  { known: KINDS.CronJob, pods: ['spec', 'jobTemplate', ...TEMPLATE], read: readTemplated },
  { known: KINDS.DeploymentConfig, pods: TEMPLATE, read: readDeploymentConfig },
  { known: KINDS.Rollout, pods: TEMPLATE, read: readRollout },
  { known: KINDS.VirtualMachine, pods: TEMPLATE, read: readMachine },
  { known: KINDS.VirtualMachineInstance, pods: [], read: readMachineInstance },
  { known: KINDS.VirtualMachineInstanceReplicaSet, pods: TEMPLATE, read: readMachines },
];

const REPLICATOR = { pods: TEMPLATE, read: readTemplated };

/** Reads a Pod, or an object that makes pods of a template; undefined for all others. */
export function readWorkload(object: TypedObject): WorkloadObject | undefined {
  const kind = kindOf(object);
  return kind?.read(object, kind.pods);
}

/** Where `metadata` and `spec` of the pods of an object stand; undefined for what has none. */
export function podPath(object: TypedObject): PodPath | undefined {
  return kindOf(object)?.pods;
}

function kindOf(object: TypedObject): Omit<WorkloadKind, 'known'> | undefined {
  const kind = WORKLOAD_KINDS.find(({ known }) => isKind(object, known));
  return kind ?? (isPodReplicator(object) ? REPLICATOR : undefined);
}

function readPod(pod: JsonObject): WorkloadObject {
  const status = field(pod, 'status');
  return {
    ...readPodTemplate(pod),
    addresses: podAddresses(status),
    owner: controllerOf(pod),
    isOver: hasEnded(status),
  };
}

function hasEnded(status: unknown): boolean {
  const phase = field(status, 'phase');
  return phase === 'Succeeded' || phase === 'Failed';
}

function readTemplated({ value }: TypedObject, pods: PodPath): WorkloadObject {
  return ofTemplate(value, readPodTemplate(fieldAt(value, pods)));
}

function ofTemplate(value: JsonObject, template: PodTemplate): WorkloadObject {
  const owner = controllerOf(value);
  return {
    ...template,
    addresses: [],
    owner,
    isOver: owner !== undefined && fieldAt(value, ['spec', 'replicas']) === 0,
  };
}

/**
 * The API server writes the Job's name into the labels of its template, under the old and the new key.
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-labels
 */
function readJob(object: TypedObject, pods: PodPath): WorkloadObject {
  const { name, value } = object;
  const workload = readTemplated(object, pods);
  if (name === undefined || fieldAt(value, ['spec', 'manualSelector']) === true) return workload;
  return withLabels(workload, { 'batch.kubernetes.io/job-name': name, 'job-name': name });
}

/** Its pods get the name as a label; the other label that they get names a revision, which no manifest knows. */
function readDeploymentConfig(object: TypedObject, pods: PodPath): WorkloadObject {
  const workload = readTemplated(object, pods);
  return object.name === undefined ? workload : withLabels(workload, { deploymentconfig: object.name });
}

function withLabels(workload: WorkloadObject, labels: Readonly<Record<string, string>>): WorkloadObject {
  return { ...workload, labels: new Map([...workload.labels, ...Object.entries(labels)]) };
}

/** https://argo-rollouts.readthedocs.io/en/stable/features/specification/ */
function readRollout(object: TypedObject, pods: PodPath): WorkloadObject {
  const workload = readTemplated(object, pods);
  const reference = fieldAt(object.value, ['spec', 'workloadRef']);
  const [kind, name] = [text(field(reference, 'kind')), text(field(reference, 'name'))];
  return kind === undefined || name === undefined ? workload : { ...workload, templateOf: { kind, name } };
}

function readMachine({ name, value }: TypedObject, pods: PodPath): WorkloadObject {
  return ofTemplate(value, readMachineTemplate(fieldAt(value, pods), name));
}

/** Of several machines each has a name of its own. */
function readMachines({ value }: TypedObject, pods: PodPath): WorkloadObject {
  return ofTemplate(value, readMachineTemplate(fieldAt(value, pods), undefined));
}

function readMachineInstance(object: TypedObject, pods: PodPath): WorkloadObject {
  return { ...readMachine(object, pods), isOver: hasEnded(field(object.value, 'status')) };
}

function podAddresses(status: unknown): readonly string[] {
  const addresses = items(field(status, 'podIPs')).map((entry) => text(field(entry, 'ip')));
  return [...new Set([...addresses, text(field(status, 'podIP'))])].filter(
    (address) => address !== undefined,
  );
}

/** A reference that leaves its kind out still says which pods belong together; they are then all that is known of it. */
function controllerOf(object: JsonObject): Owner | undefined {
  const reference = items(fieldAt(object, ['metadata', 'ownerReferences'])).find(
    (candidate) => isObject(candidate) && candidate['controller'] === true,
  );
  const name = text(field(reference, 'name'));
  return name === undefined ? undefined : { kind: text(field(reference, 'kind')) ?? KINDS.Pod.kind, name };
}
