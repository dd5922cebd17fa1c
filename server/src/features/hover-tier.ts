/**
 * What hovers say of policies that stand before or after the NetworkPolicies: their place, and how their rules go
 * together. They isolate nobody, so that the words for NetworkPolicies would be wrong of them.
 */
import type { Direction, Policy, PolicyRule } from '../evaluator/model';
import { count } from '../wording/quantities';

/** Whether a policy stands in the tier of the NetworkPolicies, which is asked for everything that nothing else decides. */
export function isNetworkPolicy({ tier }: Policy): boolean {
  return tier === 'networkpolicy';
}

/** When the policy is asked. */
export function placeText({ tier, order, ref }: Policy): string {
  const priority =
    ref.kind === 'BaselineAdminNetworkPolicy'
      ? ''
      : ` Priority ${order}: policies with lower numbers are asked first.`;
  return tier === 'admin'
    ? `Asked before any NetworkPolicy.${priority}`
    : `Asked about what no NetworkPolicy decides.${priority}`;
}

/** The rules of one direction. */
export function rulesInOrderText(
  { tier }: Policy,
  direction: Direction,
  rules: readonly PolicyRule[],
): string {
  const next = tier === 'admin' ? 'goes on to NetworkPolicies' : 'is allowed';
  if (rules.length === 0) return `No rule: the policy says nothing about ${direction}.`;
  const first =
    rules.length === 1
      ? 'This one rule decides what it matches'
      : `The first of these ${count(rules.length, 'rule')} that matches decides`;
  return `${first}; everything else ${next}, unless another policy of the tier decides.`;
}

/** The page about these kinds. */
export const CLUSTER_POLICY_PAGE =
  '[Network Policy API: overview](https://network-policy-api.sigs.k8s.io/api-overview/)';
