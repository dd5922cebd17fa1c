/**
 * Rule: rules for a direction that policyTypes does not name.
 */
import { sentenceCase } from '../wording/quantities';
import { keyRange, type Source } from './api/place';
import { itemsOf, peersOfRule, POLICY_TYPE, type Part, type RuleDirection } from './api/policy-parts';
import { appendedItem } from './fixes/list-items';
import { removalOf } from './fixes/member';
import { ENGINE_NAMES, type Engine } from './engines';
import type { Finding, Fix, Rule, RuleContext } from './rule';

const TYPES_PATH = ['spec', 'policyTypes'];

export const rule = {
  id: 'policy-types-ignore-rules',
  severity: 'error',
  documentation: {
    title: 'Rules that policyTypes leaves out',
    clusterDoes:
      'The API server accepts the policy, and the rules have no effect: the direction is not isolated. Some network plugins apply them all the same, so that one file means different things in different clusters.',
    meant: 'Name the direction in policyTypes, which isolates the pods in it, or remove the rules.',
    bad: 'policyTypes: [Ingress]\negress:\n- to:\n  - podSelector: {}',
    good: 'policyTypes: [Ingress, Egress]\negress:\n- to:\n  - podSelector: {}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  *check(context) {
    const spec = context.parts.spec;
    for (const direction of spec === undefined ? [] : ignoredDirections(spec)) {
      yield finding(context, direction);
    }
  },
} satisfies Rule;

function ignoredDirections({ value }: Part): readonly RuleDirection[] {
  const types: unknown = value['policyTypes'];
  if (!Array.isArray(types) || types.length === 0 || !types.every(isPolicyType)) return [];
  return (['ingress', 'egress'] as const).filter((direction) => {
    const rules = value[direction];
    return Array.isArray(rules) && rules.length > 0 && !types.includes(POLICY_TYPE[direction]);
  });
}

function isPolicyType(value: unknown): boolean {
  return value === POLICY_TYPE.ingress || value === POLICY_TYPE.egress;
}

function finding(source: RuleContext, direction: RuleDirection): Finding {
  const type = POLICY_TYPE[direction];
  return {
    range: keyRange(source, ['spec', direction]),
    message: `policyTypes does not name ${type}, so these rules have no effect and this policy does not isolate ${direction}.${anyway(source)} Add ${type} to policyTypes, or remove the rules.`,
    fixes: [...addType(source, direction), ...removeRules(source, direction)],
  };
}

/** These apply rules of a direction that policyTypes leaves out. */
const APPLY_ALL: readonly Engine[] = ['cilium', 'aws-vpc-cni'];

function anyway({ engine }: RuleContext): string {
  return APPLY_ALL.includes(engine)
    ? ` ${sentenceCase(ENGINE_NAMES[engine])} applies them all the same.`
    : '';
}

/** With a rule that allows everybody, naming the direction would isolate nothing. */
function addType(source: RuleContext, direction: RuleDirection): readonly Fix[] {
  const rules = source.parts.rules.filter((rule) => rule.direction === direction);
  if (rules.some((rule) => peersOfRule(rule).length === 0 && itemsOf(rule, 'ports').length === 0)) return [];
  const type = POLICY_TYPE[direction];
  const edit = appendedItem(source, TYPES_PATH, type);
  return edit === undefined
    ? []
    : [{ title: `Add ${type} to policyTypes: only these rules allow then`, edits: [edit] }];
}

function removeRules(source: Source, direction: RuleDirection): readonly Fix[] {
  const edit = removalOf(source, ['spec', direction]);
  return edit === undefined
    ? []
    : [{ title: `Remove the ${direction} rules: nothing changes`, edits: [edit] }];
}
