/**
 * Rule: owners that cannot be, or that both claim to manage the policy.
 */
import { itemsOf, type Part } from './api/policy-parts';
import { valueRange } from './api/place';
import { rejection } from './api/rejection';
import { ownerField } from './api/owner-field';
import { isPolicy } from './api/policy-kinds';
import type { Finding, Rule, RuleContext } from './rule';

/** `v1` or `apps/v1`. */
const GROUP_VERSION = /^(?:[^/]*\/)?[^/]+$/u;

export const rule = {
  id: 'invalid-owner-reference',
  severity: 'error',
  documentation: {
    title: 'An owner that Kubernetes does not accept',
    clusterDoes:
      'The API server rejects the policy: the API version of an owner is a group and a version, an Event owns nothing, and at most one owner may have controller set to true.',
    meant: 'Leave out controller for the owners that do not manage the policy.',
    bad: 'ownerReferences:\n- {apiVersion: v1, kind: Pod, name: a, uid: "1", controller: true}\n- {apiVersion: v1, kind: Pod, name: b, uid: "2", controller: true}',
    good: 'ownerReferences:\n- {apiVersion: v1, kind: Pod, name: a, uid: "1", controller: true}\n- {apiVersion: v1, kind: Pod, name: b, uid: "2"}',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/',
  },
  appliesTo: isPolicy,
  *check(context) {
    const metadata = context.parts.metadata;
    const owners = metadata === undefined ? [] : itemsOf(metadata, 'ownerReferences');
    for (const owner of owners) yield* identity(context, owner);
    const [, second] = owners.filter(({ value }) => value['controller'] === true);
    if (second === undefined) return;
    const message = 'Only one owner may have controller: true; the API server rejects the policy.';
    yield rejection(context, ['metadata', 'ownerReferences'], 'Invalid', message, {
      range: valueRange(context, [...second.path, 'controller']),
    });
  },
} satisfies Rule;

function* identity(context: RuleContext, { path, value }: Part): Iterable<Finding> {
  const { apiVersion, kind } = value;
  if (typeof apiVersion === 'string' && apiVersion !== '' && !GROUP_VERSION.test(apiVersion)) {
    const message = `The API server rejects the owner's API version ${apiVersion}: write it as group/version, such as apps/v1.`;
    yield rejection(context, [...path, 'apiVersion'], 'Invalid', message, {
      field: ownerField(context, [...path, 'apiVersion']),
    });
  } else if ((apiVersion === 'v1' || apiVersion === '/v1') && kind === 'Event') {
    const message = 'An Event cannot own anything; the API server rejects the policy.';
    yield rejection(context, path, 'Invalid', message, {
      range: valueRange(context, [...path, 'kind']),
      field: ownerField(context, path),
    });
  }
}
