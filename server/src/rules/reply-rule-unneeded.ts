/**
 * Rule: an egress rule that mirrors an ingress rule, so that answers may leave. Answers need no rule.
 */
import type { Policy, PolicyRule, PortMatch, Workload } from '../evaluator/model';
import { formatPath } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { declaresPort } from './api/declared-ports';
import { itemRange } from './api/place';
import type { DirectedPart } from './api/policy-parts';
import { removedItem } from './fixes/list-items';
import type { Finding, Rule, RuleContext } from './rule';

export const rule = {
  id: 'reply-rule-unneeded',
  severity: 'hint',
  documentation: {
    title: 'An egress rule for answers',
    clusterDoes:
      'Answers to an allowed connection pass without a rule. The egress rule only lets these pods open new connections to their clients.',
    meant:
      'The ingress rule alone. It compares the rules of one policy, and speaks only where the workspace knows the clients and none of them has the port, while the selected pods have it.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: till, namespace: shop, labels: {app: till}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: ledger, namespace: shop, labels: {app: ledger}}\nspec: {containers: [{name: ledger, ports: [{containerPort: 8443}]}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}\n  policyTypes: [Ingress, Egress]\n  ingress:\n  - from: [{podSelector: {matchLabels: {app: till}}}]\n    ports: [{port: 8443}]\n  egress:\n  - to: [{podSelector: {matchLabels: {app: till}}}]\n    ports: [{port: 8443}]',
    good: 'apiVersion: v1\nkind: Pod\nmetadata: {name: till, namespace: shop, labels: {app: till}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: ledger, namespace: shop, labels: {app: ledger}}\nspec: {containers: [{name: ledger, ports: [{containerPort: 8443}]}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}\n  policyTypes: [Ingress, Egress]\n  ingress:\n  - from: [{podSelector: {matchLabels: {app: till}}}]\n    ports: [{port: 8443}]\n  egress: []',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy?.egress === undefined || policy.ingress === undefined) return;
    for (const part of context.parts.rules) {
      if (part.direction === 'egress' && isForAnswers(policy, part, context.snapshot)) {
        yield finding(context, part);
      }
    }
  },
} satisfies Rule;

function isForAnswers(policy: Policy, { path }: DirectedPart, snapshot: Snapshot): boolean {
  const rule = policy.egress?.find((one) => one.path === formatPath(path));
  const ports = rule?.ports ?? 'any';
  if (rule === undefined || ports === 'any' || rule.peers === 'any') return false;
  if (!policy.ingress?.some((other) => essence(other) === essence(rule))) return false;
  const clients = clientsOf(rule, snapshot);
  const servers = snapshot.evaluator.select(policy.subject);
  if (clients.length === 0 || clients.some((client) => servers.includes(client))) return false;
  return servers.some((server) => hasAny(server, ports)) && !clients.some((client) => hasAny(client, ports));
}

/** What two rules have in common that mean the same peers and ports. */
function essence({ peers, ports }: PolicyRule): string {
  const withoutPlace = (name: string, value: unknown): unknown => (name === 'path' ? undefined : value);
  return JSON.stringify([peers, ports], withoutPlace);
}

/** None where some peers are not known. */
function clientsOf({ peers }: PolicyRule, { evaluator }: Snapshot): readonly Workload[] {
  if (peers === 'any') return [];
  const known = peers.map((peer) => (peer.kind === 'endpoints' ? evaluator.select(peer.predicate) : []));
  return known.some((workloads) => workloads.length === 0) ? [] : known.flat();
}

function hasAny(workload: Workload, matches: readonly PortMatch[]): boolean {
  return matches.some((match) => declaresPort(workload, match));
}

function finding(context: RuleContext, { path }: DirectedPart): Finding {
  const edit = removedItem(context, path);
  return {
    range: itemRange(context, path),
    message:
      'This mirrors an ingress rule. Answers need no rule: it only lets these pods open connections of their own to pods that have no such port.',
    tags: ['unnecessary'],
    fixes: edit === undefined ? [] : [{ title: 'Remove the egress rule', edits: [edit] }],
  };
}
