/**
 * Rule: a policy that selects no pod, so that it isolates nobody. Where not every pod is known, only what explains it is
 * worth a word: a slip in a label, or pods with these labels in just one other namespace.
 */
import type { Policy, Workload } from '../evaluator/model';
import { asksForRunTimeLabels } from '../evaluator/run-time-labels';
import { count } from '../wording/quantities';
import { predicateText } from '../wording/selectors';
import type { Snapshot } from '../workspace/snapshot';
import { nearLabel, type NearLabel } from './api/near-labels';
import { nearLabelFixes, nearLabelRange, nearLabelText } from './api/near-label-advice';
import { isEmptySelector } from './api/peer-form';
import { keyRange, valueRange } from './api/place';
import { anywhere, namedWorkloads, namespacesOf, withHostNetwork } from './api/readings';
import { replaceScalar } from './fixes/scalar';
import type { Finding, Rule, RuleContext, Severity } from './rule';

const SELECTOR = ['spec', 'podSelector'];

export const rule = {
  id: 'policy-selects-no-pod',
  severity: 'info',
  documentation: {
    title: 'A policy that selects no pod',
    clusterDoes: 'The policy exists and isolates nobody: the pods it was written for stay open.',
    meant:
      'The labels of the pod template, or the namespace in which those pods are. It keeps quiet about empty selectors, and where no pod of the namespace is known. Without a slip in a label and without such pods in just one other namespace it speaks only when the inventory is declared complete, and then it warns.',
    bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ledger, namespace: shop}\nspec:\n  selector: {matchLabels: {app: ledger}}\n  template:\n    metadata: {labels: {app: ledger}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: leger}}',
    good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ledger, namespace: shop}\nspec:\n  selector: {matchLabels: {app: ledger}}\n  template:\n    metadata: {labels: {app: ledger}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  *check(context) {
    const { snapshot, parts, isInventoryComplete } = context;
    const policy = snapshot.policyOf(context.file, context.resource);
    const selector = parts.spec?.value['podSelector'];
    if (policy === undefined || selector === undefined || isEmptySelector(selector)) return;
    if (asksForRunTimeLabels(policy.subject)) return;
    if (snapshot.evaluator.select(withHostNetwork(policy.subject)).length > 0) return;
    const candidates = snapshot.evaluator.select(namespacesOf(policy.subject));
    const near = nearLabel(snapshot, policy.subject);
    const elsewhere = elsewhereOnly(policy, snapshot);
    if (near !== undefined) yield withSlip(context, near);
    else if (elsewhere.length > 0 && candidates.length > 0) yield otherNamespace(context, elsewhere);
    else if (isInventoryComplete) yield without(context, policy, candidates);
  },
} satisfies Rule;

/** Pods with these labels, if all of them are in one namespace. */
function elsewhereOnly({ subject }: Policy, { evaluator }: Snapshot): readonly Workload[] {
  const workloads = evaluator.select(withHostNetwork(anywhere(subject)));
  return new Set(workloads.map(({ namespace }) => namespace)).size === 1 ? workloads : [];
}

function withSlip(context: RuleContext, near: NearLabel): Finding {
  return {
    range: nearLabelRange(context, SELECTOR, near),
    message: `The policy selects no pod of the workspace: ${nearLabelText(near)}.`,
    severity: severityIn(context),
    fixes: nearLabelFixes(context, SELECTOR, near),
  };
}

function otherNamespace(context: RuleContext, elsewhere: readonly Workload[]): Finding {
  const [{ namespace } = { namespace: '' }] = elsewhere;
  const path = ['metadata', 'namespace'];
  return {
    range: valueRange(context, context.resource.namespace === undefined ? SELECTOR : path),
    message: `The policy selects no pod of its namespace that the workspace knows. Pods with these labels are in ${namespace}: ${namedWorkloads(elsewhere)}.`,
    severity: severityIn(context),
    fixes: replaceScalar(context, path, namespace, { title: `Write namespace: ${namespace}` }),
  };
}

function severityIn({ isInventoryComplete }: RuleContext): Severity {
  return isInventoryComplete ? 'warning' : 'info';
}

function without(context: RuleContext, { subject }: Policy, candidates: readonly Workload[]): Finding {
  return {
    range: keyRange(context, SELECTOR),
    message: `The policy isolates nobody: there are no ${predicateText(subject)}, by the inventory that is declared complete (${count(candidates.length, 'workload')} in that namespace).`,
    severity: 'warning',
  };
}
