/**
 * Rule: something that belongs beside a selector, written inside of it.
 */
import { formatPath, type FieldPath } from '../manifests/document';
import { readLabelSelector } from '../manifests/labels';
import { NOT_HOST_NETWORK, selectorPredicate } from '../workspace/selector-predicate';
import { fieldName } from './api/field-names';
import { keyRange, type Source } from './api/place';
import { EITHER_IS_MEANT, isClearlyMeant, pairAmong, pairReadings, type PairReadings } from './api/peer-pair';
import { isMembers, type Part } from './api/policy-parts';
import { both, joined, peerPredicate, withAdmitted } from './api/readings';
import { ANYWHERE_OUTSIDE, BESIDE_POLICY_SELECTOR } from './api/selector-surroundings';
import { valueAt } from './api/shape';
import { movedOut, movedToOwnItem } from './fixes/block-moves';
import { columnOf } from './fixes/layout';
import type { Finding, Fix, FixEdit, Rule, RuleContext } from './rule';

const SELECTORS: ReadonlySet<string> = new Set(['podSelector', 'namespaceSelector']);

export const rule = {
  id: 'nested-selector',
  severity: 'error',
  documentation: {
    title: 'A field inside a selector that belongs beside it',
    clusterDoes:
      'The API server rejects the policy. A client that drops unknown fields applies the outer selector alone, for instance whole namespaces.',
    meant:
      'Both selectors side by side in one peer (AND), or each in a peer of its own (OR); or the rules of the policy beside its podSelector.',
    bad: 'from:\n- namespaceSelector:\n    matchLabels: {team: tills}\n    podSelector:\n      matchLabels: {job: scanner}',
    good: 'from:\n- namespaceSelector:\n    matchLabels: {team: tills}\n  podSelector:\n    matchLabels: {job: scanner}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  },
  *check(context) {
    for (const selector of context.parts.selectors) {
      const nested = Object.keys(selector.value).filter((key) => ANYWHERE_OUTSIDE.has(key));
      for (const key of nested) yield finding(context, selector, key);
    }
  },
} satisfies Rule;

function finding(context: RuleContext, { path, value }: Part, key: string): Finding {
  const outer = String(path.at(-1));
  const isPeers = isInPeer(path) && SELECTORS.has(key);
  const advice = isPeers
    ? `beside ${outer} (both must match), or make it a peer of its own (either may)`
    : placeOf(key);
  return {
    range: keyRange(context, [...path, key]),
    message: `The API server rejects the policy: ${key} stands inside ${fieldName([outer])}. Put it ${advice}.`,
    field: formatPath([...path, key]),
    reason: 'Unknown',
    fixes: fixes(context, path, key, value[key]),
  };
}

function isInPeer(path: FieldPath): boolean {
  return path.length > 2;
}

function placeOf(key: string): string {
  if (BESIDE_POLICY_SELECTOR.has(key)) return 'under spec';
  if (key === 'from') return 'into a rule of ingress';
  if (key === 'to') return 'into a rule of egress';
  return key === 'ports' ? 'into the rule, beside its peers' : 'into a peer of its own';
}

function fixes(context: RuleContext, path: FieldPath, key: string, nested: unknown): readonly Fix[] {
  const owner = path.slice(0, -1);
  const isTaken = context.resource.keysOf(owner).some(({ name }) => name === key);
  if (!isInPeer(path))
    return BESIDE_POLICY_SELECTOR.has(key) && !isTaken ? besidePolicySelector(context, path, key) : [];
  if (key === 'ipBlock') return addressesApart(context, path);
  return SELECTORS.has(key) ? bothReadings(context, path, key, nested, isTaken) : [];
}

function besidePolicySelector(source: Source, path: FieldPath, key: string): readonly Fix[] {
  return fix(`Put ${key} beside podSelector`, beside(source, path, key), { preferred: true });
}

/** Addresses cannot stand beside a selector. */
function addressesApart(source: Source, path: FieldPath): readonly Fix[] {
  const edits = movedToOwnItem(source, path, 'ipBlock');
  return fix('Make ipBlock a peer of its own: either may match (OR)', edits, { preferred: true });
}

/** Nobody can know which of the two is meant. */
function bothReadings(
  context: RuleContext,
  path: FieldPath,
  key: string,
  nested: unknown,
  isTaken: boolean,
): readonly Fix[] {
  const readings = readingsOf(context, path, key, nested);
  const and = readings?.merged.workloads ?? [];
  const or = readings === undefined ? [] : joined(readings.whole, readings.own);
  const edits = isTaken ? undefined : beside(context, path, key);
  const comment = readings && needsComment(context, path, key, readings) ? EITHER_IS_MEANT : undefined;
  return [
    ...fix(withAdmitted(`Put ${key} beside it: both must match (AND)`, and, [or]), edits),
    ...fix(
      withAdmitted(`Make ${key} a peer of its own: either may match (OR)`, or, [and]),
      movedToOwnItem(context, path, key, comment),
    ),
  ];
}

function readingsOf(
  { snapshot, file, resource }: RuleContext,
  path: FieldPath,
  key: string,
  nested: unknown,
): PairReadings | undefined {
  const policy = snapshot.policyOf(file, resource);
  const outer = policy && peerPredicate(policy, path.slice(0, -1));
  const selector = readLabelSelector(nested);
  if (policy === undefined || outer === undefined || selector === undefined) return undefined;
  const scene = { snapshot, resource, policy };
  if (key === 'namespaceSelector') {
    const whole = both(selectorPredicate(selector, 'namespace'), NOT_HOST_NETWORK);
    return pairReadings(scene, whole, outer, nested);
  }
  const inner = both(selectorPredicate(selector, 'pod'), NOT_HOST_NETWORK);
  const home = { op: 'namespace', name: policy.ref.namespace ?? '' } as const;
  return pairReadings(scene, outer, both(home, inner), valueAt(resource.value, path));
}

/** Two peers that look like a slip are asked about by another rule, which the choice answers at once. */
function needsComment(
  { resource }: RuleContext,
  path: FieldPath,
  key: string,
  readings: PairReadings,
): boolean {
  const list: unknown = valueAt(resource.value, path.slice(0, -2));
  if (!Array.isArray(list)) return false;
  const outer = String(path.at(-1));
  const selector = valueAt(resource.value, path);
  const nested = valueAt(resource.value, [...path, key]);
  const others = list.filter((_, place) => place !== path.at(-2)).filter(isMembers);
  const peers = [...others, { [outer]: selector }, { [key]: nested }];
  return pairAmong(peers) !== undefined && !isClearlyMeant(readings);
}

function beside(source: Source, path: FieldPath, key: string): readonly FixEdit[] | undefined {
  const outer = source.resource.locate(path)?.key;
  return outer && movedOut(source, path, key, { column: columnOf(source.file.text, outer.start) });
}

function fix(
  title: string,
  edits: readonly FixEdit[] | undefined,
  marks: Pick<Fix, 'preferred'> = {},
): readonly Fix[] {
  return edits === undefined ? [] : [{ title, edits, ...marks }];
}
