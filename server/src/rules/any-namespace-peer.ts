/**
 * Rule: a peer in any namespace. Whoever may create a pod anywhere may then be such a peer.
 */
import { NAMESPACE_NAME } from '../evaluator/predicate';
import type { Policy, PolicyRule, Workload } from '../evaluator/model';
import { modelRule } from './api/destinations';
import { isForDns } from './api/dns';
import { isDefaultRoute } from './api/ip-block';
import { isEmptySelector, peerForm } from './api/peer-form';
import { keyRange } from './api/place';
import { peersOfRule, type DirectedPart } from './api/policy-parts';
import { namedWorkloads, peerPredicate } from './api/readings';
import { flowText, isJson } from './fixes/new-item';
import { writeValue } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext } from './rule';

/** The name says that the whole cluster is meant. */
const MEANT_FOR_ALL = /all|any|cluster|every|internal|shared|public/iu;

export const rule = {
  id: 'any-namespace-peer',
  severity: 'info',
  documentation: {
    title: 'A peer in any namespace',
    clusterDoes:
      'namespaceSelector: {} means every namespace there is and will be. With a podSelector, any pod that carries the labels matches, wherever it runs: labels are no proof of identity.',
    meant:
      'The namespace in which the peer lives, by kubernetes.io/metadata.name. It keeps quiet about egress to all pods of the cluster, about DNS, about labels that no known pod carries or pods of several namespaces do, and about policies whose name says that everybody is meant.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: prometheus, namespace: monitoring, labels: {app.kubernetes.io/name: prometheus}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {}\n  ingress:\n  - from:\n    - namespaceSelector: {}\n      podSelector:\n        matchLabels: {app.kubernetes.io/name: prometheus}',
    good: 'ingress:\n- from:\n  - namespaceSelector:\n      matchLabels: {kubernetes.io/metadata.name: monitoring}\n    podSelector:\n      matchLabels: {app.kubernetes.io/name: prometheus}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined || MEANT_FOR_ALL.test(policy.ref.name)) return;
    for (const list of context.parts.rules) {
      const rule = modelRule(policy, list);
      if (rule !== undefined && (isForDns(rule) || isForEverybody(rule))) continue;
      const peers = peersOfRule(list);
      if (peers.some(isLabelledPodsBeside)) continue;
      for (const peer of peers) yield* findings(context, policy, peer);
    }
  },
} satisfies Rule;

/** All addresses beside all pods: that is how everybody is let in, whatever the network plugin. */
function isForEverybody({ peers }: PolicyRule): boolean {
  return (
    peers !== 'any' && peers.some((peer) => peer.kind === 'addresses' && peer.cidrs.some(isDefaultRoute))
  );
}

/** A peer of pods next to that of all namespaces: which of the two is meant is the question of another rule. */
function isLabelledPodsBeside({ value }: DirectedPart): boolean {
  return peerForm(value) === 'pods' && !isEmptySelector(value['podSelector']);
}

function* findings(context: RuleContext, policy: Policy, peer: DirectedPart): Iterable<Finding> {
  const { path, value, direction } = peer;
  const predicate = peerPredicate(policy, path);
  if (predicate === undefined || !isEmptySelector(value['namespaceSelector'])) return;
  const range = keyRange(context, [...path, 'namespaceSelector']);
  const isLabelled = peerForm(value) === 'both' && !isEmptySelector(value['podSelector']);
  const known = context.snapshot.evaluator.select(predicate);
  if (isLabelled) {
    if (namespacesOf(known).size !== 1) return;
    const message = `Pods with these labels match in any namespace, whoever creates them. Today: ${namedWorkloads(known)}. If they always live there, select that namespace by ${NAMESPACE_NAME}.`;
    yield { range, message, severity: 'hint', fixes: pin(context, peer, known) };
  } else if (direction === 'ingress') {
    yield { range, message: `Every pod of every namespace may connect${countText(known.length)}.` };
  }
}

function countText(amount: number): string {
  return amount < 2 ? '' : `: today the pods of ${amount} workloads in this workspace`;
}

function namespacesOf(known: readonly Workload[]): ReadonlySet<string> {
  return new Set(known.map(({ namespace }) => namespace));
}

/** They are known in one namespace, or nowhere. */
function pin(context: RuleContext, { path }: DirectedPart, known: readonly Workload[]): readonly Fix[] {
  const [name] = namespacesOf(known);
  if (name === undefined) return [];
  const selector = flowText({ matchLabels: { [NAMESPACE_NAME]: name } }, isJson(context));
  return writeValue(context, [...path, 'namespaceSelector'], selector, {
    title: `Select them in namespace ${name} only`,
  });
}
