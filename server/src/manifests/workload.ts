/**
 * Reads workloads: Pods, and the owners of pod templates. Which of them stand for the same pods is decided elsewhere.
 */
import type { Labels } from '../evaluator/model';
import { field, fieldAt, isObject, items, text, type JsonObject } from './json-value';
import { KINDS, isKind } from './known-kinds';
import { readPodTemplate, type PodTemplate } from './pod-template';

export interface WorkloadObject extends PodTemplate {
  /** `status.podIPs` of a Pod. */
  readonly addresses: readonly string[];
  /** The controller that made it, if an `ownerReference` names one. */
  readonly owner: Owner | undefined;
  /** Runs no pod and never will again: a finished Pod, or an owned ReplicaSet scaled to nothing, a past revision. */
  readonly isOver: boolean;
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

const TEMPLATED = [
  KINDS.Deployment,
  KINDS.ReplicaSet,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.ReplicationController,
  KINDS.Job,
];

/** Reads an object of one of the built-in workload kinds; undefined for all others. */
export function readWorkload(object: TypedObject): WorkloadObject | undefined {
  if (isKind(object, KINDS.Pod)) return readPod(object.value);
  if (isKind(object, KINDS.CronJob)) {
    return readTemplated(object.value, ['spec', 'jobTemplate', 'spec', 'template']);
  }
  if (!TEMPLATED.some((known) => isKind(object, known))) return undefined;
  const workload = readTemplated(object.value, ['spec', 'template']);
  return isKind(object, KINDS.Job) ? withJobLabels(workload, object) : workload;
}

function readPod(pod: JsonObject): WorkloadObject {
  const status = field(pod, 'status');
  const phase = field(status, 'phase');
  return {
    ...readPodTemplate(pod),
    addresses: podAddresses(status),
    owner: controllerOf(pod),
    isOver: phase === 'Succeeded' || phase === 'Failed',
  };
}

function readTemplated(value: JsonObject, template: readonly string[]): WorkloadObject {
  const owner = controllerOf(value);
  return {
    ...readPodTemplate(fieldAt(value, template)),
    addresses: [],
    owner,
    isOver: owner !== undefined && fieldAt(value, ['spec', 'replicas']) === 0,
  };
}

/**
 * The API server writes the Job's name into the labels of its template, under the old and the new key.
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-labels
 */
function withJobLabels(workload: WorkloadObject, { name, value }: TypedObject): WorkloadObject {
  if (name === undefined || fieldAt(value, ['spec', 'manualSelector']) === true) return workload;
  const labels: Labels = new Map([
    ...workload.labels,
    ['batch.kubernetes.io/job-name', name],
    ['job-name', name],
  ]);
  return { ...workload, labels };
}

function podAddresses(status: unknown): readonly string[] {
  const addresses = items(field(status, 'podIPs')).map((entry) => text(field(entry, 'ip')));
  return [...new Set([...addresses, text(field(status, 'podIP'))])].filter(
    (address) => address !== undefined,
  );
}

function controllerOf(object: JsonObject): Owner | undefined {
  const reference = items(fieldAt(object, ['metadata', 'ownerReferences'])).find(
    (candidate) => isObject(candidate) && candidate['controller'] === true,
  );
  const kind = text(field(reference, 'kind'));
  const name = text(field(reference, 'name'));
  return kind === undefined || name === undefined ? undefined : { kind, name };
}
