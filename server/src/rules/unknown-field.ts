/**
 * Rule: a field that NetworkPolicy does not have. Rules that know why it stands there speak instead.
 */
import { formatPath, type FieldPath } from '../manifests/document';
import { nearNames } from '../wording/near-names';
import { list } from '../wording/quantities';
import { ownerName } from './api/field-names';
import { keyRange, type Source } from './api/place';
import { isMembers } from './api/policy-parts';
import { isPolicy } from './api/policy-kinds';
import { valueAt, type ShapeViolation } from './api/shape';
import { removalOf } from './fixes/member';
import { renameKey } from './fixes/scalar';
import type { Finding, Fix, Rule } from './rule';

type UnknownField = Extract<ShapeViolation, { kind: 'unknown' }>;

/** Since then the API knows no status of a NetworkPolicy. */
const STATUS_GONE_MINOR = 28;

export const rule = {
  id: 'unknown-field',
  severity: 'error',
  fallback: true,
  documentation: {
    title: 'A field that does not exist',
    clusterDoes:
      'The API server rejects the object. A client that asks for no strict validation gets it stored without the field, and the policy then means something else.',
    meant: 'A field with a similar name, or one that belongs somewhere else. Names are case sensitive.',
    bad: 'ingress:\n- form:\n  - podSelector: {}',
    good: 'ingress:\n- from:\n  - podSelector: {}',
    link: 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
  },
  appliesTo: isPolicy,
  *check(context) {
    for (const violation of context.parts.violations) {
      if (violation.kind !== 'unknown') continue;
      if (!isStatus(violation)) yield unknownField(context, violation);
      else if (context.kubernetesMinor >= STATUS_GONE_MINOR) yield leftoverStatus(context);
    }
  },
} satisfies Rule;

function unknownField(source: Source, violation: UnknownField): Finding {
  const { path, key, known } = violation;
  const owner = valueAt(source.resource.value, path);
  const free = known.filter((field) => !isMembers(owner) || !Object.hasOwn(owner, field));
  const [near] = nearNames(key, free);
  const advice = near === undefined ? `Its fields are ${list(known)}.` : `Did you mean ${near}?`;
  return {
    range: keyRange(source, [...path, key]),
    message: `${ownerName(path)} has no field ${key}, so the API server rejects the policy. ${advice}`,
    field: formatPath([...path, key]),
    reason: 'Unknown',
    ...(near === undefined ? { shape: true } : { fixes: renameKey(source, [...path, key], near) }),
  };
}

function isStatus({ path, key }: UnknownField): boolean {
  return path.length === 0 && key === 'status';
}

/** Objects that were exported from a cluster carry one; it says nothing about their author. */
function leftoverStatus(source: Source): Finding {
  const field: FieldPath = ['status'];
  const removal = removalOf(source, field);
  return {
    range: keyRange(source, field),
    message: `A NetworkPolicy has no status since Kubernetes 1.${STATUS_GONE_MINOR}; kubectl with strict validation refuses it. Remove it.`,
    severity: 'info',
    field: 'status',
    reason: 'Unknown',
    tags: ['unnecessary'],
    fixes: removal === undefined ? [] : [removeStatus(removal)],
  };
}

function removeStatus(removal: Fix['edits'][number]): Fix {
  return { title: 'Remove status', edits: [removal], preferred: true, safe: true };
}
