import type { CompletionItem } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { completion } from '../../../server/src/features/completion';
import { fixture } from './fixture';

const OPTIONS = { uri: 'file:///w/policy.yaml', snippets: true, isWanted: true, fields: true };

/** A policy with lines in its spec. */
function policy(...spec: readonly string[]): string {
  const lines = spec.map((line) => `  ${line}\n`).join('');
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: web\nspec:\n${lines}`;
}

function items(text: string, options = OPTIONS): readonly CompletionItem[] {
  const { view, file, cursor } = fixture(text);
  const found = completion(view, file, cursor, options)?.items ?? [];
  return found.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

function labels(text: string, options = OPTIONS): readonly string[] {
  return items(text, options).map(({ label }) => label);
}

/** The spec once an item was taken, without the two blanks in front. */
function taken(text: string, label: string): string {
  const { view, file } = fixture(text);
  const item = items(text).find((one) => one.label === label);
  if (item?.textEdit === undefined || !('range' in item.textEdit)) throw new Error(`${label} is not offered`);
  const { range, newText } = item.textEdit;
  const [start, end] = [range.start, range.end].map((place) => view.positions.offset(file, place));
  const after = file.text.slice(0, start) + newText + file.text.slice(end);
  return after
    .slice(after.indexOf('spec:\n') + 6)
    .trimEnd()
    .replaceAll(/^ {2}/gmu, '');
}

describe('completion of fields', () => {
  it('offers those of the place, in the order of the schema, without those that are there', () => {
    expect(labels(policy('|'))).toEqual(['podSelector', 'policyTypes', 'ingress', 'egress']);
    expect(labels(policy('podSelector: {}', 'e|'))).toEqual(['policyTypes', 'ingress', 'egress']);
    expect(labels(policy('ingress:', '- from: []', '  |'))).toEqual(['ports']);
    expect(labels(policy('ingress:', '- |'))).toEqual(['from', 'ports']);
    expect(labels(policy('ingress:', '- from:', '  - |'))).toEqual([
      'podSelector',
      'namespaceSelector',
      'ipBlock',
    ]);
    expect(labels(policy('podSelector:', '  |'))).toEqual(['matchLabels', 'matchExpressions']);
  });

  it('offers those of an object without a spec', () => {
    const text = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n|';
    expect(labels(text)).toEqual(['metadata', 'spec']);
  });

  it('says what they mean, in the words of the schema', () => {
    const [first] = items(policy('|'));
    expect(first?.documentation).toMatch(/^Selects pods of the policy's own namespace\./u);
  });

  it('indents what follows: a map, a list, a scalar', () => {
    expect(taken(policy('pod|'), 'podSelector')).toBe('podSelector:');
    expect(taken(`${policy('po|')}# end`, 'podSelector')).toBe('podSelector:\n  \n# end');
    expect(taken(`${policy('in|')}# end`, 'ingress')).toBe('ingress:\n  - \n# end');
    expect(taken(`${policy('ingress:', '- fr|')}# end`, 'from')).toBe('ingress:\n- from:\n    - \n# end');
    expect(taken(`${policy('ingress:', '- ports:', '  - po|')}#`, 'port')).toBe(
      'ingress:\n- ports:\n  - port: \n#',
    );
  });

  it('begins an item where a list belongs', () => {
    expect(taken(`${policy('ingress:', '  fr|')}# end`, 'from')).toBe('ingress:\n  - from:\n      - \n# end');
  });

  it('replaces the key alone where its colon is there', () => {
    expect(taken(policy('in|gres: []'), 'ingress')).toBe('ingress: []');
  });

  it('stays on the line in braces', () => {
    expect(taken(policy('podSelector: {ma|}'), 'matchLabels')).toBe('podSelector: {matchLabels: }');
  });

  it.each([
    ['switched off', policy('|'), { ...OPTIONS, fields: false }],
    ['a blank was typed', policy('|'), { ...OPTIONS, isWanted: false }],
    ['the kind has no schema here', 'apiVersion: v1\nkind: Service\nspec:\n  |', OPTIONS],
    ['the version has none', policy('|').replace('networking.k8s.io/v1', 'extensions/v1beta1'), OPTIONS],
    ['names are free', policy('podSelector:', '  matchLabels:', '    |'), OPTIONS],
    ['it is a comment', policy('# |'), OPTIONS],
  ])('offers none where %s', (_why, text, options) => {
    expect(labels(text, options)).toEqual([]);
  });

  it('knows the policies of administrators', () => {
    const text =
      'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: a}\nspec:\n  |';
    expect(labels(text)).toEqual(['priority', 'subject', 'ingress', 'egress']);
  });
});

describe('completion of the words of a field', () => {
  it('offers what it may be', () => {
    expect(labels(policy('policyTypes:', '- |'))).toEqual(['Ingress', 'Egress']);
    expect(labels(policy('policyTypes: [Ingress, |]'))).toEqual(['Egress']);
    expect(labels(policy('ingress:', '- ports:', '  - protocol: |'))).toEqual(['TCP', 'UDP', 'SCTP']);
  });

  it('does so as soon as a blank follows the colon', () => {
    const text = policy('ingress:', '- ports:', '  - protocol: |');
    expect(labels(text, { ...OPTIONS, isWanted: false })).toHaveLength(3);
  });

  it('writes them as they are', () => {
    expect(taken(policy('policyTypes: [In|]'), 'Ingress')).toBe('policyTypes: [Ingress]');
  });
});
