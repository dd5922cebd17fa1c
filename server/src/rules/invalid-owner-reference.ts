/**
 * Rule: two owners that both claim to manage the policy.
 */
import { itemsOf } from './api/policy-parts';
import { valueRange } from './api/place';
import { rejection } from './api/rejection';
import type { Rule } from './rule';

export const rule = {
  id: 'invalid-owner-reference',
  severity: 'error',
  documentation: {
    title: 'More than one managing owner',
    clusterDoes: 'The API server rejects the policy: at most one owner may have controller set to true.',
    meant: 'Leave out controller for the owners that do not manage the policy.',
    bad: 'ownerReferences:\n- {apiVersion: v1, kind: Pod, name: a, uid: "1", controller: true}\n- {apiVersion: v1, kind: Pod, name: b, uid: "2", controller: true}',
    good: 'ownerReferences:\n- {apiVersion: v1, kind: Pod, name: a, uid: "1", controller: true}\n- {apiVersion: v1, kind: Pod, name: b, uid: "2"}',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/',
  },
  *check(context) {
    const metadata = context.parts.metadata;
    const owners = metadata === undefined ? [] : itemsOf(metadata, 'ownerReferences');
    const [, second] = owners.filter(({ value }) => value['controller'] === true);
    if (second === undefined) return;
    const message = 'Only one owner may have controller: true; the API server rejects the policy.';
    yield rejection(context, ['metadata', 'ownerReferences'], 'Invalid', message, {
      range: valueRange(context, [...second.path, 'controller']),
    });
  },
} satisfies Rule;
