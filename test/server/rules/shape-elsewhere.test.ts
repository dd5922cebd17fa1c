import { describe, expect, test } from 'vitest';
import { check } from './fixture';

/** What is found, and what of it when another check by schema speaks of the shape. */
function found(text: string): { readonly alone: readonly string[]; readonly beside: readonly string[] } {
  const codes = (shapeCheckedElsewhere: boolean): readonly string[] =>
    check(text, { shapeCheckedElsewhere })
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ code }) => code);
  return { alone: codes(false), beside: codes(true) };
}

function policy(spec: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web}\nspec:\n  podSelector: {}\n${spec}`;
}

describe('beside another check by schema', () => {
  test.each([
    ['a field that nobody knows', '  zzz: 1\n', 'unknown-field'],
    ['a scalar in place of a map', '  ingress:\n  - from:\n    - ipBlock: 7\n', 'wrong-type'],
    ['an ipBlock without a cidr', '  ingress:\n  - from:\n    - ipBlock: {except: []}\n', 'required-field'],
  ])('%s is left to it', (_what, spec, code) => {
    expect(found(policy(spec))).toEqual({ alone: [code], beside: [] });
  });

  test.each([
    ['a misspelt field, which can be mended', '  ingres: []\n'],
    ['a list that was forgotten, which can be mended', '  ingress:\n    from: []\n'],
    ['a truth value of YAML 1.1', '  ingress:\n  - ports:\n    - {protocol: yes, port: 80}\n'],
    ['a cidr with nothing in it', "  ingress:\n  - from:\n    - ipBlock: {cidr: ''}\n"],
    ['a word that published schemas do not list', '  policyTypes: [Inbound]\n'],
    ['a port that cannot be one', '  ingress:\n  - ports:\n    - {port: 80800}\n'],
  ])('%s is still reported', (_what, spec) => {
    const { alone, beside } = found(policy(spec));
    expect(alone).not.toEqual([]);
    expect(beside).toEqual(alone);
  });

  test('a missing name is still reported: schemas ask for none', () => {
    const { alone, beside } = found(policy('').replace('metadata: {name: web}', 'metadata: {}'));
    expect(alone).toEqual(['required-field']);
    expect(beside).toEqual(alone);
  });

  test('kinds that few tools have a schema of are checked whole', () => {
    const text =
      'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: a}\nspec:\n  priority: 1\n  zzz: 1\n  subject: {namespaces: {}}\n';
    const { alone, beside } = found(text);
    expect(alone).toContain('unknown-field');
    expect(beside).toEqual(alone);
  });

  test('a comment that silences such a finding is not called idle', () => {
    const text = policy('  zzz: 1 # podreach-ignore unknown-field: for another tool\n');
    expect(check(text, { shapeCheckedElsewhere: true })).toEqual(check(text));
  });
});
