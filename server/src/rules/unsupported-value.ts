/**
 * Rule: a word that is none of the few a field accepts.
 */
import { formatPath } from '../manifests/document';
import { list } from '../wording/quantities';
import { ownerName } from './api/field-names';
import { valueRange, type Source } from './api/place';
import { isPolicy } from './api/policy-kinds';
import { valueAt, type ShapeViolation } from './api/shape';
import { replaceScalar } from './fixes/scalar';
import type { Finding, Fix, Rule } from './rule';

type UnsupportedValue = Extract<ShapeViolation, { kind: 'value' }>;

/** With more policy types than this, the API server does not look at them. */
const MAX_POLICY_TYPES = 2;

export const rule = {
  id: 'unsupported-value',
  severity: 'error',
  fallback: true,
  documentation: {
    title: 'A protocol or policy type that does not exist',
    clusterDoes: 'The API server rejects the policy. Upper and lower case count.',
    meant: 'One of TCP, UDP and SCTP; one of Ingress and Egress.',
    bad: 'policyTypes: [ingress]\ningress:\n- ports:\n  - {protocol: tcp, port: 80}',
    good: 'policyTypes: [Ingress]\ningress:\n- ports:\n  - {protocol: TCP, port: 80}',
    link: 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
  },
  appliesTo: isPolicy,
  *check(context) {
    for (const violation of context.parts.violations) {
      if (violation.kind === 'value' && isJudgedHere(context, violation)) yield finding(context, violation);
    }
  },
} satisfies Rule;

/** Operators of selectors have a rule of their own, and so has a list of too many policy types. */
function isJudgedHere({ resource }: Source, { path }: UnsupportedValue): boolean {
  if (path.at(-1) === 'operator') return false;
  const owner = valueAt(resource.value, path.slice(0, -1));
  return !Array.isArray(owner) || owner.length <= MAX_POLICY_TYPES;
}

function finding(source: Source, { path, allowed }: UnsupportedValue): Finding {
  const value = valueAt(source.resource.value, path);
  const written = typeof value === 'string' && value !== '' ? value : 'nothing';
  return {
    range: valueRange(source, path),
    message: `${ownerName(path)} must be ${list(allowed, 'or')}, not ${written}. The API server rejects the policy.`,
    field: formatPath(path),
    reason: 'NotSupported',
    fixes: spelling(source, path, String(value), allowed),
  };
}

function spelling(
  source: Source,
  path: UnsupportedValue['path'],
  value: string,
  allowed: readonly string[],
): readonly Fix[] {
  const right = allowed.find((word) => word.toLowerCase() === value.toLowerCase().trim());
  if (right === undefined) return [];
  return replaceScalar(source, path, right, { title: `Write ${right}`, preferred: true, safe: true });
}
