/**
 * Rule: one peer with both selectors that admits nobody, while pods with its labels stand beside the policy.
 * The counterpart of peer-or-instead-of-and, told from the workspace alone: the YAML is not suspicious.
 */
import type { Policy } from '../evaluator/model';
import { isEmptySelector, peerForm } from './api/peer-form';
import { keyRange, type Source } from './api/place';
import { type DirectedPart } from './api/policy-parts';
import {
  anywhere,
  both,
  joined,
  namedWorkloads,
  namespacesOf,
  peerPredicate,
  readingOf,
  readingText,
  type Reading,
} from './api/readings';
import { commentAbove, splitItem } from './fixes/peer-items';
import type { Finding, Fix, Rule, RuleContext } from './rule';

const ID = 'peer-and-instead-of-or';

export const rule = {
  id: ID,
  severity: 'info',
  documentation: {
    title: 'One peer (AND) where two (OR) may have been meant',
    clusterDoes:
      'One item with both selectors admits only pods with those labels in those namespaces. No pod of the workspace is one.',
    meant:
      'Perhaps all pods of those namespaces, and besides them the labelled pods next to the policy: two items. It keeps quiet unless pods are known both in those namespaces and next to the policy.',
    bad: 'ingress:\n- from:\n  - namespaceSelector:\n      matchLabels: {team: tills}\n    podSelector:\n      matchLabels: {job: local-cron}',
    good: 'ingress:\n- from:\n  - namespaceSelector:\n      matchLabels: {team: tills}\n  - podSelector:\n      matchLabels: {job: local-cron}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined) return;
    for (const peer of context.parts.peers) {
      const readings = readingsOf(context, policy, peer);
      if (readings !== undefined) yield finding(context, peer, readings);
    }
  },
} satisfies Rule;

/** What the two selectors mean, each alone. */
interface Readings {
  readonly whole: Reading;
  readonly own: Reading;
}

function readingsOf({ snapshot }: RuleContext, policy: Policy, peer: DirectedPart): Readings | undefined {
  if (peerForm(peer.value) !== 'both' || isEmptySelector(peer.value['podSelector'])) return undefined;
  const predicate = peerPredicate(policy, peer.path);
  const { namespace } = policy.ref;
  if (predicate === undefined || namespace === undefined) return undefined;
  if (readingOf(snapshot, predicate).workloads.length > 0) return undefined;
  const whole = readingOf(snapshot, namespacesOf(predicate));
  const own = readingOf(snapshot, both({ op: 'namespace', name: namespace }, anywhere(predicate)));
  return whole.workloads.length > 0 && own.workloads.length > 0 ? { whole, own } : undefined;
}

function finding(source: Source, peer: DirectedPart, readings: Readings): Finding {
  const second = secondSelector(source, peer);
  const range = keyRange(source, [...peer.path, second]);
  const { whole, own } = readings;
  return {
    range,
    message: `One item is one peer, for which both selectors must match (AND). Now: no workload of this workspace. As two peers (OR): ${readingText(whole)}, and ${readingText(own)}.`,
    fixes: [...split(source, peer, second, readings), ...keep(source, range.start)],
  };
}

function secondSelector({ resource }: Source, { path }: DirectedPart): string {
  return resource.keysOf(path).at(-1)?.name ?? 'podSelector';
}

function split(
  source: Source,
  { path }: DirectedPart,
  key: string,
  { whole, own }: Readings,
): readonly Fix[] {
  const edits = splitItem(source, path, key);
  return edits === undefined
    ? []
    : [{ title: `Split into two peers (OR): ${namedWorkloads(joined(whole, own))}`, edits }];
}

function keep(source: Source, offset: number): readonly Fix[] {
  const edit = commentAbove(source, offset, `# podreach-ignore ${ID}: both have to match`);
  const title = `Keep one peer (AND), and say so in a comment: ${namedWorkloads([])}`;
  return edit === undefined ? [] : [{ title, edits: [edit] }];
}
