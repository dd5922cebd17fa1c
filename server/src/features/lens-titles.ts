/**
 * What code lenses say: short facts with their unit and base, made from the answers of now.
 * Knows no lines and no clicks.
 */
import type { Direction, Policy, PolicyRule, RuleVerdict, Workload } from '../evaluator/model';
import type { Snapshot } from '../workspace/snapshot';
import { count, share } from '../wording/quantities';
import { admitted, admittedText } from './admitted';
import { countedReach } from './counted-reach';
import type { LensTopic } from './lens-places';
import type { Subject } from './subject';

export interface LensTitle {
  readonly title: string;
  /** A click asks this about the subject … */
  readonly asks?: 'to' | 'from';
  /** … or shows where these are written. */
  readonly shows?: readonly Workload[];
}

/** Undefined when the lens does not fit the subject any more. */
export function lensTitle(
  snapshot: Snapshot,
  subject: Subject,
  topic: LensTopic,
  path: string | undefined,
): LensTitle | undefined {
  switch (topic) {
    case 'reachable-from':
      return { title: `Which pods can reach this? ${reached(snapshot, subject, 'to')}`.trim(), asks: 'to' };
    case 'can-reach':
      return { title: `What can this reach? ${reached(snapshot, subject, 'from')}`.trim(), asks: 'from' };
    case 'policy-ingress':
    case 'policy-egress':
      return subject.kind === 'policy' ? policyTitle(snapshot, subject, topic) : undefined;
    // Tells of two clusters, not of one: see `change-lens`.
    case 'changes':
      return undefined;
    case 'rule':
    case 'peer':
      return subject.kind === 'policy' ? ruleTitle(snapshot, subject.policy, path) : undefined;
  }
}

/** `3 of 14 workloads`; empty when the subject stands for no known workload. */
function reached(snapshot: Snapshot, subject: Subject, direction: 'to' | 'from'): string {
  const counted = countedReach(snapshot, subject, direction);
  return counted ? share(counted.reachable, counted.total, 'workload') : '';
}

/** The state comes first; a policy of both directions has a second lens for the other one. */
function policyTitle(
  snapshot: Snapshot,
  subject: Extract<Subject, { kind: 'policy' }>,
  topic: 'policy-ingress' | 'policy-egress',
): LensTitle {
  const { policy } = subject;
  const selected = snapshot.evaluator.select(policy.subject);
  const asks = topic === 'policy-ingress' ? 'to' : 'from';
  const parts = isFirstLens(policy, topic) ? [selectedText(policy, selected)] : [];
  const counted = countedReach(snapshot, subject, asks);
  if (counted) {
    const verb = topic === 'policy-ingress' ? 'Reachable from' : 'Can reach';
    parts.push(`${verb} ${counted.reachable} of ${counted.total}`);
  }
  return { title: parts.join(' · '), asks };
}

function isFirstLens({ ingress }: Policy, topic: 'policy-ingress' | 'policy-egress'): boolean {
  return topic === 'policy-ingress' || ingress === undefined;
}

function selectedText({ ref }: Policy, selected: readonly Workload[]): string {
  if (selected.length > 0) return `Selects ${count(selected.length, 'workload')}`;
  return ref.namespace === undefined
    ? 'Selects no known workload'
    : `Selects no known workload in ${ref.namespace}`;
}

function ruleTitle(snapshot: Snapshot, policy: Policy, path: string | undefined): LensTitle | undefined {
  for (const direction of DIRECTIONS) {
    for (const rule of policy[direction] ?? []) {
      const peers = peersAt(rule, path);
      if (peers === undefined) continue;
      const whom = admitted(snapshot.evaluator, peers);
      return { title: `${VERBS[rule.verdict]} ${admittedText(whom, { direction })}`, shows: whom.workloads };
    }
  }
  return undefined;
}

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** The peers of the rule at this path, or the one peer there; undefined when the path leads elsewhere. */
function peersAt(rule: PolicyRule, path: string | undefined): PolicyRule['peers'] | undefined {
  if (rule.path === path) return rule.peers;
  const peer = rule.peers === 'any' ? undefined : rule.peers.find((one) => one.path === path);
  return peer && [peer];
}

const VERBS: Readonly<Record<RuleVerdict, string>> = {
  allow: 'Allows',
  deny: 'Denies',
  pass: 'Passes on',
  log: 'Logs',
};
