import type { CodeLens } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import {
  codeLenses,
  documentOf,
  resolvedCodeLens,
  type LensOptions,
} from '../../../server/src/features/code-lens';
import { cartPolicy, fileNamed, fileUri, fixture, pod, PODS } from './fixture';

const commands = { reach: 'client.reach', locations: 'client.locations' };

function lensesOf(text: string, name = 'policy.yaml', options: Partial<LensOptions> = {}) {
  const { view } = fixture(text);
  const file = fileNamed(view, name);
  const all = { uri: file.file, version: 1, commands, ...options };
  return { view, file, options: all, lenses: codeLenses(view, file, all) };
}

/** The lenses as an editor draws them: each above its line, in the text. */
function drawn(text: string, name = 'policy.yaml'): string {
  const { file, lenses } = lensesOf(text, name);
  const lines = file.text.split(/\r?\n/u);
  const shown = lines.flatMap((line, number) => [
    ...titlesOn(lenses, number).map((title) => `«${title}»`),
    line,
  ]);
  return shown
    .filter((line, number) => line.startsWith('«') || shown[number - 1]?.startsWith('«'))
    .join('\n');
}

function titlesOn(lenses: readonly CodeLens[], line: number): readonly string[] {
  const here = lenses.filter(({ range }) => range.start.line === line);
  return here.length === 0 ? [] : [here.map(({ command }) => command?.title ?? '?').join(' | ')];
}

describe('lenses of a policy', () => {
  it('say on its kind line what it selects and who gets in', () => {
    expect(drawn(cartPolicy('  ingress: []') + PODS)).toBe(
      '«Selects 1 workload · Reachable from 0 of 3»\nkind: NetworkPolicy',
    );
  });

  it('say of an egress policy what can be reached', () => {
    expect(drawn(cartPolicy('  policyTypes: [Egress]\n  egress: []') + PODS)).toBe(
      '«Selects 1 workload · Can reach 0 of 3»\nkind: NetworkPolicy',
    );
  });

  it('have one more for the second direction', () => {
    const spec = '  policyTypes: [Ingress, Egress]\n  ingress: []\n  egress: []';
    expect(drawn(cartPolicy(spec) + PODS)).toBe(
      '«Selects 1 workload · Reachable from 0 of 3 | Can reach 0 of 3»\nkind: NetworkPolicy',
    );
  });

  it('have none for the second direction where no workload is selected', () => {
    expect(drawn(cartPolicy('  policyTypes: [Ingress, Egress]\n  ingress: []\n  egress: []'))).toBe(
      '«Selects no known workload in shop»\nkind: NetworkPolicy',
    );
  });

  it('say in which namespace no workload is known', () => {
    expect(drawn(cartPolicy('  ingress: []'))).toBe(
      '«Selects no known workload in shop»\nkind: NetworkPolicy',
    );
  });

  it('say only what is selected when that is very much', () => {
    const pods = Array.from({ length: 101 }, (_, nth) => pod('shop', `p${nth}`)).join('---\n');
    const text = cartPolicy('  ingress: []').replace(/podSelector:[^]*app: cart/u, 'podSelector: {}');
    expect(drawn(`${text}# file: pods.yaml\n${pods}`)).toBe('«Selects 101 workloads»\nkind: NetworkPolicy');
  });
});

describe('lenses of rules and peers', () => {
  it('stand on each rule, and on each peer where there are several', () => {
    const spec = `  ingress:
    - from:
        - podSelector: {matchLabels: {app: web}}
    - from:
        - podSelector: {}
        - namespaceSelector: {matchLabels: {team: ops}}
        - ipBlock: {cidr: 10.0.0.0/8}
      ports: [{port: 80}]
    - ports: [{port: 443}]
  egress:
    - to: [{podSelector: {}}, {namespaceSelector: {}}]
    - {}`;
    expect(
      drawn(cartPolicy(spec) + PODS)
        .split('\n')
        .slice(2)
        .join('\n'),
    ).toBe(`«Allows 1 workload»
    - from:
«Allows 4 workloads and 1 address range»
    - from:
«Allows 3 workloads»
        - podSelector: {}
«Allows 1 workload»
        - namespaceSelector: {matchLabels: {team: ops}}
«Allows 1 address range»
        - ipBlock: {cidr: 10.0.0.0/8}
«Allows everyone»
    - ports: [{port: 443}]
«Allows 4 workloads»
    - to: [{podSelector: {}}, {namespaceSelector: {}}]
«Allows every destination»
    - {}`);
  });

  it('stay where they are while labels are typed', () => {
    const lines = ['a', 'ap', 'app', 'app: w', 'app: web'].map((typed) => {
      const spec = `  ingress:\n    - from:\n        - podSelector: {matchLabels: {${typed}}}`;
      return lensesOf(cartPolicy(spec) + PODS).lenses.map(({ range }) => range.start.line);
    });
    expect(new Set(lines.map((one) => one.join()))).toEqual(new Set(['1,10']));
  });

  it('have a range that does not collapse and lies in one line', () => {
    const spec = '  ingress:\n    - from:\n        - podSelector: {}\n        - namespaceSelector: {}';
    for (const { range } of lensesOf(cartPolicy(spec) + PODS).lenses) {
      expect(range.end.line).toBe(range.start.line);
      expect(range.end.character).toBeGreaterThan(range.start.character);
    }
  });
});

