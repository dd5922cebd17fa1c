/**
 * Rule: parts of a policy that allow nothing more than other parts of it do, and a policy that is written twice.
 */
import { groupBy } from '../evaluator/group-by';
import type { Policy, PolicyRule, SourceRef } from '../evaluator/model';
import { parsePath, type FieldPath } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { perObject } from './api/computed-once';
import { coversPeer, coversPort, coversRule } from './api/coverage';
import { peerForm } from './api/peer-form';
import { itemRange, valueRange } from './api/place';
import { isMembers } from './api/policy-parts';
import { valueAt } from './api/shape';
import { removedItem } from './fixes/list-items';
import type { Finding, Rule, RuleContext } from './rule';

/** Longer lists are not compared, item by item: machines write them. */
const MAX_ITEMS = 100;

export const rule = {
  id: 'redundant-rule',
  severity: 'hint',
  documentation: {
    title: 'A part that another part covers',
    clusterDoes:
      'Rules, peers and ports add up. What is allowed already gains nothing from being allowed again. Of two policies of one name in a file, kubectl applies both in turn, and only the last remains.',
    meant:
      'The wider part alone, or a narrower one in its place. It compares the parts of one policy by their selectors, and keeps quiet about peers of the own namespace beside peers of namespaces, and about policies that overlap. A policy that is written twice in one file is a warning.',
    bad: 'ingress:\n- from:\n  - podSelector: {}\n  - podSelector:\n      matchLabels: {app: till}',
    good: 'ingress:\n- from:\n  - podSelector: {}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined) return;
    yield* writtenTwice(context, policy);
    for (const rules of [policy.ingress ?? [], policy.egress ?? []]) {
      if (rules.length <= MAX_ITEMS) yield* inRules(context, rules);
    }
  },
} satisfies Rule;

/** An empty rule covers all others, which is a finding of its own. */
function* inRules(context: RuleContext, rules: readonly PolicyRule[]): Iterable<Finding> {
  if (rules.some(({ peers, ports }) => peers === 'any' && ports === 'any')) return;
  for (const [index, rule] of rules.entries()) {
    const other = coveringIndex(rules, index, coversRule);
    if (other !== undefined) {
      yield finding(context, parsePath(rule.path), parsePath(rules[other]?.path ?? ''), 'rule');
    } else {
      yield* inPeers(context, rule);
      yield* inPorts(context, rule);
    }
  }
}

/** Of two that cover each other, the later one is too much. */
function coveringIndex<T>(
  items: readonly T[],
  index: number,
  covers: (outer: T, inner: T) => boolean,
): number | undefined {
  const item = items[index];
  if (item === undefined) return undefined;
  const found = items.findIndex(
    (other, nth) => nth !== index && covers(other, item) && (nth < index || !covers(item, other)),
  );
  return found === -1 ? undefined : found;
}

function* inPeers(context: RuleContext, { peers }: PolicyRule): Iterable<Finding> {
  if (peers === 'any' || peers.length > MAX_ITEMS) return;
  for (const [index, peer] of peers.entries()) {
    const covering = coveringIndex(peers, index, coversPeer);
    const other = covering === undefined ? undefined : peers[covering];
    if (other === undefined) continue;
    const [path, wider] = [parsePath(peer.path), parsePath(other.path)];
    if (!isOwnBesideNamespaces(context, path, wider)) yield finding(context, path, wider, 'peer');
  }
}

/** "My own namespace, or those" is an idiom, and with labels the question of another rule. */
function isOwnBesideNamespaces({ resource }: RuleContext, path: FieldPath, wider: FieldPath): boolean {
  const [own, other] = [valueAt(resource.value, path), valueAt(resource.value, wider)];
  return isMembers(own) && isMembers(other) && peerForm(own) === 'pods' && peerForm(other) !== 'pods';
}

function* inPorts(context: RuleContext, { path, ports }: PolicyRule): Iterable<Finding> {
  if (ports === 'any' || ports.length > MAX_ITEMS) return;
  const list = [...parsePath(path), 'ports'];
  for (const index of ports.keys()) {
    const other = coveringIndex(ports, index, coversPort);
    if (other !== undefined) yield finding(context, [...list, index], [...list, other], 'port');
  }
}

function finding(
  context: RuleContext,
  path: FieldPath,
  wider: FieldPath,
  what: 'rule' | 'peer' | 'port',
): Finding {
  const edit = removedItem(context, path);
  const message = `The other ${what}, which allows as much or more.`;
  return {
    range: itemRange(context, path),
    message: `This ${what} allows nothing that another ${what} ${what === 'rule' ? 'of the policy' : 'beside it'} does not allow already.`,
    tags: ['unnecessary'],
    related: [{ file: context.file.file, range: itemRange(context, wider), message }],
    fixes:
      edit === undefined ? [] : [{ title: `Remove this ${what} (same meaning)`, edits: [edit], safe: true }],
  };
}

/** Across files this is how overlays and variants look. */
function* writtenTwice(context: RuleContext, { source, ref }: Policy): Iterable<Finding> {
  const { snapshot, file } = context;
  const following = followers(snapshot.duplicates);
  // A document that is being typed may still be about to get its own name.
  const isWhole = (other: SourceRef): boolean => snapshot.resourceOf(other)?.document.problems.length === 0;
  let next = following.get(sourceKey(source));
  while (next !== undefined && !isWhole(next)) next = following.get(sourceKey(next));
  if (next === undefined) return;
  const place = snapshot.locate(next, 'metadata.name');
  yield {
    range: valueRange(context, ['metadata', 'name']),
    message: `Another policy further down has the same name, ${ref.name}, and namespace. kubectl applies one after the other, and only the last remains. Give one of them another name.`,
    severity: 'warning',
    related:
      place === undefined ? [] : [{ file: file.file, range: place.range, message: 'The one that remains.' }],
  };
}

/** For each object that is written again further down in its file, the next one of its name. */
const followers = perObject((duplicates: Snapshot['duplicates']): ReadonlyMap<string, SourceRef> => {
  const named = duplicates.filter(({ name }) => name !== '');
  const lists = named.flatMap(({ sources }) => [...groupBy(sources, ({ file }) => file).values()]);
  const pairs = lists.flatMap((sources) => {
    const ordered = sources.toSorted((a, b) => a.resource - b.resource);
    return ordered.slice(1).map((next, nth) => [sourceKey(ordered[nth] ?? next), next] as const);
  });
  return new Map(pairs);
});

function sourceKey({ file, resource }: SourceRef): string {
  return `${resource} ${file}`;
}
