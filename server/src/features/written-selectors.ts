/**
 * The selectors of a policy and their requirements, each with its path: what a place in the text asks for.
 * Knows no positions and no answers.
 */
import type { EndpointPredicate, LabelPredicate, Policy } from '../evaluator/model';
import { parsePath, type FieldPath, type Resource } from '../manifests/document';
import { field, isObject, items, text } from '../manifests/json-value';
import { valueAt } from './value-at';

/** A selector of a policy, as it is written. */
export interface WrittenSelector {
  readonly path: FieldPath;
  readonly on: 'pod' | 'namespace';
  /** The pods that are meant together with what stands beside the selector. */
  readonly predicate: EndpointPredicate;
}

/** One requirement of a selector: an entry of `matchLabels`, or an item of `matchExpressions`. */
export interface WrittenRequirement extends LabelPredicate {
  readonly path: FieldPath;
}

const ON: Readonly<Record<string, WrittenSelector['on']>> = {
  podSelector: 'pod',
  namespaceSelector: 'namespace',
  // As the cluster-wide kinds call a namespaceSelector that stands alone.
  namespaces: 'namespace',
};

/** All selectors of a policy: its own, then those of its peers. */
export function selectorsOf(resource: Resource, policy: Policy): readonly WrittenSelector[] {
  const rules = [...(policy.ingress ?? []), ...(policy.egress ?? [])];
  const peers = rules.flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers));
  return [
    ...[['spec'], ['spec', 'subject']].flatMap((path) => selectorsWithin(resource, path, policy.subject)),
    ...peers.flatMap((peer) =>
      peer.kind === 'endpoints' ? selectorsWithin(resource, parsePath(peer.path), peer.predicate) : [],
    ),
  ];
}

function selectorsWithin(
  { value }: Resource,
  path: FieldPath,
  predicate: EndpointPredicate,
): readonly WrittenSelector[] {
  return [path, [...path, 'pods']].flatMap((owner) => {
    const members = valueAt(value, owner);
    return Object.entries(ON).flatMap(([name, on]) =>
      isObject(field(members, name)) ? [{ path: [...owner, name], on, predicate }] : [],
    );
  });
}

/** The selector that a path leads to or into. */
export function selectorAt(resource: Resource, policy: Policy, path: FieldPath): WrittenSelector | undefined {
  return selectorsOf(resource, policy).find((selector) => isWithin(path, selector.path));
}

/** Whether a path is another one, or leads on from it. */
export function isWithin(path: FieldPath, whole: FieldPath): boolean {
  return whole.every((step, depth) => path[depth] === step);
}

/** The requirements of a selector in the order of the text. Those that cannot be read are left out. */
export function requirementsOf(
  resource: Resource,
  { path }: Pick<WrittenSelector, 'path'>,
): readonly WrittenRequirement[] {
  const selector = valueAt(resource.value, path);
  const labels = field(selector, 'matchLabels');
  const paths = [
    ...Object.keys(isObject(labels) ? labels : {}).map((key) => [...path, 'matchLabels', key]),
    ...items(field(selector, 'matchExpressions')).map((_, index) => [...path, 'matchExpressions', index]),
  ];
  return paths.flatMap((one) => requirementAt(resource, one) ?? []);
}

/** The requirement that a path leads to or into. */
export function requirementAt({ value }: Resource, path: FieldPath): WrittenRequirement | undefined {
  const depth = path.findIndex((step) => step === 'matchLabels' || step === 'matchExpressions');
  const step = path[depth + 1];
  if (depth < 0 || step === undefined) return undefined;
  const own = path.slice(0, depth + 2);
  const on = ON[String(path[depth - 1])] ?? 'pod';
  const written = valueAt(value, own);
  const predicate = typeof step === 'string' ? pairOf(step, written, on) : expressionOf(written, on);
  return predicate && { ...predicate, path: own };
}

function pairOf(key: string, written: unknown, on: LabelPredicate['on']): LabelPredicate | undefined {
  const label = text(written);
  return label === undefined ? undefined : { op: 'label', on, key, operator: 'In', values: [label] };
}

const OPERATORS: ReadonlyMap<unknown, LabelPredicate['operator']> = new Map(
  (['In', 'NotIn', 'Exists', 'DoesNotExist'] as const).map((operator) => [operator, operator]),
);

function expressionOf(written: unknown, on: LabelPredicate['on']): LabelPredicate | undefined {
  const key = text(field(written, 'key'));
  const operator = OPERATORS.get(field(written, 'operator'));
  if (key === undefined || operator === undefined) return undefined;
  const values = items(field(written, 'values')).filter((one) => typeof one === 'string');
  return { op: 'label', on, key, operator, values };
}
