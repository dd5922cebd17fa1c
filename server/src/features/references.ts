/**
 * From what is written to who asks for it: a workload or label to the selectors that pick it, a namespace to the
 * selectors of namespaces, a Service to the ways that lead to it; from a selector to all that mention the same label.
 */
import type { Location, Position } from 'vscode-languageserver';

import type { Namespace, Policy, Service, SourceRef, Workload } from '../evaluator/model';
import { matches, valueMatches } from '../evaluator/predicate';
import {
  parsePath,
  type FieldPath,
  type FieldPlace,
  type ManifestFile,
  type Resource,
} from '../manifests/document';
import { labelMentions } from './label-mentions';
import { subjectOf } from './subject';
import type { View } from './view';
import { firstPlace, labelsPath, workloadLabel } from './written-labels';
import {
  isWithin,
  requirementAt,
  requirementsOf,
  selectorsOf,
  type WrittenRequirement,
  type WrittenSelector,
} from './written-selectors';

/** Who mentions what stands at a position, each place once; empty where nothing can be mentioned. */
export function references(view: View, file: ManifestFile, position: Position): Location[] {
  const place = file.pathAt(view.positions.offset(file, position));
  if (place === undefined) return [];
  const found = mentioned(view, file, place);
  return [...new Map(found.map((location) => [JSON.stringify(location), location])).values()];
}

function mentioned(view: View, file: ManifestFile, { resource, path }: FieldPlace): readonly Location[] {
  const { snapshot } = view;
  const namespace = namespaceAt(view, file, resource);
  if (namespace !== undefined)
    return isHead(path) || isLabel(resource, path)
      ? selectorsOfNamespace(view, namespace, keyOf(resource, path))
      : [];
  const subject = subjectOf(snapshot, file, resource);
  switch (subject?.kind) {
    case 'workload':
      if (!isHead(path) && !isLabel(resource, path)) return [];
      return selectorsOfWorkload(view, subject.workload, keyOf(resource, path));
    case 'service':
      return isHead(path)
        ? waysTo(view, subject.service)
        : mentionsFrom(view, serviceLabel(subject.service, path));
    case 'policy':
      return isHead(path)
        ? selectedBy(view, subject.policy)
        : mentionsFrom(view, requirementAt(resource, path));
    case undefined:
      return [];
  }
}

function namespaceAt({ snapshot }: View, { file }: ManifestFile, { index }: Resource): Namespace | undefined {
  return [...snapshot.cluster.namespaces.values()].find(
    ({ source }) => source?.file === file && source.resource === index,
  );
}

/** The words that stand for the resource as a whole. */
function isHead(path: FieldPath): boolean {
  return ['kind', 'metadata.name'].includes(path.join('.'));
}

function isLabel(resource: Resource, path: FieldPath): boolean {
  return isWithin(path, labelsPath(resource));
}

/** The key of the label at a path; undefined for the labels as a whole. */
function keyOf(resource: Resource, path: FieldPath): string | undefined {
  const key = isLabel(resource, path) ? path[labelsPath(resource).length] : undefined;
  return key === undefined ? undefined : String(key);
}

function selectorsOfWorkload(view: View, workload: Workload, key: string | undefined): readonly Location[] {
  const { cluster, evaluator } = view.snapshot;
  const picks = ({ on, predicate }: WrittenSelector): boolean =>
    on === 'pod' && matches(predicate, workload, cluster.namespaces);
  const byServices = cluster.services
    .filter((service) => evaluator.backends(service).includes(workload))
    .filter(({ selector }) => key === undefined || selector?.has(key) === true)
    .map(({ source }) => locationAt(view, source, ['spec', 'selector', ...(key === undefined ? [] : [key])]));
  return [...inPolicies(view, picks, key), ...byServices.flat()];
}

function selectorsOfNamespace(
  view: View,
  namespace: Namespace,
  key: string | undefined,
): readonly Location[] {
  const asksFor = ({ on }: WrittenSelector, requirements: readonly WrittenRequirement[]): boolean =>
    on === 'namespace' && requirements.every((one) => valueMatches(one, namespace.labels.get(one.key)));
  return inPolicies(view, asksFor, key);
}

/** The selectors of all policies that pass; with a key, their requirement of it instead, where they have one. */
function inPolicies(
  view: View,
  passes: (selector: WrittenSelector, requirements: readonly WrittenRequirement[]) => boolean,
  key: string | undefined,
): readonly Location[] {
  const { cluster, resourceOf } = view.snapshot;
  return cluster.policies.flatMap((policy) => {
    const { source } = policy;
    const resource = resourceOf(source);
    if (resource === undefined) return [];
    return selectorsOf(resource, policy).flatMap((selector) => {
      const requirements = requirementsOf(resource, selector);
      if (!passes(selector, requirements)) return [];
      if (key === undefined) return locationAt(view, source, selector.path);
      return requirements
        .filter((one) => one.key === key)
        .flatMap(({ path }) => locationAt(view, source, path));
    });
  });
}

function locationAt(view: View, source: SourceRef, path: FieldPath): readonly Location[] {
  const place = firstPlace(view, source, [path]);
  return place ? [path.at(-1) === 'selector' || isSelectorKey(path) ? place.word : place.whole] : [];
}

/** A selector as a whole is shown by its key: it goes over many lines. */
function isSelectorKey(path: FieldPath): boolean {
  return ['podSelector', 'namespaceSelector', 'namespaces'].includes(String(path.at(-1)));
}

/** Ingresses and routes that lead to a Service. */
function waysTo(view: View, { namespace, name }: Service): readonly Location[] {
  return view.snapshot.cluster.entrances.flatMap(({ backends, source }) =>
    backends
      .filter((backend) => backend.namespace === namespace && backend.service === name)
      .flatMap(({ path }) => firstPlace(view, source, [parsePath(path)])?.word ?? []),
  );
}

function selectedBy(view: View, policy: Policy): readonly Location[] {
  return view.snapshot.evaluator
    .select(policy.subject)
    .flatMap((workload) => workloadLabel(view, workload)?.word ?? []);
}

type Label = Pick<WrittenRequirement, 'on' | 'key' | 'values'>;

function serviceLabel({ selector }: Service, path: FieldPath): Label | undefined {
  const [, , key] = path;
  const value =
    key === undefined || !isWithin(path, ['spec', 'selector']) ? undefined : selector?.get(String(key));
  return value === undefined ? undefined : { on: 'pod', key: String(key), values: [value] };
}

function mentionsFrom(view: View, label: Label | undefined): readonly Location[] {
  if (label === undefined) return [];
  return labelMentions(view.snapshot, label).flatMap(
    ({ source, path }) => firstPlace(view, source, [path])?.whole ?? [],
  );
}
