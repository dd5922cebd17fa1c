/**
 * The fields around a selector, by where they can slip in from. None of them is a field of a selector.
 */

export const BESIDE_POLICY_SELECTOR: ReadonlySet<string> = new Set(['ingress', 'egress', 'policyTypes']);

export const ANYWHERE_OUTSIDE: ReadonlySet<string> = new Set([
  'podSelector',
  'namespaceSelector',
  'ipBlock',
  'ports',
  ...BESIDE_POLICY_SELECTOR,
  'from',
  'to',
]);
