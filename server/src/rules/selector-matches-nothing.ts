/**
 * Rule: a peer that selects no pod. Where not every pod is known, only a slip in a label that explains it is worth a
 * word: most peers that match nothing in a workspace are about pods that somebody else brings.
 */
import type { EndpointPredicate, Policy, Workload } from '../evaluator/model';
import { asksForRunTimeLabels } from '../evaluator/run-time-labels';
import { count } from '../wording/quantities';
import { predicateText } from '../wording/selectors';
import type { Snapshot } from '../workspace/snapshot';
import { NAME_LIKE_LABELS } from './api/name-like-labels';
import { nearLabel, type NearLabel } from './api/near-labels';
import { nearLabelFixes, nearLabelRange, nearLabelText } from './api/near-label-advice';
import { isEmptySelector, peerForm } from './api/peer-form';
import { keyRange } from './api/place';
import type { DirectedPart } from './api/policy-parts';
import {
  anywhere,
  both,
  conjuncts,
  namespacesMeant,
  namespacesOf,
  peerPredicate,
  withHostNetwork,
} from './api/readings';
import type { Finding, Rule, RuleContext } from './rule';

export const rule = {
  id: 'selector-matches-nothing',
  severity: 'info',
  documentation: {
    title: 'A peer that selects no pod',
    clusterDoes:
      'A peer that matches no pod allows nothing. The connections stay blocked, and nothing says so.',
    meant:
      'The labels of the pod template, not of the Deployment, and without a slip. It keeps quiet where no pod of those namespaces is known, and speaks only of labels that come close to those of a known pod, unless the inventory is declared complete: then every peer without a pod is a warning.',
    bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: till, namespace: shop}\nspec:\n  selector: {matchLabels: {app: till}}\n  template:\n    metadata: {labels: {app: till}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {}\n  ingress:\n  - from:\n    - podSelector: {matchLabels: {ap: till}}',
    good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: till, namespace: shop}\nspec:\n  selector: {matchLabels: {app: till}}\n  template:\n    metadata: {labels: {app: till}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {}\n  ingress:\n  - from:\n    - podSelector: {matchLabels: {app: till}}',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined) return;
    for (const peer of context.parts.peers) {
      const predicate = peerPredicate(policy, peer.path);
      if (predicate === undefined || mayBeAny(predicate, context.snapshot)) continue;
      yield* findings(context, policy, peer, predicate);
    }
  },
} satisfies Rule;

/**
 * Pods on the host network count: that policies are not about them is a finding of its own. Of labels that pods get when
 * they run nothing is known.
 */
function mayBeAny(predicate: EndpointPredicate, { evaluator }: Snapshot): boolean {
  return asksForRunTimeLabels(predicate) || evaluator.select(withHostNetwork(predicate)).length > 0;
}

function* findings(
  context: RuleContext,
  policy: Policy,
  peer: DirectedPart,
  predicate: EndpointPredicate,
): Iterable<Finding> {
  const { snapshot, isInventoryComplete } = context;
  const selectsPods = 'podSelector' in peer.value && !isEmptySelector(peer.value['podSelector']);
  const candidates = snapshot.evaluator.select(namespacesOf(predicate));
  if (candidates.length === 0) {
    if (isInventoryComplete) yield* emptyPlace(context, peer, predicate);
    return;
  }
  if (!selectsPods || isForeign(policy, peer, predicate, snapshot)) return;
  const near = nearLabel(snapshot, predicate);
  if (near !== undefined) yield withSlip(context, peer, near);
  else if (isInventoryComplete) yield without(context, peer, predicate, candidates);
}

/** The pods are elsewhere, or here: of both, other rules know more. */
function isForeign(
  { ref: { namespace } }: Policy,
  { value }: DirectedPart,
  predicate: EndpointPredicate,
  { evaluator }: Snapshot,
): boolean {
  const labels = withHostNetwork(anywhere(predicate));
  if (peerForm(value) === 'pods') return evaluator.select(labels).length > 0;
  return (
    namespace !== undefined && evaluator.select(both({ op: 'namespace', name: namespace }, labels)).length > 0
  );
}

function withSlip(context: RuleContext, { path }: DirectedPart, near: NearLabel): Finding {
  const selector = [...path, 'podSelector'];
  return {
    range: nearLabelRange(context, selector, near),
    message: `This selects no pod of the workspace: ${nearLabelText(near)}.`,
    severity: context.isInventoryComplete ? 'warning' : 'info',
    related: relatedWorkload(context.snapshot, near.workload),
    fixes: nearLabelFixes(context, selector, near),
  };
}

function relatedWorkload(
  snapshot: Snapshot,
  { source, kind, name }: Workload,
): NonNullable<Finding['related']> {
  const place = snapshot.locate(source, 'metadata.name');
  return place === undefined
    ? []
    : [{ file: place.file.file, range: place.range, message: `${kind} ${name}` }];
}

function without(
  context: RuleContext,
  { path }: DirectedPart,
  predicate: EndpointPredicate,
  candidates: readonly Workload[],
): Finding {
  return {
    range: keyRange(context, [...path, 'podSelector']),
    message: `This peer allows nothing: of ${count(candidates.length, 'known workload')} there, none is among ${predicateText(predicate)}.`,
    severity: 'warning',
  };
}

/** A label that only looks like the name of a namespace is a finding of its own. */
function* emptyPlace(
  context: RuleContext,
  peer: DirectedPart,
  predicate: EndpointPredicate,
): Iterable<Finding> {
  const { snapshot } = context;
  const asksForName = conjuncts(predicate).some(
    (part) => part.op === 'label' && part.on === 'namespace' && NAME_LIKE_LABELS.has(part.key),
  );
  if (!('namespaceSelector' in peer.value) || asksForName) return;
  if (namespacesMeant(predicate, snapshot).length > 0) return;
  yield {
    range: keyRange(context, [...peer.path, 'namespaceSelector']),
    message: `This peer allows nothing: there are no ${predicateText(namespacesOf(predicate)).replace(/^all pods in /u, '')}, by the inventory that is declared complete.`,
    severity: 'warning',
  };
}
