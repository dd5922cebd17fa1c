/**
 * Rule: a policy about egress that leaves out policyTypes, whose default always contains Ingress.
 */
import { count } from '../wording/quantities';
import { keyRange } from './api/place';
import { isSet, type Members } from './api/policy-parts';
import { insertionBefore } from './fixes/member';
import type { Finding, Fix, Rule, RuleContext } from './rule';

export const rule = {
  id: 'policy-types-omitted',
  severity: 'warning',
  documentation: {
    title: 'A policy about egress that leaves out policyTypes',
    clusterDoes:
      'Without policyTypes a policy always isolates ingress, and egress only when there is an egress rule. A policy with egress rules alone also cuts off everything that comes in; egress: [] alone denies no egress, but all ingress.',
    meant:
      'Say which directions are meant. It keeps quiet where ingress is written too, and about policies of ingress alone.',
    bad: 'podSelector: {}\negress:\n- to:\n  - podSelector: {}',
    good: 'podSelector: {}\npolicyTypes: [Egress]\negress:\n- to:\n  - podSelector: {}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  *check(context) {
    const spec = context.parts.spec;
    if (spec === undefined || !isOmitted(spec.value)) return;
    const { egress, ingress } = spec.value;
    if (!Array.isArray(egress)) return;
    if (egress.length === 0) yield emptyEgress(context, isSet(ingress));
    else if (!isSet(ingress)) yield alsoIngress(context);
  },
} satisfies Rule;

/** Missing, null and empty are the same to the API server. An empty list is in the way of a fix, and rare. */
function isOmitted({ policyTypes }: Members): boolean {
  return !isSet(policyTypes) || (Array.isArray(policyTypes) && policyTypes.length === 0);
}

function alsoIngress(context: RuleContext): Finding {
  return {
    range: keyRange(context, ['spec', 'egress']),
    message: `Without policyTypes the policy isolates ingress as well, and no rule allows any: ${pods(context)} can get no connection through it. If only egress is meant, write policyTypes: [Egress].`,
    fixes: [
      ...writeTypes(context, ['Egress'], 'egress only'),
      ...writeTypes(context, ['Ingress', 'Egress'], 'both, as now').map((fix) => ({ ...fix, safe: true })),
    ],
  };
}

function emptyEgress(context: RuleContext, hasIngress: boolean): Finding {
  const instead = hasIngress ? '' : ', but all ingress';
  return {
    range: keyRange(context, ['spec', 'egress']),
    message: `Without policyTypes an empty egress list denies no egress${instead}. To deny egress, write policyTypes with Egress.`,
    fixes: hasIngress
      ? writeTypes(context, ['Ingress', 'Egress'], 'deny egress as well')
      : [
          ...writeTypes(context, ['Egress'], 'deny egress only'),
          ...writeTypes(context, ['Ingress', 'Egress'], 'deny both'),
        ],
  };
}

function pods({ snapshot, file, resource }: RuleContext): string {
  const policy = snapshot.policyOf(file, resource);
  const selected = policy === undefined ? 0 : snapshot.evaluator.select(policy.subject).length;
  return selected === 0 ? 'the selected pods' : `the pods of ${count(selected, 'workload')}`;
}

function writeTypes(context: RuleContext, types: readonly string[], effect: string): readonly Fix[] {
  if (context.resource.locate(['spec', 'policyTypes']) !== undefined) return [];
  const key = context.resource.locate(['spec', 'egress'])?.key;
  const isQuoted = key !== undefined && context.file.text[key.start] === '"';
  const list = types.map((type) => (isQuoted ? `"${type}"` : type)).join(', ');
  const edit = insertionBefore(context, ['spec', 'egress'], 'policyTypes', `[${list}]`);
  return edit === undefined
    ? []
    : [{ title: `Write policyTypes: [${types.join(', ')}] (${effect})`, edits: [edit] }];
}
