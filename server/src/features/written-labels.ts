/**
 * Where labels and ports of workloads and namespaces are written. Knows places, not who asks for them.
 */
import type { Location } from 'vscode-languageserver';

import type { Namespace, SourceRef, Workload } from '../evaluator/model';
import { NAMESPACE_NAME } from '../evaluator/predicate';
import type { FieldPath, OffsetRange, Resource } from '../manifests/document';
import { field, isObject, items } from '../manifests/json-value';
import { valueAt } from './value-at';
import type { View } from './view';

/** A thing to go to: all of it, and the word to put the cursor on. */
export interface Destination {
  readonly whole: Location;
  readonly word: Location;
}

/** Where the labels of a resource stand: of its pods, or its own. */
export function labelsPath(resource: Resource): FieldPath {
  return [...podPath(resource), 'metadata', 'labels'];
}

/** Where pods are described: in the template of a CronJob, in that of any other owner, or in the object itself. */
function podPath({ value }: Resource): FieldPath {
  return POD_TEMPLATES.find((path) => isObject(valueAt(value, path))) ?? [];
}

const POD_TEMPLATES: readonly FieldPath[] = [
  ['spec', 'jobTemplate', 'spec', 'template'],
  ['spec', 'template'],
];

/** The label of that key on the pods of a workload, or all of its labels; its name when they are not written. */
export function workloadLabel(view: View, { source }: Workload, key?: string): Destination | undefined {
  const resource = view.snapshot.resourceOf(source);
  if (resource === undefined) return undefined;
  const labels = labelsPath(resource);
  return firstPlace(view, source, [...(key === undefined ? [] : [[...labels, key]]), labels, NAME, ['kind']]);
}

/** The label of that key on a namespace, or its name. Undefined for a namespace that is only mentioned. */
export function namespaceLabel(view: View, { source }: Namespace, key?: string): Destination | undefined {
  if (source === undefined) return undefined;
  const label = key === undefined || key === NAMESPACE_NAME ? [] : [['metadata', 'labels', key]];
  return firstPlace(view, source, [...label, NAME]);
}

/** The ports of that name in the containers of a workload. */
export function namedPorts(view: View, { source }: Workload, name: string): readonly Destination[] {
  const resource = view.snapshot.resourceOf(source);
  if (resource === undefined) return [];
  const spec = [...podPath(resource), 'spec'];
  return ['containers', 'initContainers'].flatMap((list) =>
    items(valueAt(resource.value, [...spec, list])).flatMap((container, nth) =>
      items(field(container, 'ports')).flatMap((port, index) => {
        const path = [...spec, list, nth, 'ports', index, 'name'];
        return field(port, 'name') === name ? (firstPlace(view, source, [path]) ?? []) : [];
      }),
    ),
  );
}

/** The first of several paths that is there, in the resource a thing was read from. */
export function firstPlace(
  view: View,
  source: SourceRef,
  paths: readonly FieldPath[],
): Destination | undefined {
  const file = view.snapshot.files.get(source.file);
  const resource = view.snapshot.resourceOf(source);
  if (file === undefined || resource === undefined) return undefined;
  for (const path of paths) {
    const found = resource.locate(path);
    if (found === undefined) continue;
    const word = found.key ?? found.value;
    const whole: OffsetRange = { start: word.start, end: Math.max(word.end, found.value.end) };
    return { whole: view.positions.location(file, whole), word: view.positions.location(file, word) };
  }
  return undefined;
}

const NAME: FieldPath = ['metadata', 'name'];
