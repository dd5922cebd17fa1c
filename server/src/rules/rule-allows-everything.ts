/**
 * Rule: an empty rule, which allows everything, where something speaks against it: the policy's name, or the other
 * rules beside it. By itself `egress: [{}]` is an ordinary way to leave a direction open.
 */
import type { Direction, Policy, PolicyRule } from '../evaluator/model';
import { formatPath, parsePath } from '../manifests/document';
import { count } from '../wording/quantities';
import { itemRange } from './api/place';
import { PEERS_KEY, type DirectedPart } from './api/policy-parts';
import { removedItem } from './fixes/list-items';
import { writeValue } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext } from './rule';

/** The name promises a restriction… */
const RESTRICTS =
  /(?:^|[-_.])(?:deny|block|forbid|isolate|isolation|isolated|restrict|restricted|lockdown)(?:$|[-_.])/iu;
/** … with exceptions. */
const EXCEPTS = /(?:^|[-_.])(?:allow|except|but|unless|not)(?:$|[-_.])/iu;

export const rule = {
  id: 'rule-allows-everything',
  severity: 'info',
  documentation: {
    title: 'An empty rule, which allows everything',
    clusterDoes:
      'A rule without peers and ports allows every connection of its direction. Policies only ever allow: neither another rule nor another policy can take it back.',
    meant:
      'In a policy that is named for what it denies: no rule at all. Beside other rules: only those. It keeps quiet about an empty rule that is alone in its direction, which is how a direction is left open on purpose.',
    bad: 'ingress:\n- {}\n- from:\n  - podSelector:\n      matchLabels: {app: till}',
    good: 'ingress:\n- from:\n  - podSelector:\n      matchLabels: {app: till}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined) return;
    for (const part of context.parts.rules) {
      const rules = policy[part.direction] ?? [];
      if (!isWrittenEmpty(part) || !rules.some((rule) => isAt(rule, part))) continue;
      const others = rules.length - 1;
      if (!deniesNothing(policy, part.direction)) {
        if (others > 0) yield besideOthers(context, part, others);
      } else yield againstName(context, part, others);
    }
  },
} satisfies Rule;

/** Peers that are written as an empty list are a finding of another rule. */
function isWrittenEmpty({ value, direction }: DirectedPart): boolean {
  if (Object.hasOwn(value, PEERS_KEY[direction])) return false;
  const { ports } = value;
  return ports === undefined || ports === null || (Array.isArray(ports) && ports.length === 0);
}

function isAt(rule: PolicyRule, { path }: DirectedPart): boolean {
  return rule.path === formatPath(path);
}

/** Its name says that it denies this direction, or anything at all, and it denies nothing. */
function deniesNothing(policy: Policy, direction: Direction): boolean {
  const { name } = policy.ref;
  if (!RESTRICTS.test(name) || EXCEPTS.test(name)) return false;
  const named = (['ingress', 'egress'] as const).filter((one) => name.toLowerCase().includes(one));
  if (named.length > 0) return named.includes(direction);
  return [policy.ingress, policy.egress].every((rules) => rules === undefined || rules.some(isOpen));
}

function isOpen({ peers, ports }: PolicyRule): boolean {
  return peers === 'any' && ports === 'any';
}

function againstName(context: RuleContext, part: DirectedPart, others: number): Finding {
  const { direction } = part;
  const instead = others === 0 ? `${direction}: []` : 'the other rules only';
  return {
    range: itemRange(context, part.path),
    message: `An empty rule allows all ${direction}, so this policy denies none, against its name ${context.resource.name ?? ''}. To deny, write ${instead}.`,
    severity: 'warning',
    fixes: others === 0 ? noRule(context, direction) : withoutRule(context, part),
  };
}

function besideOthers(context: RuleContext, part: DirectedPart, others: number): Finding {
  const rest =
    others === 1 ? 'other rule of the list adds' : `${count(others, 'other rule')} of the list add`;
  return {
    range: itemRange(context, part.path),
    message: `An empty rule allows all ${part.direction}: the ${rest} nothing.`,
    fixes: withoutRule(context, part),
  };
}

function withoutRule(context: RuleContext, { path }: DirectedPart): readonly Fix[] {
  const edit = removedItem(context, path);
  return edit === undefined ? [] : [{ title: 'Remove the empty rule', edits: [edit] }];
}

/** Where the direction is not named, an empty list of egress rules would not isolate it. */
function noRule(context: RuleContext, direction: Direction): readonly Fix[] {
  const types = context.parts.spec?.value['policyTypes'];
  if (!Array.isArray(types) || types.length === 0) return [];
  const path = parsePath(`spec.${direction}`);
  return writeValue(context, path, '[]', { title: `Deny all ${direction} (${direction}: [])` });
}
