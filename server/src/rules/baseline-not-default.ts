/**
 * Rule: a BaselineAdminNetworkPolicy of another name than the only one it can have.
 */
import { isKind, KINDS } from '../manifests/known-kinds';
import { rejection } from './api/rejection';
import { replaceScalar } from './fixes/scalar';
import type { Rule } from './rule';

const NAME = 'default';

export const rule = {
  id: 'baseline-not-default',
  severity: 'error',
  documentation: {
    title: 'A baseline with a name of its own',
    clusterDoes:
      'The API server rejects the policy: there can be one BaselineAdminNetworkPolicy, named default.',
    meant:
      'One policy with all rules of the baseline; or ClusterNetworkPolicies of the tier Baseline, of which there can be many.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: BaselineAdminNetworkPolicy\nmetadata: {name: closed}\nspec:\n  subject: {namespaces: {}}',
    good: 'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: BaselineAdminNetworkPolicy\nmetadata: {name: default}\nspec:\n  subject: {namespaces: {}}',
    link: 'https://network-policy-api.sigs.k8s.io/api-overview/',
  },
  appliesTo: (resource) => isKind(resource, KINDS.BaselineAdminNetworkPolicy),
  *check(context) {
    const name = context.parts.metadata?.value['name'];
    if (typeof name !== 'string' || name === '' || name === NAME) return;
    const path = ['metadata', 'name'];
    const message = `There is only one BaselineAdminNetworkPolicy, named ${NAME}; the API server rejects any other name.`;
    yield rejection(context, path, 'Invalid', message, {
      fixes: replaceScalar(context, path, NAME, { title: `Write ${NAME}`, preferred: true }),
    });
  },
} satisfies Rule;
