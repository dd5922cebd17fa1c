/** Labels that a kustomization puts into selectors: several files together, so that fixtures cannot show it. */
import { describe, expect, test } from 'vitest';
import { checkFile, type Diagnostic } from '../../../server/src/rules/check';
import { createWorkspace } from '../../../server/src/workspace/workspace';

const ID = 'kustomize-label-injection';

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ledger, namespace: shop}
spec:
  podSelector: {matchLabels: {app: ledger}}
  ingress:
  - from:
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}
      podSelector: {matchLabels: {app: ingress}}
`;
const BESIDE = POLICY.replace(/ {4}- namespaceSelector.*\n {6}/u, '    - ');
const COMMON = 'commonLabels: {unit: tills}\nresources: [policy.yaml, pods.yaml]\n';
const PAIRS =
  'resources: [policy.yaml, pods.yaml]\nlabels:\n- includeSelectors: true\n  pairs: {unit: tills}\n';

function pod(name: string, labels: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {${labels}}}\n`;
}

function found(files: Readonly<Record<string, string>>): readonly Diagnostic[] {
  const workspace = createWorkspace();
  const all = { 'app/pods.yaml': pod('ledger', 'app: ledger'), 'app/policy.yaml': POLICY, ...files };
  for (const [name, text] of Object.entries(all)) workspace.set(name, text);
  const snapshot = workspace.snapshot();
  return [...snapshot.files.values()]
    .flatMap((file) => checkFile(snapshot, file))
    .filter(({ code }) => code === ID);
}

describe('a peer in another namespace', () => {
  test.each([
    ['commonLabels', COMMON],
    ['includeSelectors', PAIRS],
  ])('is broken by %s', (word, text) => {
    const [finding, ...more] = found({ 'app/kustomization.yaml': text });
    expect(more).toEqual([]);
    expect(finding?.severity).toBe('warning');
    expect(finding?.message).toContain('kustomize adds unit=tills to the peers of policies as well. 1 peer');
    expect(text.slice(finding?.range.start, finding?.range.end)).toBe(word);
    const [related] = finding?.related ?? [];
    expect(related?.file).toBe('app/policy.yaml');
    expect(POLICY.slice(related?.range.start, related?.range.end)).toBe('matchLabels');
    expect(POLICY.slice(related?.range.end)).toContain(': {app: ingress}');
  });
});

test('a peer of unknown pods beside the policy is less certain', () => {
  const [finding] = found({ 'app/kustomization.yaml': COMMON, 'app/policy.yaml': BESIDE });
  expect(finding?.severity).toBe('info');
});

describe('it keeps quiet', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['about labels that leave selectors alone', { 'app/kustomization.yaml': PAIRS.replace('true', 'false') }],
    [
      'where the pods of the peer come from the same kustomization',
      {
        'app/kustomization.yaml': COMMON,
        'app/policy.yaml': BESIDE,
        'app/pods.yaml': pod('ingress', 'app: ingress'),
      },
    ],
    [
      'where the pods carry the labels already',
      { 'app/kustomization.yaml': COMMON, 'edge.yaml': pod('ingress', 'app: ingress, unit: tills') },
    ],
    [
      'where the peer asks for the labels already',
      {
        'app/kustomization.yaml': COMMON,
        'app/policy.yaml': POLICY.replace('app: ingress', 'app: ingress, unit: tills'),
      },
    ],
    [
      'where another kustomization adds the same labels',
      { 'app/kustomization.yaml': COMMON, 'edge/kustomization.yaml': COMMON },
    ],
    [
      'about requirements, which kustomize leaves alone',
      {
        'app/kustomization.yaml': COMMON,
        'app/policy.yaml': POLICY.replace(
          '{matchLabels: {app: ingress}}',
          '{matchExpressions: [{key: app, operator: In, values: [ingress]}]}',
        ),
      },
    ],
    [
      'where it cannot see all that is listed',
      { 'app/kustomization.yaml': COMMON.replace('policy.yaml', 'policy.yaml, ../base') },
    ],
    ['where generators add more', { 'app/kustomization.yaml': `${COMMON}helmCharts: [{name: ingress}]\n` }],
    ['in files of other names', { 'app/values.yaml': COMMON }],
  ])('%s', (_, files) => {
    expect(found(files)).toEqual([]);
  });
});
