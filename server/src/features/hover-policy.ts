/**
 * Hovers of a policy: as a whole, its selector, its directions, and by them its rules.
 * Everything is found by its path, so that every policy kind of the model is explained alike.
 */
import type { Direction, Policy, PolicyRule } from '../evaluator/model';
import { formatPath, type FieldPath, type Resource } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { count, sentenceCase } from '../wording/quantities';
import { predicateText } from '../wording/selectors';
import { ruleHover } from './hover-rule';
import { pageLink, shareOfAll, workloadNames, type Paragraphs } from './hover-words';
import { bulletList, MARKDOWN } from './markdown';

/** Words that stand for the policy as a whole. */
const HEADS: readonly string[] = ['kind', 'metadata.name', 'spec'];
/** Where policy kinds say to which pods they apply. */
const SUBJECTS: readonly string[] = ['spec.podSelector', 'spec.subject', 'spec.selector'];
const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** Undefined for fields that say nothing about traffic. */
export function policyHover(
  snapshot: Snapshot,
  { policy }: { readonly policy: Policy },
  resource: Resource,
  fieldPath: FieldPath,
): Paragraphs | undefined {
  const path = formatPath(fieldPath);
  if (HEADS.includes(path)) return wholePolicy(snapshot, policy);
  if (SUBJECTS.some((subject) => isWithin(path, subject))) return subjectOfPolicy(snapshot, policy);
  if (isWithin(path, 'spec.policyTypes')) return directionsOfPolicy(policy);
  const direction = DIRECTIONS.find((one) => isWithin(path, `spec.${one}`));
  if (direction === undefined) return undefined;
  const rules = policy[direction];
  if (rules === undefined) return [notGoverned(direction)];
  const rule = rules.find((one) => isWithin(path, one.path));
  if (rule === undefined) return [rulesTogether(direction, rules), DEFAULT_POLICIES];
  return ruleHover({ snapshot, policy, direction, rule, resource, fieldPath });
}

const DEFAULT_POLICIES = pageLink('default policies', 'default-policies');

/** Whether a path in the API server's notation is the other one, or leads on from it. */
function isWithin(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}

function wholePolicy(snapshot: Snapshot, policy: Policy): Paragraphs {
  return [
    ...appliesTo(snapshot, policy),
    bulletList(DIRECTIONS.map((direction) => `${sentenceCase(direction)}: ${ruledText(policy[direction])}`)),
    pageLink('the NetworkPolicy resource', 'networkpolicy-resource'),
  ];
}

function ruledText(rules: readonly PolicyRule[] | undefined): string {
  if (rules === undefined) return 'left as it is';
  if (rules.length === 0) return 'isolated, and no rule allows anything';
  const verb = rules.length === 1 ? 'allows' : 'allow';
  return `isolated, but for what ${count(rules.length, 'rule')} ${verb}`;
}

function subjectOfPolicy(snapshot: Snapshot, policy: Policy): Paragraphs {
  return [...appliesTo(snapshot, policy), pageLink('the NetworkPolicy resource', 'networkpolicy-resource')];
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
