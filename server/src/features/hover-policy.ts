/**
 * Hovers of a policy: as a whole, its selector, its directions, and by them its rules.
 * Everything is found by its path, so that every policy kind of the model is explained alike.
 */
import type { Direction, Policy, PolicyRule } from '../evaluator/model';
import { formatPath, type FieldPath, type Resource } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { count, sentenceCase, share } from '../wording/quantities';
import { predicateText } from '../wording/selectors';
import { countedReach } from './counted-reach';
import { labelNote } from './hover-label';
import { ruleHover } from './hover-rule';
import { CLUSTER_POLICY_PAGE, isNetworkPolicy, placeText, rulesInOrderText } from './hover-tier';
import { pageLink, shareOfAll, workloadNames, type Paragraphs } from './hover-words';
import { bulletList, MARKDOWN } from './markdown';
import { isWithinPath } from './place';
import { SUBJECT_PATHS, type Subject } from './subject';

/** Words that stand for the policy as a whole. */
const HEADS: readonly string[] = ['kind', 'metadata.name', 'spec'];
const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** Undefined for fields that say nothing about traffic. */
export function policyHover(
  snapshot: Snapshot,
  subject: Extract<Subject, { kind: 'policy' }>,
  resource: Resource,
  fieldPath: FieldPath,
): Paragraphs | undefined {
  const { policy } = subject;
  const path = formatPath(fieldPath);
  if (HEADS.includes(path)) return wholePolicy(snapshot, subject);
  if (SUBJECT_PATHS.some((selector) => isWithinPath(path, formatPath(selector)))) {
    return [...appliesTo(snapshot, policy), labelNote(snapshot, resource, fieldPath), resourceLink(policy)];
  }
  if (path === 'spec.tier' || path === 'spec.priority') return [placeText(policy), CLUSTER_POLICY_PAGE];
  if (isWithinPath(path, 'spec.policyTypes')) return directionsOfPolicy(policy);
  const direction = DIRECTIONS.find((one) => isWithinPath(path, `spec.${one}`));
  if (direction === undefined) return undefined;
  const rules = policy[direction];
  if (rules === undefined) return isNetworkPolicy(policy) ? [notGoverned(direction)] : undefined;
  const rule = rules.find((one) => isWithinPath(path, one.path));
  if (rule === undefined) {
    return isNetworkPolicy(policy)
      ? [rulesTogether(direction, rules), DEFAULT_POLICIES]
      : [rulesInOrderText(policy, direction, rules), CLUSTER_POLICY_PAGE];
  }
  return ruleHover({ snapshot, policy, direction, rule, resource, fieldPath });
}

const DEFAULT_POLICIES = pageLink('default policies', 'default-policies');

function resourceLink(policy: Policy): string {
  if (!isNetworkPolicy(policy)) return CLUSTER_POLICY_PAGE;
  return pageLink('the NetworkPolicy resource', 'networkpolicy-resource');
}

function wholePolicy(snapshot: Snapshot, subject: Extract<Subject, { kind: 'policy' }>): Paragraphs {
  const { policy } = subject;
  return [
    ...appliesTo(snapshot, policy),
    isNetworkPolicy(policy) ? undefined : placeText(policy),
    bulletList(
      DIRECTIONS.map((direction) => `${sentenceCase(direction)}: ${effect(snapshot, subject, direction)}`),
    ),
    resourceLink(policy),
  ];
}

/** What the policy does to a direction, and what is left of it with all other policies in force. */
function effect(
  snapshot: Snapshot,
  subject: Extract<Subject, { kind: 'policy' }>,
  direction: Direction,
): string {
  if (subject.policy[direction] === undefined) return 'left as it is';
  const isIn = direction === 'ingress';
  const reach = countedReach(snapshot, subject, isIn ? 'to' : 'from');
  const what = isNetworkPolicy(subject.policy) ? 'isolated' : count(subject.policy[direction].length, 'rule');
  if (reach === undefined) return what;
  const workloads = share(reach.reachable, reach.total, 'workload');
  return isIn ? `${what}; ${workloads} can reach these pods` : `${what}; these pods can reach ${workloads}`;
}

function appliesTo(snapshot: Snapshot, policy: Policy): Paragraphs {
  const selected = snapshot.evaluator.select(policy.subject);
  const meant = predicateText(policy.subject, MARKDOWN);
  if (selected.length === 0) return [`Applies to no known workload: ${meant}.`];
  return [`Applies to ${shareOfAll(snapshot, selected)}: ${meant}.`, workloadNames(selected)];
}

function directionsOfPolicy(policy: Policy): Paragraphs {
  const [isolated, free] = [true, false].map((isGoverned) =>
    DIRECTIONS.filter((direction) => (policy[direction] !== undefined) === isGoverned).join(' and '),
  );
  const sentences = [
    isolated ? `Isolates ${isolated} of the selected pods: what no rule allows is denied.` : '',
    free ? `Their ${free} is left as it is.` : '',
  ];
  return [
    sentences.filter((sentence) => sentence !== '').join(' '),
    pageLink('the two sorts of pod isolation', 'the-two-sorts-of-pod-isolation'),
  ];
}

function notGoverned(direction: Direction): string {
  const name = sentenceCase(direction);
  return `Has no effect: the policy does not govern ${direction}, since \`policyTypes\` does not list \`${name}\`.`;
}

function rulesTogether(direction: Direction, rules: readonly PolicyRule[]): string {
  const way = direction === 'ingress' ? 'in' : 'out';
  if (rules.length === 0) return `No rule: nothing is let ${way}.`;
  if (rules.length === 1) return `Only what this one rule allows is let ${way}.`;
  return `Whatever any of these ${rules.length} rules allows is let ${way}.`;
}
