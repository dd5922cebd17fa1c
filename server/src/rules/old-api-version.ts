/**
 * Rule: a NetworkPolicy of an API version that is not served any more, or never was.
 * The same kind in another group (Calico, Antrea) is another object and none of this rule's business.
 */
import type { Resource } from '../manifests/document';
import { rejection } from './api/rejection';
import { replaceScalar } from './fixes/scalar';
import type { Rule } from './rule';

const CURRENT = 'networking.k8s.io/v1';
const OLD_GROUPS: ReadonlySet<string> = new Set(['extensions', 'networking.k8s.io', 'networking', '']);

export const rule = {
  id: 'old-api-version',
  severity: 'error',
  documentation: {
    title: 'An API version that is not served',
    clusterDoes:
      'The API server knows no such kind and applies nothing. extensions/v1beta1 went with Kubernetes 1.16.',
    meant: 'networking.k8s.io/v1, which has the same fields.',
    bad: 'apiVersion: extensions/v1beta1\nkind: NetworkPolicy',
    good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy',
    link: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/#v1-16',
  },
  appliesTo: isOldPolicy,
  *check(context) {
    const path = ['apiVersion'];
    const { apiVersion } = context.resource;
    const message = `No API server since Kubernetes 1.16 serves NetworkPolicy as ${apiVersion}. Write ${CURRENT}.`;
    yield rejection(context, path, 'NotSupported', message, {
      tags: ['deprecated'],
      fixes: replaceScalar(context, path, CURRENT, {
        title: `Write ${CURRENT}`,
        preferred: true,
        safe: true,
      }),
    });
  },
} satisfies Rule;

function isOldPolicy({ apiVersion, kind }: Pick<Resource, 'apiVersion' | 'kind'>): boolean {
  const parts = apiVersion.split('/');
  const group = parts.length === 2 ? (parts[0] ?? '').toLowerCase() : '';
  return kind === 'NetworkPolicy' && apiVersion !== '' && apiVersion !== CURRENT && OLD_GROUPS.has(group);
}
