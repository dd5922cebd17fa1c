import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { completion, readCompletionData, resolvedCompletion } from '../../../server/src/features/completion';
import { policySnippets } from '../../../server/src/features/policy-snippets';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { cartPolicy, fixture, pod, PODS } from './fixture';

const OPTIONS = { uri: 'file:///w/policy.yaml', snippets: true, isWanted: true, fields: false };

function completed(text: string, options = OPTIONS): CompletionList | null {
  const { view, file, cursor } = fixture(text);
  return completion(view, file, cursor, options);
}

/** What is offered, in the order in which it is shown: `app: web (1 workload)`. */
function offers(text: string): readonly string[] {
  const items = completed(text)?.items ?? [];
  return items
    .toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
    .map(({ label, labelDetails }) => `${label} (${labelDetails?.description ?? ''})`);
}

/** The line of the cursor once an item was taken. */
function taken(text: string, label: string): string {
  const { view, file, cursor } = fixture(text);
  const item = completed(text)?.items.find((one) => one.label === label);
  if (item?.textEdit === undefined || !('range' in item.textEdit)) throw new Error(`${label} is not offered`);
  const { range, newText } = item.textEdit;
  const [start, end] = [range.start, range.end].map((place) => view.positions.offset(file, place));
  const after = file.text.slice(0, start) + newText + file.text.slice(end);
  return (after.split('\n')[cursor.line] ?? '').trim();
}

const NEAR = `# file: more.yaml
${pod('shop', 'web-2').replace('app: web-2', 'app: web, tier: front')}`;

describe('completion of labels in a selector of pods', () => {
  const typed = (line: string) => cartPolicy('').replace('app: cart', line) + NEAR + PODS;

  it('offers keys and pairs that exist, those of the own namespace first, with their number', () => {
    expect(offers(typed('|'))).toEqual([
      'app (4 workloads)',
      'tier (1 workload)',
      'app: cart (1 workload)',
      'app: db (1 workload)',
      'app: web (2 workloads)',
      'tier: front (1 workload)',
      'app: probe (1 workload elsewhere)',
    ]);
  });

  it('writes a key with its colon, and a pair as a whole', () => {
    expect(taken(typed('a|'), 'app')).toBe('app:');
    expect(taken(typed('ap|'), 'app: web')).toBe('app: web');
    expect(taken(typed('ti|er: front'), 'app')).toBe('app: front');
  });

  it.each(['app: |', 'app: c|', 'app: ca|rt', 'app:   |'])('offers the values of a key at %s', (line) => {
    expect(offers(typed(line))).toEqual([
      'cart (1 workload)',
      'db (1 workload)',
      'web (2 workloads)',
      'probe (1 workload elsewhere)',
    ]);
    expect(taken(typed(line), 'web')).toMatch(/^app: +web$/u);
  });

  it('keeps quotes that are there, and writes those that are needed', () => {
    expect(taken(typed('app: "c|"'), 'db')).toBe('app: "db"');
    const odd = `# file: odd.yaml\n${pod('shop', 'x').replace('{app: x}', '{app: "1.0"}')}`;
    expect(taken(typed('app: |') + odd, '1.0')).toBe('app: "1.0"');
  });

  it('does not offer keys that are there already', () => {
    expect(offers(typed('app: cart\n      |'))).toEqual(['tier (1 workload)', 'tier: front (1 workload)']);
  });

  it('works within braces', () => {
    const flow = (inside: string) =>
      cartPolicy(`  ingress:\n    - from: [{podSelector: {matchLabels: {${inside}}}}]`) + PODS;
    expect(offers(flow('app: |'))).toContain('web (1 workload)');
    expect(taken(flow('app: w|'), 'web')).toContain('matchLabels: {app: web}');
    expect(offers(flow('|'))).toContain('app (3 workloads)');
  });

  it('offers keys and values in expressions', () => {
    const expression = (text: string) =>
      cartPolicy('').replace('matchLabels:\n      app: cart', `matchExpressions:\n      ${text}`) + PODS;
    expect(offers(expression('- key: |'))).toEqual(['app (3 workloads)']);
    expect(offers(expression('- key: app\n        operator: In\n        values: [w|]'))).toContain(
      'web (1 workload)',
    );
    expect(
      taken(expression('- key: app\n        operator: In\n        values:\n          - w|'), 'web'),
    ).toBe('- web');
  });

  it('looks where the namespaceSelector beside it points', () => {
    const peer = (line: string) =>
      cartPolicy(`  ingress:
    - from:
        - namespaceSelector: {matchLabels: {team: ops}}
          podSelector:
            matchLabels:
              ${line}`) + PODS;
    expect(offers(peer('app: |'))[0]).toBe('probe (1 workload)');
    expect(offers(peer('|'))[0]).toBe('app (1 workload)');
  });

  it('offers the same to a Service', () => {
    const service = (line: string) => `# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector:
    ${line}
${PODS}`;
    expect(offers(service('app: |'))[0]).toBe('cart (1 workload)');
    expect(offers(service('|'))[0]).toBe('app (3 workloads)');
  });
});

