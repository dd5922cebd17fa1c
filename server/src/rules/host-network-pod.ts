/**
 * Rule: pods on the host network, of which policies speak in vain. They have the address of their node.
 */
import type { EndpointPredicate, Workload } from '../evaluator/model';
import { count, share } from '../wording/quantities';
import type { Snapshot } from '../workspace/snapshot';
import { isEmptySelector, peerForm } from './api/peer-form';
import { keyRange } from './api/place';
import type { DirectedPart } from './api/policy-parts';
import { both, namedWorkloads, peerPredicate, withHostNetwork } from './api/readings';
import type { Finding, Rule, RuleContext, Severity } from './rule';

const TARGET = ['spec', 'podSelector'];

/** Where a kind says that its pods are on the host network. */
const POD_SPEC: Readonly<Record<string, string>> = {
  Pod: 'spec',
  CronJob: 'spec.jobTemplate.spec.template.spec',
};

const RELATED = 3;

export const rule = {
  id: 'host-network-pod',
  severity: 'warning',
  documentation: {
    title: 'A selector of pods on the host network',
    clusterDoes:
      'Pods with hostNetwork: true have the address of their node. Most network plugins do not enforce policies for them, and do not recognise them as peers by their labels; the API leaves it undefined.',
    meant:
      'As peers: the addresses of the nodes, as an ipBlock. As the pods to protect: a firewall of the node, or no host network. Where only some of the pods are on the host network it is information; about whole namespaces with some such pods it keeps quiet. It rests on the hostNetwork fields in the manifests of the workspace.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: edge, namespace: edge, labels: {app: edge}}\nspec: {hostNetwork: true, containers: []}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: edge, namespace: edge}\nspec:\n  podSelector: {matchLabels: {app: edge}}',
    good: 'apiVersion: v1\nkind: Pod\nmetadata: {name: edge, namespace: edge, labels: {app: edge}}\nspec: {containers: []}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: edge, namespace: edge}\nspec:\n  podSelector: {matchLabels: {app: edge}}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods',
  },
  *check(context) {
    const { snapshot, parts } = context;
    const policy = snapshot.policyOf(context.file, context.resource);
    if (policy === undefined) return;
    const isWhole = !isSelective(parts.spec?.value['podSelector']);
    const target = hostNetworkAmong(policy.subject, isWhole, snapshot);
    if (target !== undefined) yield aboutTarget(context, target);
    for (const peer of parts.peers) {
      if (isKnownOfEngine(context, peer)) continue;
      const predicate = peerPredicate(policy, peer.path);
      const isWholePlace = !isSelective(peer.value['podSelector']);
      const found = predicate && hostNetworkAmong(predicate, isWholePlace, snapshot);
      if (found !== undefined) yield aboutPeer(context, peer, found);
    }
  },
} satisfies Rule;

/** OVN-Kubernetes has its own ways for such namespaces, about which another rule knows more. */
function isKnownOfEngine({ engine }: RuleContext, { value }: DirectedPart): boolean {
  return engine === 'ovn-kubernetes' && !isSelective(value['podSelector']);
}

function isSelective(selector: unknown): boolean {
  return selector !== undefined && selector !== null && !isEmptySelector(selector);
}

const ON_HOST_NETWORK: EndpointPredicate = { op: 'host-network' };

interface Selection {
  readonly all: readonly Workload[];
  readonly onHost: readonly Workload[];
  readonly severity: Severity;
}

/** Whoever selects a whole namespace did not mean these pods in particular. */
function hostNetworkAmong(
  predicate: EndpointPredicate,
  isWhole: boolean,
  { evaluator }: Snapshot,
): Selection | undefined {
  // In most clusters there is none: then no selector need be looked at.
  if (evaluator.select(ON_HOST_NETWORK).length === 0) return undefined;
  const meant = withHostNetwork(predicate);
  const onHost = evaluator.select(both(meant, ON_HOST_NETWORK));
  if (onHost.length === 0) return undefined;
  const all = evaluator.select(meant);
  const isMixed = onHost.length < all.length;
  if (isMixed && isWhole) return undefined;
  return { all, onHost, severity: isMixed || isWhole ? 'info' : 'warning' };
}

function whichText({ all, onHost }: Selection): string {
  return onHost.length === all.length
    ? `All pods selected here are on the host network (${namedWorkloads(onHost)})`
    : `The pods of ${share(onHost.length, all.length, 'workload')} selected here are on the host network`;
}

function aboutTarget(context: RuleContext, selection: Selection): Finding {
  return {
    range: keyRange(context, TARGET),
    message: `${whichText(selection)}: most network plugins do not apply policies to them.`,
    severity: selection.severity,
    related: related(context.snapshot, selection),
  };
}

function aboutPeer(context: RuleContext, { path, value }: DirectedPart, selection: Selection): Finding {
  const key = peerForm(value) === 'namespaces' ? 'namespaceSelector' : 'podSelector';
  return {
    range: keyRange(context, [...path, key]),
    message: `${whichText(selection)}: they have the addresses of their nodes, and most network plugins do not know them by their labels. Use an ipBlock with the addresses of the nodes.`,
    severity: selection.severity,
    related: related(context.snapshot, selection),
  };
}

function related(snapshot: Snapshot, { onHost }: Selection): NonNullable<Finding['related']> {
  return onHost.slice(0, RELATED).flatMap(({ kind, source }) => {
    const place = snapshot.locate(source, `${POD_SPEC[kind] ?? 'spec.template.spec'}.hostNetwork`);
    const message = `${kind} on the host network${onHost.length > RELATED ? ` (one of ${count(onHost.length, 'workload')})` : ''}`;
    return place === undefined ? [] : [{ file: place.file.file, range: place.range, message }];
  });
}
