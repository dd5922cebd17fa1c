/**
 * Rule: a policy written as if rules could deny. They only allow, and nothing takes back what another policy allows.
 */
import { formatPath } from '../manifests/document';
import { keyRange } from './api/place';
import {
  isMembers,
  itemsOf,
  memberOf,
  textItemsOf,
  textMembersOf,
  type DirectedPart,
  type Part,
} from './api/policy-parts';
import type { ShapeViolation } from './api/shape';
import type { Finding, Rule, RuleContext } from './rule';

/** Fields of policies of Calico, Antrea, Cilium and the admin tiers, which can deny. */
const FOREIGN: ReadonlySet<string> = new Set([
  'action',
  'appliedTo',
  'deny',
  'egressDeny',
  'ingressDeny',
  'order',
  'priority',
  'tier',
]);

const DENIES = /(?:^|[-_.])(?:deny|block|forbid|reject|drop)(?=$|[-_.])/iu;
const EXCEPTS = /(?:^|[-_.])(?:allow|except|but|unless|default|all|other|others|non|not)(?=$|[-_.])/iu;

export const rule = {
  id: 'no-deny-rules',
  severity: 'hint',
  documentation: {
    title: 'A policy written as if its rules could deny',
    clusterDoes:
      'Rules only allow. All policies on a pod count together, in no order: what one of them allows, no other can take back. Fields such as action, order and priority do not exist.',
    meant:
      'To deny, leave out the rule; to let in everybody but one, list the others. A policy that admits those its name denies is information, one that excludes labels is a hint, and a foreign field is an error. It keeps quiet about names such as default-deny, deny-all-except-… and deny-from-other-namespaces.',
    bad: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: block-scanner, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}\n  ingress:\n  - from:\n    - podSelector:\n        matchExpressions:\n        - {key: job, operator: NotIn, values: [scanner]}',
    good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger-from-tills, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}\n  ingress:\n  - from:\n    - podSelector:\n        matchLabels: {app: till}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  },
  *check(context) {
    for (const violation of context.parts.violations) {
      if (violation.kind === 'unknown' && isForeign(violation)) yield foreignField(context, violation);
    }
    const { name = '' } = context.resource;
    if (!DENIES.test(name) || EXCEPTS.test(name)) return;
    for (const peer of context.parts.peers) yield* aboutPeer(context, peer, name);
  },
} satisfies Rule;

type UnknownField = Extract<ShapeViolation, { kind: 'unknown' }>;

/** Of the policy as a whole, or of a rule: in a selector it is a label that somebody forgot to wrap. */
function isForeign({ path, key }: UnknownField): boolean {
  const isRule = path.length === 3 && (path[1] === 'ingress' || path[1] === 'egress');
  return FOREIGN.has(key) && (isRule || path.length <= 1);
}

function foreignField(context: RuleContext, { path, key }: UnknownField): Finding {
  const field = [...path, key];
  return {
    range: keyRange(context, field),
    message: `NetworkPolicy has no field ${key}, so the API server rejects it. Its rules only allow, and have no order: what no policy allows is denied. Denying rules exist in other kinds, such as AdminNetworkPolicy and those of Calico, Cilium and Antrea.`,
    severity: 'error',
    field: formatPath(field),
    reason: 'Unknown',
  };
}

function* aboutPeer(context: RuleContext, peer: DirectedPart, name: string): Iterable<Finding> {
  for (const key of ['podSelector', 'namespaceSelector']) {
    const selector = memberOf(peer, key);
    if (selector === undefined) continue;
    const range = keyRange(context, [...peer.path, key]);
    const denied = valuesOf(selector).find((value) => isNamed(value, name));
    if (denied !== undefined) {
      const message = `Rules only allow: this one lets ${denied} in or out, against the name ${name}. To deny it, leave out the rule.`;
      yield { range, message, severity: 'info' };
    } else if (excludes(selector)) {
      const message =
        'Rules only allow: this one allows everybody without these labels, and denies nobody. Whoever is left out here gets in when another policy allows it.';
      yield { range, message };
    }
  }
}

/** Label values that the selector demands. */
function valuesOf(selector: Part): readonly string[] {
  const labels = textMembersOf(selector, 'matchLabels').map(({ text }) => text);
  const expressions = itemsOf(selector, 'matchExpressions').filter(({ value }) => value['operator'] === 'In');
  return [...labels, ...expressions.flatMap((part) => textItemsOf(part, 'values').map(({ text }) => text))];
}

/** `deny-scanner` denies scanner: the value stands right behind the word. */
function isNamed(value: string, name: string): boolean {
  const [, denied = ''] = /(?:deny|block|forbid|reject|drop)[-_.](?:from-|to-)?(.+)$/iu.exec(name) ?? [];
  return value.length > 2 && (denied === value || denied.startsWith(`${value}-`));
}

function excludes(selector: Part): boolean {
  return itemsOf(selector, 'matchExpressions').some(
    ({ value }) => isMembers(value) && /^(?:NotIn|DoesNotExist)$/u.test(String(value['operator'])),
  );
}
