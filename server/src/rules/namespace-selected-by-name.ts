/**
 * Rule: a namespace selected by a label that only looks like its name. Kubernetes sets one such label by itself, and
 * none of those.
 */
import type { Namespace } from '../evaluator/model';
import { NAMESPACE_NAME } from '../evaluator/predicate';
import type { FieldPath } from '../manifests/document';
import { list } from '../wording/quantities';
import type { Snapshot } from '../workspace/snapshot';
import { NAME_LIKE_LABELS } from './api/name-like-labels';
import { keyRange, valueRange } from './api/place';
import { itemsOf, memberOf, textItemsOf, textMembersOf, type Part } from './api/policy-parts';
import { renameKey, replaceScalar } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext } from './rule';

/** Namespaces that come with the cluster; hardly anybody has a manifest that labels them. */
const SYSTEM: ReadonlySet<string> = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system']);

/** Namespaces that many clusters have. */
const WELL_KNOWN: ReadonlySet<string> = new Set([
  'argocd',
  'calico-system',
  'cert-manager',
  'flux-system',
  'gatekeeper-system',
  'ingress',
  'ingress-nginx',
  'istio-system',
  'kyverno',
  'logging',
  'monitoring',
  'traefik',
]);

export const rule = {
  id: 'namespace-selected-by-name',
  severity: 'warning',
  documentation: {
    title: 'A namespace selected by a label that is not its name',
    clusterDoes:
      'namespaceSelector compares labels of the Namespace object. Kubernetes sets kubernetes.io/metadata.name on each, and no label called name. Without the label the peer matches nothing, and connections are dropped without a word.',
    meant:
      'The namespace of that name: select it by kubernetes.io/metadata.name. It keeps quiet where a Namespace of the workspace has the label, and about values that are no name of a namespace anybody knows.',
    bad: 'from:\n- namespaceSelector:\n    matchLabels: {name: kube-system}',
    good: 'from:\n- namespaceSelector:\n    matchLabels: {kubernetes.io/metadata.name: kube-system}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name',
  },
  *check(context) {
    for (const peer of context.parts.peers) {
      const selector = memberOf(peer, 'namespaceSelector');
      for (const demand of selector === undefined ? [] : demandsOf(selector)) {
        if (isWorn(demand, context.snapshot)) continue;
        const severity = severityOf(demand, context.snapshot);
        if (severity !== undefined) yield finding(context, demand, severity);
      }
    }
  },
} satisfies Rule;

/** A label that looks like the name, with the values asked for. */
interface Demand {
  readonly key: string;
  readonly values: readonly string[];
  /** Where the key stands. */
  readonly path: FieldPath;
  readonly isExpression: boolean;
}

function demandsOf(selector: Part): readonly Demand[] {
  const labels = textMembersOf(selector, 'matchLabels').map(({ key, text, path }) => ({
    key,
    values: [text],
    path,
    isExpression: false,
  }));
  const expressions = itemsOf(selector, 'matchExpressions').flatMap((item) => {
    const { key, operator } = item.value;
    const values = textItemsOf(item, 'values').map(({ text }) => text);
    if (typeof key !== 'string' || operator !== 'In') return [];
    return [{ key, values, path: [...item.path, 'key'], isExpression: true }];
  });
  return [...labels, ...expressions].filter(
    ({ key, values }) => NAME_LIKE_LABELS.has(key) && values.length > 0,
  );
}

/** A namespace carries the label with one of the values, whatever its name is. */
function isWorn({ key, values }: Demand, { cluster }: Snapshot): boolean {
  return [...cluster.namespaces.values()].some(({ labels }) => values.includes(labels.get(key) ?? ''));
}

/** Certain where the Namespace is known without the label, or comes with the cluster. */
function severityOf({ values }: Demand, { cluster }: Snapshot): Finding['severity'] {
  const isCertain = (name: string): boolean => isDeclared(cluster.namespaces.get(name)) || SYSTEM.has(name);
  const isName = (name: string): boolean =>
    isCertain(name) || WELL_KNOWN.has(name) || cluster.namespaces.has(name);
  if (values.every(isCertain)) return 'warning';
  return values.every(isName) ? 'info' : undefined;
}

function isDeclared(namespace: Namespace | undefined): boolean {
  return namespace?.source !== undefined;
}

function finding(context: RuleContext, demand: Demand, severity: NonNullable<Finding['severity']>): Finding {
  const { key, values, path, isExpression } = demand;
  const declared = values.flatMap((name) => context.snapshot.cluster.namespaces.get(name) ?? []);
  return {
    range: isExpression ? valueRange(context, path) : keyRange(context, path),
    message: `This asks for a label ${key}, which Kubernetes does not set; ${knowledge(demand, declared)}. To select a namespace by its name, use ${NAMESPACE_NAME}.`,
    severity,
    related: declared.flatMap((namespace) => relatedNamespace(context.snapshot, namespace)),
    fixes: useNameLabel(context, demand),
  };
}

function knowledge({ key, values }: Demand, known: readonly Namespace[]): string {
  const declared = known.filter(isDeclared).map(({ name }) => name);
  if (declared.length === 0) return `no Namespace of this workspace has it with ${list(values, 'or')}`;
  const verb = declared.length === 1 ? 'is' : 'are';
  return `${list(declared)} ${verb} declared in this workspace without ${key}`;
}

function relatedNamespace(snapshot: Snapshot, { name, source }: Namespace): NonNullable<Finding['related']> {
  const place = source && snapshot.locate(source, 'metadata.name');
  if (place === undefined) return [];
  return [{ file: place.file.file, range: place.range, message: `Namespace ${name} and its labels.` }];
}

/** Nothing where the right label is asked for as well. */
function useNameLabel(context: RuleContext, { path, isExpression }: Demand): readonly Fix[] {
  if (isExpression) {
    return replaceScalar(context, path, NAMESPACE_NAME, { title: `Use ${NAMESPACE_NAME}`, preferred: true });
  }
  if (context.resource.locate([...path.slice(0, -1), NAMESPACE_NAME]) !== undefined) return [];
  return renameKey(context, path, NAMESPACE_NAME);
}
