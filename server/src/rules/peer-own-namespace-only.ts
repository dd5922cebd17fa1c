/**
 * Rule: a podSelector without a namespaceSelector, for pods that live elsewhere. It looks only beside the policy.
 */
import { NAMESPACE_NAME } from '../evaluator/predicate';
import type { Policy, Workload } from '../evaluator/model';
import { isEmptySelector, peerForm, valuesAskedFor } from './api/peer-form';
import { keyRange } from './api/place';
import { PEERS_KEY, peersOfRule, type DirectedPart } from './api/policy-parts';
import { anywhere, namedWorkloads, namespacesOf, peerPredicate, withHostNetwork } from './api/readings';
import { insertionBefore } from './fixes/member';
import { flowText, isJson } from './fixes/new-item';
import type { Finding, Fix, Rule, RuleContext } from './rule';

/** Products that serve other namespaces than the one they live in, with the namespaces that are usual for them. */
const ELSEWHERE: readonly { readonly value: RegExp; readonly home: RegExp }[] = [
  { value: /^(?:nginx-ingress|ingress-nginx)$/u, home: /ingress|nginx|gateway|edge/u },
  { value: /^traefik$/u, home: /traefik|ingress|kube-system|gateway|edge/u },
  { value: /^prometheus$/u, home: /monitor|prometheus|observ|metrics|telemetry/u },
  { value: /^(?:kube-dns|coredns|node-local-dns)$/u, home: /^kube-system$|dns/u },
  { value: /^istio-?(?:ingress|egress)gateway$/u, home: /istio|gateway|ingress|mesh/u },
];

export const rule = {
  id: 'peer-own-namespace-only',
  severity: 'info',
  documentation: {
    title: 'A podSelector for pods of another namespace',
    clusterDoes:
      'A podSelector without a namespaceSelector selects pods of the policy’s own namespace only. Pods with those labels elsewhere stay blocked.',
    meant:
      'The pods where they are: a namespaceSelector in the same item. It keeps quiet where a pod of the own namespace matches, and where the policy names no namespace. It warns only when the inventory is declared complete: otherwise such pods may be beside the policy all the same.',
    bad: 'ingress:\n- from:\n  - podSelector:\n      matchLabels: {app.kubernetes.io/name: ingress-nginx}',
    good: 'ingress:\n- from:\n  - namespaceSelector:\n      matchLabels: {kubernetes.io/metadata.name: ingress-nginx}\n    podSelector:\n      matchLabels: {app.kubernetes.io/name: ingress-nginx}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  },
  *check(context) {
    const { snapshot, resource } = context;
    const policy = snapshot.policyOf(context.file, resource);
    if (policy === undefined || resource.namespace === undefined) return;
    for (const list of context.parts.rules) {
      const peers = peersOfRule(list);
      // Beside a peer of whole namespaces, the dash is what is in question.
      if (peers.some(({ value }) => peerForm(value) === 'namespaces')) continue;
      for (const peer of peers) yield* findings(context, policy, peer);
    }
  },
} satisfies Rule;

function* findings(context: RuleContext, policy: Policy, peer: DirectedPart): Iterable<Finding> {
  const selector = peer.value['podSelector'];
  const predicate = peerPredicate(policy, peer.path);
  if (peerForm(peer.value) !== 'pods' || isEmptySelector(selector) || predicate === undefined) return;
  const { evaluator } = context.snapshot;
  if (evaluator.select(withHostNetwork(predicate)).length > 0) return;
  const elsewhere = evaluator.select(anywhere(predicate));
  // Of a namespace without a known pod, all pods may be unknown: variants of an application look like this.
  const isPlaceKnown = context.isInventoryComplete || evaluator.select(namespacesOf(predicate)).length > 0;
  if (elsewhere.length > 0 && isPlaceKnown) yield knownElsewhere(context, peer, elsewhere);
  else if (elsewhere.length === 0 && isProductOfElsewhere(selector, policy.ref.namespace)) {
    yield usuallyElsewhere(context, peer);
  }
}

function isProductOfElsewhere(selector: unknown, namespace = ''): boolean {
  const values = valuesAskedFor(selector);
  return ELSEWHERE.some(
    ({ value, home }) => values.some((asked) => value.test(asked)) && !home.test(namespace),
  );
}

function knownElsewhere(context: RuleContext, peer: DirectedPart, elsewhere: readonly Workload[]): Finding {
  const { namespace = '' } = context.resource;
  return {
    range: keyRange(context, [...peer.path, 'podSelector']),
    message: `Without a namespaceSelector this means pods of namespace ${namespace} only, and the workspace has none there with these labels. It has them elsewhere: ${namedWorkloads(elsewhere)}.`,
    severity: context.isInventoryComplete ? 'warning' : 'info',
    fixes: addNamespace(context, peer, elsewhere),
  };
}

function usuallyElsewhere(context: RuleContext, { path, value, direction }: DirectedPart): Finding {
  const { namespace = '' } = context.resource;
  const [product = 'it'] = valuesAskedFor(value['podSelector']);
  const verb = direction === 'ingress' ? 'let it in' : 'reach it';
  return {
    range: keyRange(context, [...path, 'podSelector']),
    message: `Without a namespaceSelector in the same item of ${PEERS_KEY[direction]} this means pods of namespace ${namespace} only. ${product} usually runs in a namespace of its own: to ${verb} there, add one.`,
  };
}

function addNamespace(
  context: RuleContext,
  { path }: DirectedPart,
  elsewhere: readonly Workload[],
): readonly Fix[] {
  const [name, another] = new Set(elsewhere.map(({ namespace }) => namespace));
  if (name === undefined || another !== undefined) return [];
  const selector = flowText({ matchLabels: { [NAMESPACE_NAME]: name } }, isJson(context));
  const edit = insertionBefore(context, [...path, 'podSelector'], 'namespaceSelector', selector);
  return edit === undefined ? [] : [{ title: `Select them in namespace ${name}`, edits: [edit] }];
}
