/**
 * Rule: a namespace with policies in which some pods are left open, for want of a policy for all of them.
 * Off by default: whether every pod must be isolated is for somebody to decide.
 */
import type { Direction, Workload } from '../evaluator/model';
import { share } from '../wording/quantities';
import type { Snapshot } from '../workspace/snapshot';
import { perKey } from './api/computed-once';
import { valueRange } from './api/place';
import { POLICY_TYPE } from './api/policy-parts';
import { namedWorkloads, namespacesOf } from './api/readings';
import { lineBreak } from './fixes/layout';
import { isJson } from './fixes/new-item';
import type { Finding, Fix, Rule, RuleContext } from './rule';

const SYSTEM = /^(?:kube-|openshift-)|^default$/u;

const DIRECTIONS = ['ingress', 'egress'] as const;

export const rule = {
  id: 'default-deny-missing',
  severity: 'info',
  offByDefault: true,
  documentation: {
    title: 'Pods left open beside pods with policies',
    clusterDoes:
      'Pods that no policy selects accept every connection, and open every connection. Policies for some pods of a namespace do nothing for the others.',
    meant:
      'A default deny: a policy with podSelector: {} and no rules, and besides it the policies that allow. It is said once for a namespace and direction, at the first of its policies, and never of namespaces of the system. Switch it on where every pod is to be isolated; it rests on the pods of the workspace.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: till, namespace: shop, labels: {app: till}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}',
    good: 'apiVersion: v1\nkind: Pod\nmetadata: {name: till, namespace: shop, labels: {app: till}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: default-deny, namespace: shop}\nspec:\n  podSelector: {}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
  },
  *check(context) {
    const { snapshot, resource } = context;
    const policy = snapshot.policyOf(context.file, resource);
    if (policy === undefined || SYSTEM.test(policy.ref.namespace ?? '')) return;
    for (const direction of DIRECTIONS) {
      if (firstPolicies(snapshot, direction).get(policy.ref.namespace) !== policy) continue;
      const all = snapshot.evaluator.select(namespacesOf(policy.subject));
      const open = all.filter((workload) => isOpen(workload, direction, snapshot));
      if (open.length > 0) yield finding(context, { direction, all, open });
    }
  },
} satisfies Rule;

/** By namespace, the first policy for a direction. */
const firstPolicies = perKey(
  (direction: Direction) => direction,
  ({ cluster }, direction) =>
    new Map(
      cluster.policies
        .filter((policy) => policy[direction] !== undefined)
        .map((policy) => [policy.ref.namespace, policy] as const)
        .toReversed(),
    ),
);

function isOpen(workload: Workload, direction: Direction, { evaluator }: Snapshot): boolean {
  return !workload.hostNetwork && evaluator.policiesSelecting(workload, direction).length === 0;
}

interface Gap {
  readonly direction: Direction;
  readonly all: readonly Workload[];
  readonly open: readonly Workload[];
}

function finding(context: RuleContext, gap: Gap): Finding {
  const { direction, all, open } = gap;
  const namespace = open[0]?.namespace ?? '';
  const accept = open.length === 1 ? 'accepts' : 'accept';
  const effect = direction === 'ingress' ? `${accept} every connection` : 'may open every connection';
  return {
    range: valueRange(context, ['metadata', 'name']),
    message: `${share(open.length, all.length, 'workload')} of namespace ${namespace} ${effect}, since no policy for ${direction} selects ${open.length === 1 ? 'it' : 'them'}: ${namedWorkloads(open)}. To deny that, add a policy with podSelector: {} and no rules.`,
    fixes: addDefaultDeny(context, direction, namespace),
  };
}

/** A document of its own at the end of the file. */
function addDefaultDeny(context: RuleContext, direction: Direction, namespace: string): readonly Fix[] {
  const { text } = context.file;
  if (isJson(context) || context.resource.base.length > 0) return [];
  const lines = [
    ...(/\n$/u.test(text) ? [] : ['']),
    '---',
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    'metadata:',
    `  name: default-deny-${direction}`,
    `  namespace: ${namespace}`,
    'spec:',
    '  podSelector: {}',
    `  policyTypes: [${POLICY_TYPE[direction]}]`,
    '',
  ];
  const range = { start: text.length, end: text.length };
  return [
    {
      title: `Add a policy that denies all ${direction} of namespace ${namespace}`,
      edits: [{ range, newText: lines.join(lineBreak(text)) }],
    },
  ];
}
