/**
 * Rule: a policy that names no namespace, in a file whose other resources do. Where nothing names one, something else
 * will set it: kustomize, Helm, Flux or kubectl.
 */
import type { Resource } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { isKustomization } from '../workspace/kustomizations';
import { keyRange } from './api/place';
import { insertionBehind } from './fixes/member';
import type { Finding, Fix, Rule, RuleContext } from './rule';

const CLUSTER_SCOPED = /^(?:Namespace|AdminNetworkPolicy|BaselineAdminNetworkPolicy|ClusterNetworkPolicy)$/u;

export const rule = {
  id: 'namespace-missing',
  severity: 'info',
  documentation: {
    title: 'A policy without a namespace among resources that have one',
    clusterDoes:
      'The policy lands in the namespace of the current context, often default. There it selects other pods than meant, or none; it never covers all namespaces.',
    meant:
      'The namespace of its neighbours. It keeps quiet unless all other namespaced resources of the file name a namespace, and where a kustomization sets it.',
    bad: 'apiVersion: v1\nkind: Service\nmetadata: {name: ledger, namespace: shop}\nspec: {selector: {app: ledger}, ports: [{port: 80}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger}\nspec:\n  podSelector: {matchLabels: {app: ledger}}',
    good: 'apiVersion: v1\nkind: Service\nmetadata: {name: ledger, namespace: shop}\nspec: {selector: {app: ledger}, ports: [{port: 80}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ledger, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ledger}}',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  },
  *check(context) {
    if (context.resource.namespace !== undefined || context.resource.name === undefined) return;
    const namespaces = namespacesBeside(context);
    if (namespaces.size === 0 || isInKustomization(context.file.file, context.snapshot)) return;
    yield finding(context, [...namespaces]);
  },
} satisfies Rule;

/** Of the other resources of the file, if each of them names one. */
function namespacesBeside({ file, resource }: RuleContext): ReadonlySet<string> {
  const namespaces = new Set<string>();
  for (const other of file.resources) {
    if (other === resource || isClusterScoped(other)) continue;
    if (other.namespace === undefined) return new Set();
    namespaces.add(other.namespace);
  }
  return namespaces;
}

function isClusterScoped({ kind }: Resource): boolean {
  return kind === '' || CLUSTER_SCOPED.test(kind);
}

function isInKustomization(file: string, { files }: Snapshot): boolean {
  const folder = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1);
  return [...files.keys()].some((name) => isKustomization(name) && folder(file).startsWith(folder(name)));
}

function finding(context: RuleContext, namespaces: readonly string[]): Finding {
  return {
    range: keyRange(context, ['metadata']),
    message: `The policy names no namespace, while everything else in this file does (${namespaces.join(', ')}). kubectl puts it into its current namespace, and it is for the pods there only.`,
    fixes: namespaces.flatMap((name) => addNamespace(context, name)),
  };
}

function addNamespace(context: RuleContext, name: string): readonly Fix[] {
  const edit = insertionBehind(context, ['metadata', 'name'], 'namespace', name);
  return edit === undefined ? [] : [{ title: `Add namespace: ${name}`, edits: [edit] }];
}
