/**
 * Rule: a policy about ingress that names Egress as well, and so denies all of it.
 */
import type { EndpointPredicate, Policy } from '../evaluator/model';
import { answerTo } from '../workspace/reads';
import type { Snapshot } from '../workspace/snapshot';
import { perCluster, perKey, predicateKey } from './api/computed-once';
import { valueRange } from './api/place';
import { isSet, type Members } from './api/policy-parts';
import { togetherAmong } from './api/selected-together';
import { removedItem } from './fixes/list-items';
import { insertionBefore } from './fixes/member';
import type { Finding, Fix, Rule, RuleContext, Severity } from './rule';

const TYPES = ['spec', 'policyTypes'];

/** The name says that something is cut off on purpose. */
const RESTRICTS = /deny|block|forbid|isolat|lockdown|quarantine|no-egress/iu;

export const rule = {
  id: 'egress-listed-without-rules',
  severity: 'info',
  documentation: {
    title: 'Egress in policyTypes, and no rule for it',
    clusterDoes:
      'The selected pods can open no connection at all, not even to the DNS of the cluster, as far as no other policy allows it.',
    meant:
      'Often a policy about ingress alone, with policyTypes from an example. It keeps quiet about policies without any rule (a default deny), where egress: [] is written out, where the name says that something is denied, and where another policy of the workspace allows egress for such pods.',
    bad: 'podSelector: {matchLabels: {app: ledger}}\npolicyTypes: [Ingress, Egress]\ningress:\n- from:\n  - podSelector: {matchLabels: {app: till}}',
    good: 'podSelector: {matchLabels: {app: ledger}}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {matchLabels: {app: till}}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic',
  },
  *check(context) {
    const { snapshot, parts } = context;
    const policy = snapshot.policyOf(context.file, context.resource);
    const spec = parts.spec?.value;
    if (policy === undefined || spec === undefined || isSet(spec['egress'])) return;
    if (policy.egress === undefined || !hasIngressRules(spec)) return;
    if (RESTRICTS.test(policy.ref.name) || othersAllowEgress(policy, snapshot)) return;
    yield finding(context, spec['policyTypes']);
  },
} satisfies Rule;

/** Written ones, be it that policyTypes leaves them out. */
function hasIngressRules({ ingress }: Members): boolean {
  return Array.isArray(ingress) && ingress.length > 0;
}

/** For the known pods, each of them; for unknown ones, whatever selectors can tell. */
function othersAllowEgress(policy: Policy, snapshot: Snapshot): boolean {
  return answerTo(
    snapshot,
    (known) => isEgressAllowed(known, policy.subject) ?? allowingEgress(known)(policy).length > 0,
  );
}

/** Undefined where no pod is known. */
const isEgressAllowed = perKey(predicateKey, ({ evaluator }, subject: EndpointPredicate) => {
  const selected = evaluator.select(subject);
  if (selected.length === 0) return undefined;
  return selected.every((workload) => evaluator.policiesSelecting(workload, 'egress').some(allowsEgress));
});

const allowingEgress = perCluster(({ cluster }) => togetherAmong(cluster.policies.filter(allowsEgress)));

function allowsEgress({ egress = [] }: Policy): boolean {
  return egress.some(({ verdict }) => verdict === 'allow');
}

function finding(context: RuleContext, types: unknown): Finding {
  const index = Array.isArray(types) ? types.indexOf('Egress') : 0;
  const severity: Severity = context.isInventoryComplete ? 'warning' : 'info';
  return {
    range: valueRange(context, [...TYPES, index]),
    message:
      'The policy names Egress and has no rule for it: the selected pods can open no connection, not even to the DNS. If only ingress is meant, remove Egress; if all egress is to be denied, write egress: [].',
    severity,
    field: 'spec.egress',
    missing: true,
    fixes: [...removeEgress(context, index), ...stateIntent(context)],
  };
}

function removeEgress(context: RuleContext, index: number): readonly Fix[] {
  const edit = removedItem(context, [...TYPES, index]);
  return edit === undefined ? [] : [{ title: 'Remove Egress: leave egress open', edits: [edit] }];
}

function stateIntent(context: RuleContext): readonly Fix[] {
  const edit = insertionBefore(context, TYPES, 'egress', '[]');
  return edit === undefined
    ? []
    : [{ title: 'Write egress: [] (deny all, as now)', edits: [edit], safe: true }];
}
