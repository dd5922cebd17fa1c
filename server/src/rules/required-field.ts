/**
 * Rule: a field that has to be there and is not.
 */
import { ownerField, PRECISE_OWNERS_MINOR } from './api/owner-field';
import { isClusterPolicy } from './api/policy-kinds';
import { rejection } from './api/rejection';
import { missingMembers } from './api/required-members';
import type { Source } from './api/place';
import { isMembers, isSet, itemsOf, type Part } from './api/policy-parts';
import { fieldName, ownerName } from './api/field-names';
import type { Resource } from '../manifests/document';
import type { Finding, Rule, RuleContext } from './rule';

const API_VERSION = 'networking.k8s.io/v1';
const OWNER_FIELDS = ['apiVersion', 'kind', 'name', 'uid'] as const;

export const rule = {
  id: 'required-field',
  severity: 'error',
  fallback: true,
  documentation: {
    title: 'A required field is missing',
    clusterDoes: 'The API server rejects the policy.',
    meant: 'A policy needs a name, and an ipBlock needs the range of addresses it is about.',
    bad: 'from:\n- ipBlock:\n    except: [10.1.0.0/16]',
    good: 'from:\n- ipBlock:\n    cidr: 10.0.0.0/8\n    except: [10.1.0.0/16]',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  appliesTo: (resource) => mayBePolicy(resource) || isClusterPolicy(resource),
  *check(context) {
    const { apiVersion, kind, value } = context.resource;
    if (kind === '' && !isSet(value['kind']) && !hasPolicyFields(value['spec'])) return;
    if (apiVersion === '' || kind === '') {
      yield missingType(context, apiVersion === '' ? 'apiVersion' : 'kind');
      return;
    }
    yield* missingName(context);
    yield* missingCidrs(context);
    if (isClusterPolicy(context.resource)) yield* missingFields(context);
    yield* missingOwnerFields(context);
  },
} satisfies Rule;

/** It need not say in full that it is a policy. */
function mayBePolicy({ apiVersion, kind }: Pick<Resource, 'apiVersion' | 'kind'>): boolean {
  if (kind === 'NetworkPolicy') return apiVersion === '' || apiVersion === API_VERSION;
  return kind === '' && apiVersion === API_VERSION;
}

function hasPolicyFields(spec: unknown): boolean {
  return (
    isMembers(spec) &&
    ['podSelector', 'policyTypes', 'ingress', 'egress'].some((name) => Object.hasOwn(spec, name))
  );
}

function missingType(source: Source, field: 'apiVersion' | 'kind'): Finding {
  const value = field === 'kind' ? 'NetworkPolicy' : API_VERSION;
  if (!isEmpty(source.resource.value[field])) {
    const message = `${field} must be text, but YAML reads something else here. Write ${field}: ${value}.`;
    return rejection(source, [field], 'Invalid', message);
  }
  const message = `Without ${field} no object can be read. Write ${field}: ${value}.`;
  return rejection(source, [field], 'Required', message, { missing: true });
}

function* missingName(source: Source): Iterable<Finding> {
  const { metadata = null } = source.resource.value;
  const fields = metadata === null ? {} : metadata;
  if (!isMembers(fields) || !isEmpty(fields['name']) || !isEmpty(fields['generateName'])) return;
  const message = 'A policy needs a name, or the API server rejects it. Write one under metadata.';
  yield rejection(source, ['metadata', 'name'], 'Required', message, { missing: true });
}

function* missingCidrs(source: RuleContext): Iterable<Finding> {
  for (const { path, value } of source.parts.ipBlocks) {
    if (!isEmpty(value['cidr'])) continue;
    const message =
      'An ipBlock needs a cidr, or the API server rejects the policy. Write a range such as 192.0.2.0/24.';
    yield rejection(source, [...path, 'cidr'], 'Required', message, {
      missing: true,
      ...shapeOf(value, 'cidr'),
    });
  }
}

function* missingFields(context: RuleContext): Iterable<Finding> {
  for (const path of missingMembers(context, context.parts)) {
    const message = `${ownerName(path.slice(0, -1))} needs ${fieldName(path)}, or the API server rejects the policy.`;
    yield rejection(context, path, 'Required', message, { missing: true });
  }
}

function* missingOwnerFields(source: RuleContext): Iterable<Finding> {
  const reason = source.kubernetesMinor >= PRECISE_OWNERS_MINOR ? 'Required' : 'Invalid';
  for (const { path, value } of ownersOf(source)) {
    for (const field of OWNER_FIELDS.filter((name) => isEmpty(value[name]))) {
      const message = `An owner needs its ${fieldName([field])}, or the API server rejects the policy.`;
      yield rejection(source, [...path, field], reason, message, {
        missing: true,
        ...shapeOf(value, field),
        field: ownerField(source, [...path, field]),
      });
    }
  }
}

/** Schemas require fields to be written, not that something stands in them. */
function shapeOf(owner: Part['value'], field: string): Pick<Finding, 'shape'> {
  return Object.hasOwn(owner, field) ? {} : { shape: true };
}

function ownersOf({ parts: { metadata } }: RuleContext): readonly Part[] {
  return metadata === undefined ? [] : itemsOf(metadata, 'ownerReferences');
}

function isEmpty(value: unknown): boolean {
  return !isSet(value) || value === '';
}
