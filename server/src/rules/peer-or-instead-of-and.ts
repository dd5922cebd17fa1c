/**
 * Rule: two peers where one with both selectors was probably meant. A dash makes the difference between pods of
 * certain namespaces and all pods of those namespaces.
 */
import type { Policy } from '../evaluator/model';
import { predicateText } from '../wording/selectors';
import { valuesAskedFor } from './api/peer-form';
import { EITHER_IS_MEANT, isClearlyMeant, pairAmong, pairReadings, type PairReadings } from './api/peer-pair';
import { itemRange, type Source } from './api/place';
import { PEERS_KEY, peersOfRule, type DirectedPart } from './api/policy-parts';
import { joined, peerPredicate, readingText, withAdmitted, type Reading } from './api/readings';
import { commentAbove, mergeItems } from './fixes/peer-items';
import type { Finding, Fix, Rule, RuleContext, Severity } from './rule';

/** Namespaces that are commonly let in as a whole, beside pods of one's own. */
const INGRESS_CONTROLLER = /^(?:ingress|.*-ingress|ingress-.*|traefik.*|kong|contour|istio-.*|haproxy.*)$/u;

export const rule = {
  id: 'peer-or-instead-of-and',
  severity: 'warning',
  documentation: {
    title: 'Two peers (OR) where one (AND) was probably meant',
    clusterDoes:
      'Items of from and to are alternatives. A namespaceSelector and a podSelector with a dash each admit every pod of those namespaces, and the labelled pods of the policy’s own namespace.',
    meant:
      'Only the labelled pods in those namespaces: one item with both selectors. If either is meant, say so with a comment that silences the rule. It keeps quiet about podSelector: {}, about lists with an ipBlock, and about lists of several of a kind.',
    bad: 'ingress:\n- from:\n  - namespaceSelector:\n      matchLabels: {team: tills}\n  - podSelector:\n      matchLabels: {job: scanner}',
    good: 'ingress:\n- from:\n  - namespaceSelector:\n      matchLabels: {team: tills}\n    podSelector:\n      matchLabels: {job: scanner}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined) return;
    for (const list of context.parts.rules) {
      const pair = suspiciousPair(list);
      const found = pair && caseOf(context, policy, pair);
      if (found !== undefined && !isClearlyMeant(found)) yield finding(context, found);
    }
  },
} satisfies Rule;

/** The two peers in question, with what else stands in their list. */
interface Pair {
  readonly namespaces: DirectedPart;
  readonly pods: DirectedPart;
  readonly hasOthers: boolean;
}

function suspiciousPair(rule: DirectedPart): Pair | undefined {
  const list = rule.value[PEERS_KEY[rule.direction]];
  const peers = peersOfRule(rule);
  if (!Array.isArray(list) || list.length !== peers.length) return undefined;
  const pair = pairAmong(peers.map(({ value }) => value));
  const [namespaces, pods] = [peers[pair?.namespaces ?? -1], peers[pair?.pods ?? -1]];
  return namespaces && pods && { namespaces, pods, hasOthers: peers.length > 2 };
}

/** A pair together with what it means in the workspace. */
interface Case extends Pair, PairReadings {
  /** The policy's own namespace, in words. */
  readonly home: string;
}

function caseOf({ snapshot, resource }: RuleContext, policy: Policy, pair: Pair): Case | undefined {
  const whole = peerPredicate(policy, pair.namespaces.path);
  const own = peerPredicate(policy, pair.pods.path);
  if (whole === undefined || own === undefined) return undefined;
  const { namespace = '' } = policy.ref;
  return {
    ...pair,
    ...pairReadings({ snapshot, resource, policy }, whole, own, pair.namespaces.value['namespaceSelector']),
    home: resource.namespace === undefined ? 'the namespace of the policy' : `namespace ${namespace}`,
  };
}

function finding(source: Source, case_: Case): Finding {
  const [first, second] = inOrder(case_);
  const range = itemRange(source, second.path);
  return {
    range,
    message: message(case_),
    severity: severityOf(case_),
    related: [
      {
        file: source.file.file,
        range: itemRange(source, first.path),
        message: 'The other peer of the list.',
      },
    ],
    fixes: [...merge(source, case_), ...keep(source, case_, range.start)],
  };
}

function inOrder({ namespaces, pods }: Pair): readonly [DirectedPart, DirectedPart] {
  const isBefore = Number(namespaces.path.at(-1)) < Number(pods.path.at(-1));
  return isBefore ? [namespaces, pods] : [pods, namespaces];
}

/** What speaks for a slip, after counts of real manifests: labels that no pod of the own namespace carries. */
function severityOf({ isCovered: covered, own, merged, hasOthers, namespaces, pods }: Case): Severity {
  if (covered) return 'warning';
  if (own.workloads.length > 0 || hasOthers) return 'info';
  if (merged.workloads.length > 0) return 'warning';
  const isController = (selector: unknown) =>
    valuesAskedFor(selector).some((value) => INGRESS_CONTROLLER.test(value));
  const isLetInAsWhole =
    isController(namespaces.value['namespaceSelector']) && !isController(pods.value['podSelector']);
  return isLetInAsWhole ? 'info' : 'warning';
}

function message(case_: Case): string {
  const { isCovered: covered, home, whole, own, merged } = case_;
  const isKnown = [whole, own, merged].some(({ workloads }) => workloads.length > 0);
  const text = ({ predicate, workloads }: Reading): string =>
    isKnown ? readingText({ predicate, workloads }) : predicateText(predicate);
  const now = covered ? text(whole) : `${text(whole)}, and ${text(own)}`;
  const useless = covered
    ? ` The namespaceSelector already covers every pod of ${home}, so the podSelector adds nothing.`
    : '';
  const unknown = isKnown ? '' : ' This workspace has no such pods.';
  return `Two items are two peers, either of which is enough (OR).${useless} Now: ${now}. As one peer (AND): ${text(merged)}.${unknown}`;
}

function merge(source: Source, case_: Case): readonly Fix[] {
  const [first, second] = inOrder(case_);
  if (Number(second.path.at(-1)) - Number(first.path.at(-1)) !== 1) return [];
  const edits = mergeItems(source, first.path, second.path);
  if (edits === undefined) return [];
  const { whole, own, merged } = case_;
  const title = withAdmitted('Merge into one peer (AND)', merged.workloads, [joined(whole, own)]);
  return [{ title, edits }];
}

function keep(source: Source, { whole, own, merged }: Case, offset: number): readonly Fix[] {
  const edit = commentAbove(source, offset, EITHER_IS_MEANT);
  const title = 'Keep two peers (OR), and say so in a comment';
  return edit === undefined
    ? []
    : [{ title: withAdmitted(title, joined(whole, own), [merged.workloads]), edits: [edit] }];
}
