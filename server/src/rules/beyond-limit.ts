/**
 * Rule: numbers too small or too big, lists too short or too long, of cluster-wide policies.
 */
import { formatPath } from '../manifests/document';
import { ownerName } from './api/field-names';
import { valueRange } from './api/place';
import { isClusterPolicy } from './api/policy-kinds';
import type { Limit, ShapeViolation } from './api/shape';
import { count } from '../wording/quantities';
import type { Finding, Rule, RuleContext } from './rule';

type Exceeded = Extract<ShapeViolation, { kind: 'limit' }>;

export const rule = {
  id: 'beyond-limit',
  severity: 'error',
  documentation: {
    title: 'Beyond a limit of the API',
    clusterDoes: 'The API server rejects the policy.',
    meant: 'Priorities go from 0 to 1000, ports from 1 to 65535. A rule needs at least one peer.',
    bad: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 2000\n  subject: {namespaces: {}}',
    good: 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec:\n  tier: Admin\n  priority: 1000\n  subject: {namespaces: {}}',
    link: 'https://network-policy-api.sigs.k8s.io/reference/spec/',
  },
  appliesTo: isClusterPolicy,
  *check(context) {
    for (const violation of context.parts.violations) {
      if (violation.kind === 'limit') yield finding(context, violation);
    }
  },
} satisfies Rule;

function finding(context: RuleContext, { path, limit }: Exceeded): Finding {
  const at = limit.keyword === 'uniqueItems' ? [...path, limit.second] : path;
  return {
    range: valueRange(context, at),
    message: `${excess(limit, ownerName(path))}. The API server rejects the policy.`,
    field: formatPath(at),
    reason: reasonOf(limit),
  };
}

function excess(limit: Limit, name: string): string {
  switch (limit.keyword) {
    case 'minimum':
      return `${name} must be at least ${limit.bound}`;
    case 'maximum':
      return `${name} must be at most ${limit.bound}`;
    case 'minItems':
      return `${name} must have at least ${count(limit.bound, 'item')}`;
    case 'maxItems':
      return `${name} may have at most ${count(limit.bound, 'item')}`;
    case 'maxLength':
      return `${name} may have at most ${count(limit.bound, 'character')}`;
    case 'uniqueItems':
      return `This stands in ${name} already, as item ${limit.first + 1}`;
  }
}

function reasonOf({ keyword }: Limit): Finding['reason'] & string {
  if (keyword === 'maxLength') return 'TooLong';
  return keyword === 'uniqueItems' ? 'Duplicate' : 'Invalid';
}
