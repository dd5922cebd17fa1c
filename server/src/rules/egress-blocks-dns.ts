/**
 * Rule: pods whose egress is restricted, and whose policies together leave out the DNS. Looked at pod by pod: a policy
 * of its own for DNS is ordinary.
 */
import { groupBy } from '../evaluator/group-by';
import type { EndpointPredicate, Peer, Policy, PolicyRule, Workload } from '../evaluator/model';
import { fieldAt } from '../manifests/json-value';
import { share } from '../wording/quantities';
import { answerTo } from '../workspace/reads';
import type { Snapshot } from '../workspace/snapshot';
import { DNS_RULE, mayHoldForDns, mayReachDns } from './api/dns';
import { isDefaultRoute } from './api/ip-block';
import { perCluster, perObject, predicateKey, type Known } from './api/computed-once';
import { keyRange } from './api/place';
import { togetherAmong } from './api/selected-together';
import { appendedObject } from './fixes/new-item';
import type { Finding, Fix, Rule, RuleContext } from './rule';

export const rule = {
  id: 'egress-blocks-dns',
  severity: 'info',
  documentation: {
    title: 'Egress that leaves out DNS',
    clusterDoes:
      'No known policy on these pods allows egress to the DNS of the cluster. Every lookup of a name fails, after a timeout: the rules allow connections that the pods cannot find the address for.',
    meant:
      'The same rules, and one for DNS. All policies of the workspace that select the pods count together. It keeps quiet about policies that deny all egress, about pods that talk to fixed addresses or among themselves only, and about pods with a dnsPolicy of their own. Policies that are not in the workspace may allow DNS: it is a warning only where the inventory is declared complete.',
    bad: 'podSelector: {matchLabels: {app: till}}\npolicyTypes: [Egress]\negress:\n- to:\n  - podSelector: {matchLabels: {app: ledger}}\n  ports:\n  - {protocol: TCP, port: 8443}',
    good: 'podSelector: {matchLabels: {app: till}}\npolicyTypes: [Egress]\negress:\n- to:\n  - podSelector: {matchLabels: {app: ledger}}\n  ports:\n  - {protocol: TCP, port: 8443}\n- to:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n    podSelector: {matchLabels: {k8s-app: kube-dns}}\n  ports:\n  - {protocol: UDP, port: 53}\n  - {protocol: TCP, port: 53}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
  },
  *check(context) {
    const { snapshot, file, resource } = context;
    const policy = snapshot.policyOf(file, resource);
    const pods = policy && answerTo(snapshot, (known) => podsWithoutDns(policy, known));
    if (pods !== undefined) yield finding(context, pods);
  },
} satisfies Rule;

/** In words; undefined when there are none of which this policy should tell. */
function podsWithoutDns(policy: Policy, snapshot: Snapshot): string | undefined {
  if (!isOfInterest(policy, snapshot)) return undefined;
  const selected = snapshot.evaluator.select(policy.subject);
  if (selected.length === 0) return othersMayHelp(policy, snapshot) ? undefined : 'the selected pods';
  const lacking = (withoutDns(snapshot).get(policy) ?? []).filter((one) => !asksElsewhere(one, snapshot));
  return lacking.length > 0 ? podsText(lacking, selected) : undefined;
}

/** Of an object that is written several times, only the one that counts is judged: others may lie in other clusters. */
function isOfInterest(policy: Policy, snapshot: Snapshot): boolean {
  if (!needsNames(policy) || allowing(snapshot).has(policy)) return false;
  return used(snapshot).has(policy) && !mayHoldForDns(policy.subject, snapshot);
}

/** Whether there are rules that are of no use without names: those for pods, or for the internet. */
const needsNames = perObject(({ subject, egress = [] }: Policy) =>
  egress.some(({ peers }) => peers === 'any' || peers.some((peer) => isFoundByName(peer, subject))),
);

function isFoundByName(peer: Peer, subject: EndpointPredicate): boolean {
  switch (peer.kind) {
    case 'endpoints':
      return !isAmongThemselves(peer.predicate, subject);
    case 'addresses':
      return peer.cidrs.some(isDefaultRoute);
    case 'names':
      return true;
    case 'nodes':
      return false;
  }
}