describe('lenses of workloads and Services', () => {
  it('ask the question, with the count', () => {
    const text = `${cartPolicy('  ingress: []')}# file: cart.yaml
${pod('shop', 'cart')}---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
---
${pod('shop', 'web')}`;
    expect(drawn(text, 'cart.yaml'))
      .toBe(`«Which pods can reach this? 0 of 1 workload | What can this reach? 1 of 1 workload»
kind: Pod
«Which pods can reach this? 0 of 1 workload»
kind: Service
«Which pods can reach this? 1 of 1 workload | What can this reach? 0 of 1 workload»
kind: Pod`);
  });

  it('ask without a count when no pod is known behind a Service', () => {
    const text = `# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{port: 80}]}
`;
    expect(drawn(text, 'service.yaml')).toBe('«Which pods can reach this?»\nkind: Service');
  });
});

describe('a click on a lens', () => {
  const text = cartPolicy('  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]') + PODS;

  it('asks who can reach the policy', () => {
    const [policy] = lensesOf(text).lenses;
    expect(policy?.command).toMatchObject({
      command: 'client.reach',
      arguments: [{ direction: 'to', uri: fileUri('policy.yaml'), target: 'policy/shop/cart' }],
    });
  });

  it('shows the workloads that a rule means', () => {
    const [, rule] = lensesOf(text).lenses;
    expect(rule?.command).toMatchObject({
      command: 'client.locations',
      arguments: [{ uri: fileUri('policy.yaml'), locations: [{ uri: fileUri('pods.yaml') }] }],
    });
  });

  it('does nothing in clients that did not name their commands', () => {
    const { lenses } = lensesOf(text, 'policy.yaml', { commands: {} });
    expect(lenses.map(({ command }) => command?.command)).toEqual(['', '']);
    expect(lenses.map(({ command }) => command?.title)).toEqual([
      'Selects 1 workload · Reachable from 1 of 3',
      'Allows 1 workload',
    ]);
  });
});

describe('a lens that is answered later', () => {
  const pods = Array.from({ length: 200 }, (_, nth) => pod('shop', `p${nth}`)).join('---\n');
  const text = `${cartPolicy('  ingress: []')}# file: pods.yaml\n${pods}---\n${pod('shop', 'cart')}`;

  it('has no title where there is much to ask, and gets it when asked', () => {
    const { view, file, options, lenses } = lensesOf(text);
    expect(lenses.map(({ command }) => command)).toEqual([undefined]);
    const [lens] = lenses;
    expect(lens && resolvedCodeLens(view, file, lens, options).command?.title).toBe(
      'Selects 1 workload · Reachable from 0 of 200',
    );
    expect(lens && documentOf(lens)).toBe(fileUri('policy.yaml'));
  });

  it('is silent when the text is another one by now', () => {
    const { view, file, options, lenses } = lensesOf(text);
    const [lens] = lenses;
    expect(lens && resolvedCodeLens(view, file, lens, { ...options, version: 2 }).command).toEqual({
      title: '',
      command: '',
    });
  });

  it.each([
    undefined,
    7,
    {},
    { uri: 'x', version: 1, resource: 'x', topic: 'rule' },
    { uri: 'x', version: 1, resource: 0, topic: 'other' },
    { uri: 'x', version: 1, resource: 99, topic: 'rule' },
    { uri: 'x', version: 1, resource: 0, topic: 'rule', path: 'spec.ingress[7]' },
    { uri: 'x', version: 1, resource: 0, topic: 'peer' },
  ])('is silent when its data leads nowhere: %j', (data) => {
    const { view, file, options } = lensesOf(text);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    expect(resolvedCodeLens(view, file, { range, data }, options).command?.title).toBe('');
  });
});
