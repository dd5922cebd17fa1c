/**
 * Rule: NetworkPolicy misspelt. Kinds of other groups are not judged.
 */
import type { Resource } from '../manifests/document';
import { rejection } from './api/rejection';
import { replaceScalar } from './fixes/scalar';
import type { Rule } from './rule';

const POLICY = 'NetworkPolicy';

export const rule = {
  id: 'unknown-kind',
  severity: 'error',
  documentation: {
    title: 'A kind that does not exist',
    clusterDoes: 'The API server knows no such kind and applies nothing. Upper and lower case count.',
    meant: 'NetworkPolicy.',
    bad: 'apiVersion: networking.k8s.io/v1\nkind: networkPolicy',
    good: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  appliesTo: isMisspeltPolicy,
  *check(context) {
    const message = `networking.k8s.io/v1 has no kind ${context.resource.kind}. Write ${POLICY}.`;
    yield rejection(context, ['kind'], 'NotSupported', message, {
      fixes: replaceScalar(context, ['kind'], POLICY, { title: `Write ${POLICY}`, preferred: true }),
    });
  },
} satisfies Rule;

function isMisspeltPolicy({ apiVersion, kind }: Pick<Resource, 'apiVersion' | 'kind'>): boolean {
  return (
    apiVersion === 'networking.k8s.io/v1' &&
    kind !== POLICY &&
    /^networkpolic(?!.*list$)\w{0,5}$/iu.test(kind.replaceAll(/[\s_-]/gu, ''))
  );
}