/** The members of a cluster of databases know one another's addresses. */
function isAmongThemselves(peer: EndpointPredicate, subject: EndpointPredicate): boolean {
  const isWholeNamespace = subject.op === 'all' && subject.of.every((part) => isTrivial(part));
  return !isWholeNamespace && JSON.stringify(peer) === JSON.stringify(subject);
}

function isTrivial(part: EndpointPredicate): boolean {
  return part.op === 'namespace' || (part.op === 'all' && part.of.length === 0);
}

function allowsDns({ egress = [] }: Policy, known: Known): boolean {
  return egress.some((rule: PolicyRule) => mayReachDns(rule, known));
}

const used = perCluster(({ cluster }) => new Set(cluster.policies));

const allowing = perCluster(
  (known) => new Set(known.cluster.policies.filter((policy) => allowsDns(policy, known))),
);

const needing = perCluster(({ cluster }) => new Set(cluster.policies.filter(needsNames)));

/** The pods without DNS. Of several policies that leave it out for the same pods, the first one says so. */
const withoutDns = perCluster((known) => {
  const onPodNetwork = known.cluster.workloads.filter(({ hostNetwork }) => !hostNetwork);
  const alike = groupBy(onPodNetwork, (workload) => known.evaluator.policiesSelecting(workload, 'egress'));
  const told = new Map<Policy, readonly Workload[]>();
  for (const [policies, workloads] of alike) {
    const first = policies.find((policy) => needing(known).has(policy));
    if (first === undefined || policies.some((policy) => allowing(known).has(policy))) continue;
    told.set(first, [...(told.get(first) ?? []), ...workloads]);
  }
  return told;
});

/** With these, pods do not ask the DNS of the cluster. */
function asksElsewhere({ kind, source }: Workload, snapshot: Snapshot): boolean {
  const value = snapshot.resourceOf(source)?.value;
  const template = kind === 'Pod' ? [] : ['spec', 'template'];
  const path = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : template;
  const dnsPolicy = fieldAt(value, [...path, 'spec', 'dnsPolicy']);
  return dnsPolicy === 'None' || dnsPolicy === 'Default';
}

/** Of pods that nobody knows, only the selectors tell which policies they have in common. */
function othersMayHelp(policy: Policy, snapshot: Snapshot): boolean {
  const isFirst = firstNeeding(snapshot).get(predicateKey(policy.subject)) === policy;
  return !isFirst || togetherAllowing(snapshot)(policy).length > 0;
}

const togetherAllowing = perCluster((known) => togetherAmong([...allowing(known)]));

/** Of the policies for the same pods, the first one that needs names. */
const firstNeeding = perCluster((known) => {
  const bySubject = groupBy(needing(known), ({ subject }) => predicateKey(subject));
  return new Map(Array.from(bySubject, ([subject, [first]]) => [subject, first] as const));
});

function podsText(lacking: readonly Workload[], selected: readonly Workload[]): string {
  const [only] = lacking;
  if (lacking.length === 1 && selected.length === 1 && only !== undefined)
    return `the pods of ${only.namespace}/${only.name}`;
  return `the pods of ${share(lacking.length, selected.length, 'workload')}`;
}

function finding(context: RuleContext, pods: string): Finding {
  return {
    range: keyRange(context, ['spec', 'egress']),
    message: `No policy in this workspace lets ${pods} ask the cluster’s DNS: lookups of names time out, also of what the rules here allow. Add a rule for port 53, unless a policy elsewhere has one.`,
    severity: context.isInventoryComplete ? 'warning' : 'info',
    fixes: addRule(context),
  };
}

function addRule(context: RuleContext): readonly Fix[] {
  const edit = appendedObject(context, ['spec', 'egress'], DNS_RULE);
  return edit === undefined ? [] : [{ title: 'Add a rule for DNS (kube-dns in kube-system)', edits: [edit] }];
}
