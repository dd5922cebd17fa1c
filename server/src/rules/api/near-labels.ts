/**
 * Why a pod selector matches no known pod, where one slip explains it: a letter too few, another key for the same
 * thing, a label of the Deployment that its pods do not have. Knows pods by their labels only.
 */
import type { EndpointPredicate, LabelPredicate, Labels, Workload } from '../../evaluator/model';
import { valueMatches } from '../../evaluator/predicate';
import { field, fieldAt } from '../../manifests/json-value';
import type { Snapshot } from '../../workspace/snapshot';
import { perSnapshot, predicateKey } from './computed-once';
import { conjuncts, namespacesOf } from './readings';

/** One label that, written otherwise, would select a pod. */
export interface NearLabel {
  readonly key: string;
  readonly value: string;
  /** What to write instead of the key, or of the value; `object` where the label stands in the wrong place. */
  readonly slip: 'key' | 'value' | 'object';
  readonly instead: string;
  readonly workload: Workload;
}

/** Keys that name the same thing in different conventions. */
const SYNONYMS: readonly ReadonlySet<string>[] = [
  new Set(['app', 'app.kubernetes.io/name', 'k8s-app', 'name']),
  new Set(['component', 'app.kubernetes.io/component']),
  new Set(['instance', 'release', 'app.kubernetes.io/instance']),
];

/** The first slip that explains why none of the pods in the namespaces that are meant is selected. */
export const nearLabel = perSnapshot(
  predicateKey,
  (snapshot, predicate: EndpointPredicate): NearLabel | undefined => {
    const candidates = snapshot.evaluator.select(namespacesOf(predicate));
    const demands = conjuncts(predicate)
      .filter((part) => part.op === 'label')
      .filter(({ on }) => on === 'pod');
    for (const demand of demands) {
      const rest = demands.filter((other) => other !== demand);
      const others = candidates.filter(({ labels }) => rest.every((part) => isMet(part, labels)));
      const near = firstSlip(demand, others, snapshot);
      if (near !== undefined) return near;
    }
    return undefined;
  },
);

function isMet(part: LabelPredicate, labels: Labels): boolean {
  return valueMatches(part, labels.get(part.key));
}

function firstSlip(
  demand: LabelPredicate,
  workloads: readonly Workload[],
  snapshot: Snapshot,
): NearLabel | undefined {
  const { key, operator, values } = demand;
  const [value] = values;
  if (operator !== 'In' || value === undefined || values.length !== 1) return undefined;
  // Many pods share few values. With the one that is asked for, something else keeps the pod out.
  const others = new Set([value]);
  for (const workload of workloads) {
    const actual = workload.labels.get(key);
    if (actual === undefined) {
      const slip = slipOfKey(key, value, workload, snapshot);
      if (slip !== undefined) return slip;
    } else if (!others.has(actual)) {
      if (isSlip(value, actual)) return { key, value, slip: 'value', instead: actual, workload };
      others.add(actual);
    }
  }
  return undefined;
}

function slipOfKey(
  key: string,
  value: string,
  workload: Workload,
  snapshot: Snapshot,
): NearLabel | undefined {
  for (const [other, its] of workload.labels) {
    if (its === value && isSameKey(key, other)) return { key, value, slip: 'key', instead: other, workload };
  }
  return isOnObject(key, value, workload, snapshot)
    ? { key, value, slip: 'object', instead: key, workload }
    : undefined;
}

/** Labels of a Deployment itself are not those of its pods. */
function isOnObject(key: string, value: string, { kind, source }: Workload, snapshot: Snapshot): boolean {
  if (kind === 'Pod') return false;
  return field(fieldAt(snapshot.resourceOf(source)?.value, ['metadata', 'labels']), key) === value;
}

function isSameKey(a: string, b: string): boolean {
  return (
    lastPart(a) === lastPart(b) || SYNONYMS.some((keys) => keys.has(a) && keys.has(b)) || isOneEdit(a, b)
  );
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Few letters tell too little, and numbers tell things apart that belong together. */
function isSlip(wanted: string, actual: string): boolean {
  if (wanted.toLowerCase() === actual.toLowerCase()) return true;
  const letters = (text: string): string => text.replaceAll(/\d/gu, '');
  if (Math.min(wanted.length, actual.length) < 4 || letters(wanted) === letters(actual)) return false;
  return isOneEdit(wanted, actual) && !isOtherWord(wanted, actual) && !differsInOneLetterPart(wanted, actual);
}

/** `bill` is no slip for `till`: in short words, another letter makes another word. */
function isOtherWord(wanted: string, actual: string): boolean {
  return wanted.length === actual.length && wanted.length < 6 && sorted(wanted) !== sorted(actual);
}

function sorted(text: string): string {
  return [...text].toSorted().join('');
}

/** A letter too many, too few, another one, or two that changed places. */
function isOneEdit(a: string, b: string): boolean {
  const { left, right } = differenceOf(a, b);
  if (left.length + right.length === 1) return true;
  if (left.length === 1 && right.length === 1) return true;
  return left.length === 2 && right === `${left[1] ?? ''}${left[0] ?? ''}`;
}

/** `cache-a` and `cache-b` are two things, not a slip. */
function differsInOneLetterPart(a: string, b: string): boolean {
  const parts = (text: string): readonly string[] => text.split(/[-_.]/u);
  const different = parts(a).filter((part, nth) => part !== parts(b)[nth]);
  return parts(a).length !== parts(b).length || different.some((part) => part.length < 2);
}

/** What remains of both without what they begin and end with alike. */
function differenceOf(a: string, b: string): { readonly left: string; readonly right: string } {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return { left: a.slice(start, a.length - end), right: b.slice(start, b.length - end) };
}