describe('completion of namespaces and ports', () => {
  const from = (spec: string) => cartPolicy(`  ingress:\n    - from:\n        - ${spec}`) + PODS;

  it('offers labels of namespaces, the name first of all', () => {
    expect(offers(from('namespaceSelector:\n            matchLabels:\n              |'))).toEqual([
      'kubernetes.io/metadata.name (2 namespaces)',
      'team (1 namespace)',
      'kubernetes.io/metadata.name: monitoring (1 namespace)',
      'kubernetes.io/metadata.name: shop (1 namespace)',
      'team: ops (1 namespace)',
    ]);
    expect(
      offers(
        from('namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: |'),
      ),
    ).toEqual(['monitoring (1 namespace)', 'shop (1 namespace)']);
  });

  it('offers namespaces for the policy itself', () => {
    expect(offers(cartPolicy('').replace('namespace: shop', 'namespace: |') + PODS)).toEqual([
      'monitoring (1 workload)',
      'shop (3 workloads)',
    ]);
  });

  it('offers ports of the pods that are reached, by number and by name', () => {
    expect(offers(cartPolicy('  ingress:\n    - ports:\n        - port: |') + PODS)).toEqual([
      '8080 (TCP (http) on 1 workload)',
      'http (8080/TCP on 1 workload)',
    ]);
    expect(
      offers(
        cartPolicy('  egress:\n    - to: [{podSelector: {}}]\n      ports:\n        - port: 8|') + PODS,
      )[0],
    ).toBe('8080 (TCP (http) on 3 workloads)');
  });

  it('offers ports of its pods to a Service', () => {
    const service = `# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: |}]
`;
    expect(offers(service + PODS)).toEqual([
      '8080 (TCP (http) on 1 workload)',
      'http (8080/TCP on 1 workload)',
    ]);
  });
});

describe('completion elsewhere', () => {
  it.each([
    ['names of fields', cartPolicy('  |')],
    ['a name', cartPolicy('').replace('name: cart', 'name: |')],
    ['a comment', cartPolicy('  # app: |')],
    ['other kinds', `# file: a.yaml\n${pod('shop', 'web').replace('app: web', 'app: |')}`],
    ['what cannot be read', cartPolicy('  ingress: [{{|')],
    ['the number of a Service port', 'apiVersion: v1\nkind: Service\nspec: {ports: [{port: |}]}\n'],
  ])('is silent at %s', (_, text) => {
    expect(completed(text + PODS)).toBe(null);
  });

  it('replaces the word as it stands in a file with other line ends', () => {
    const text = (cartPolicy('').replace('app: cart', 'app: ca|rt') + PODS)
      .replaceAll('\n', '\r\n')
      .replaceAll(/# file: (.*)\r\n/gu, '# file: $1\n');
    expect(taken(text, 'web')).toBe('app: web');
  });

  it('says on resolve who has it', () => {
    const text = cartPolicy('').replace('app: cart', 'app: |') + PODS;
    const { view } = fixture(text);
    const web = completed(text)?.items.find(({ label }) => label === 'web');
    expect(web?.documentation).toBe(undefined);
    const documentation = (item: CompletionItem) => resolvedCompletion(view, item).documentation;
    expect(web && documentation(web)).toEqual({ kind: 'markdown', value: 'On `shop/web[Pod]`' });
    const namespace = { label: '', data: { uri: '', topic: { kind: 'namespace', name: 'monitoring' } } };
    expect(documentation(namespace)).toMatchObject({ value: 'On `monitoring/probe[Pod]`' });
    expect(documentation({ label: 'x' })).toBe(undefined);
  });

  it('says of a port at once who has it, of the pods that are meant', () => {
    const text = cartPolicy('  ingress: [{ports: [{port: |}]}]') + PODS;
    const items = completed(text)?.items ?? [];
    expect(items.length).toBeGreaterThan(0);
    for (const { documentation, labelDetails } of items) {
      expect(documentation).toEqual({ kind: 'markdown', value: 'On `shop/cart[Pod]`' });
      expect(labelDetails?.description).toMatch(/ on 1 workload$/u);
    }
  });

  it.each([null, 7, {}, { uri: 'u' }, { uri: 'u', topic: { kind: 'label' } }, { uri: 'u', topic: null }])(
    'takes no data that is not its own: %j',
    (data) => {
      expect(readCompletionData({ data })).toBe(undefined);
    },
  );
});

describe('whole policies', () => {
  const SNIPPETS = policySnippets('default');

  it.each(['|', '# a comment\n\n|', 'deny|', `${pod('shop', 'web')}---\n|`, '---\nnet|\n'])(
    'are offered in an empty document: %j',
    (text) => {
      expect(completed(text)?.items.map(({ label }) => label)).toEqual(SNIPPETS.map(({ title }) => title));
    },
  );

  it('are not offered for a blank, nor where something stands', () => {
    expect(completed('|', { ...OPTIONS, isWanted: false })).toBe(null);
    expect(completed('kind: NetworkPolicy\n|')).toBe(null);
  });

  it('have places to fill in, or examples for clients that know none', () => {
    const [withPlaces] = completed('|')?.items ?? [];
    expect(withPlaces?.textEdit?.newText).toContain('name: ${1:default-deny-ingress}');
    const [plain] = completed('|', { ...OPTIONS, snippets: false })?.items ?? [];
    expect(plain?.textEdit?.newText).toContain('name: default-deny-ingress\n  namespace: default\n');
    expect(plain?.insertTextFormat).toBe(1);
  });

  it('are for the namespace that the others in the folder have, and are found by their kind', () => {
    const [first] = completed(`${pod('shop', 'web')}---\n|`)?.items ?? [];
    expect(first?.textEdit?.newText).toContain('namespace: ${2:shop}');
    expect(first?.filterText).toBe('Deny all ingress NetworkPolicy');
  });

  it.each(SNIPPETS.map(({ title }, index) => [title, index] as const))(
    'are policies as they stand: %s',
    (_, index) => {
      const text = completed('|', { ...OPTIONS, snippets: false })?.items[index]?.textEdit?.newText ?? '';
      expect(text).not.toContain('$');
      const workspace = createWorkspace();
      workspace.set('a.yaml', text);
      const { cluster, files } = workspace.snapshot();
      expect(files.get('a.yaml')?.documents.flatMap(({ problems }) => problems)).toEqual([]);
      expect(cluster.policies).toHaveLength(1);
    },
  );
});
