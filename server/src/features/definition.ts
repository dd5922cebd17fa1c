/**
 * From what asks for something to where that is written: selectors to labels of workloads and namespaces, names of
 * ports to container ports, backends to Services. Knows nothing of the other way round.
 */
import type { LocationLink, Position } from 'vscode-languageserver';

import type { Policy, PolicyRule, Workload } from '../evaluator/model';
import {
  formatPath,
  parsePath,
  type FieldPath,
  type FieldPlace,
  type ManifestFile,
} from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { admitted } from './admitted';
import { selectedNamespaces } from './selected-namespaces';
import { subjectOf } from './subject';
import { valueAt } from './value-at';
import type { View } from './view';
import { firstPlace, namedPorts, namespaceLabel, workloadLabel, type Destination } from './written-labels';
import { isWithin, requirementAt, selectorAt, type WrittenSelector } from './written-selectors';

/** Empty where nothing is asked for, and where what is asked for is nowhere. */
export function definition(view: View, file: ManifestFile, position: Position): LocationLink[] {
  const place = file.pathAt(view.positions.offset(file, position));
  if (place === undefined) return [];
  return destinations(view, file, place).map(({ whole, word }) => ({
    originSelectionRange: view.positions.range(file, originOf(place)),
    targetUri: whole.uri,
    targetRange: whole.range,
    targetSelectionRange: word.range,
  }));
}

/** The pair or requirement as a whole; otherwise the word. */
function originOf({ resource, path, range }: FieldPlace): FieldPlace['range'] {
  const pair = isServiceLabel(path) ? path : requirementAt(resource, path)?.path;
  const found = pair && resource.locate(pair);
  return found ? { start: (found.key ?? found.value).start, end: found.value.end } : range;
}

function isServiceLabel(path: FieldPath): boolean {
  return path.length === 3 && isWithin(path, ['spec', 'selector']);
}

function destinations(view: View, file: ManifestFile, place: FieldPlace): readonly Destination[] {
  const { snapshot } = view;
  const { resource, path } = place;
  if (formatPath(path) === 'metadata.namespace' && !place.onKey) {
    const namespace = snapshot.cluster.namespaces.get(resource.namespace ?? '');
    return namespace ? present([namespaceLabel(view, namespace)]) : [];
  }
  const policy = snapshot.policyOf(file, resource);
  if (policy !== undefined) return fromPolicy(view, policy, place);
  const subject = subjectOf(snapshot, file, resource);
  if (subject?.kind === 'service')
    return fromService(view, snapshot.evaluator.backends(subject.service), place);
  return fromEntrance(view, file, place);
}

function present<T>(items: readonly (T | undefined)[]): readonly T[] {
  return items.filter((item) => item !== undefined);
}

function fromPolicy(view: View, policy: Policy, { resource, path }: FieldPlace): readonly Destination[] {
  const selector = selectorAt(resource, policy, path);
  if (selector?.on === 'namespace') return fromNamespaceSelector(view, selector, { resource, path });
  if (selector !== undefined) return fromPodSelector(view, selector, { resource, path });
  return fromPort(view, policy, { resource, path });
}

type Asked = Pick<FieldPlace, 'resource' | 'path'>;

/** Pods that the selector means with all that stands beside it; where there are none, those with the one label. */
function fromPodSelector(
  view: View,
  { predicate }: WrittenSelector,
  { resource, path }: Asked,
): readonly Destination[] {
  const { evaluator } = view.snapshot;
  const requirement = requirementAt(resource, path);
  const meant = evaluator.select(predicate);
  const workloads = meant.length === 0 && requirement !== undefined ? evaluator.select(requirement) : meant;
  return present(workloads.map((workload) => workloadLabel(view, workload, requirement?.key)));
}

function fromNamespaceSelector(
  view: View,
  selector: WrittenSelector,
  { resource, path }: Asked,
): readonly Destination[] {
  const key = requirementAt(resource, path)?.key;
  const meant = selectedNamespaces(view.snapshot, valueAt(resource.value, selector.path));
  return present(meant.map((namespace) => namespaceLabel(view, namespace, key)));
}

/** A name of a port is given a number by each of the pods that are reached. */
function fromPort(view: View, policy: Policy, { resource, path }: Asked): readonly Destination[] {
  const name = valueAt(resource.value, path);
  if (typeof name !== 'string' || !isPortName(path)) return [];
  for (const rule of [...(policy.ingress ?? []), ...(policy.egress ?? [])]) {
    if (isWithin(path, parsePath(rule.path))) {
      return reachedPods(view.snapshot, policy, rule).flatMap((pod) => namedPorts(view, pod, name));
    }
  }
  return [];
}

function isPortName(path: FieldPath): boolean {
  const last = path.at(-1);
  return last === 'port' || last === 'namedPort' || last === 'targetPort';
}

/** The pods that connections of a rule end at. */
export function reachedPods(
  { evaluator, cluster }: Snapshot,
  policy: Policy,
  rule: PolicyRule,
): readonly Workload[] {
  if (policy.ingress?.includes(rule) === true) return evaluator.select(policy.subject);
  return rule.peers === 'any' ? cluster.workloads : admitted(evaluator, rule.peers).workloads;
}

function fromService(
  view: View,
  backends: readonly Workload[],
  { resource, path }: FieldPlace,
): readonly Destination[] {
  if (isWithin(path, ['spec', 'selector'])) {
    const [, , key] = path;
    return present(backends.map((pod) => workloadLabel(view, pod, key === undefined ? key : String(key))));
  }
  const name = valueAt(resource.value, path);
  if (typeof name !== 'string' || path.at(-1) !== 'targetPort') return [];
  return backends.flatMap((pod) => namedPorts(view, pod, name));
}

/** From a backend of an Ingress or a route to its Service. */
function fromEntrance(
  view: View,
  file: ManifestFile,
  { resource, path }: FieldPlace,
): readonly Destination[] {
  const { entrances, services } = view.snapshot.cluster;
  const own = entrances.filter(
    ({ source }) => source.file === file.file && source.resource === resource.index,
  );
  const backend = own.flatMap(({ backends }) => backends).find((one) => isWithin(path, parsePath(one.path)));
  const service = services.find(
    ({ namespace, name }) => namespace === backend?.namespace && name === backend.service,
  );
  return service ? present([firstPlace(view, service.source, [['metadata', 'name']])]) : [];
}
