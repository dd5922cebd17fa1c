import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { prepareRename, rename, type RenameOptions } from '../../../server/src/features/rename';
import { cartPolicy, fixture, PODS } from './fixture';
import { textAt } from './places';

const OPTIONS: Omit<RenameOptions, 'newName'> = {
  versionedEdits: true,
  changeAnnotations: true,
  documentOf: (uri) => ({ uri, version: null }),
};

const SERVICE = `# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec:
  selector: {app: "cart"}
`;
const DEPLOYMENT = `# file: deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-2, namespace: shop}
spec:
  selector: {matchLabels: {app: cart}}
  template: {metadata: {labels: {app: cart, tier: front}}}
`;
const EXPRESSION =
  '  ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [web, cart]}]}}]}]';

/** The cluster with the cursor somewhere in it. */
function cluster(from: string, to: string): string {
  const text = cartPolicy(EXPRESSION) + SERVICE + DEPLOYMENT + PODS;
  if (!text.includes(from)) throw new Error(`no ${from}`);
  return text.replace(from, to);
}

function renamed(text: string, newName: string, options = OPTIONS): WorkspaceEdit {
  const { view, file, cursor } = fixture(text);
  const result = rename(view, file, cursor, { newName, ...options });
  if (result.kind === 'refused') throw new Error(result.message);
  return result.edit;
}

/** Each line that changes, as it is afterwards. */
function changedLines(text: string, newName: string): readonly string[] {
  const { view } = fixture(text);
  const changes = (renamed(text, newName).documentChanges ?? []) as TextDocumentEdit[];
  return changes.flatMap(({ textDocument, edits }) => {
    const file = view.snapshot.files.get(textDocument.uri);
    if (file === undefined) throw new Error(`no file ${textDocument.uri}`);
    const after = (edits as TextEdit[])
      .toSorted(
        (a, b) => view.positions.offset(file, b.range.start) - view.positions.offset(file, a.range.start),
      )
      .reduce((before, { range, newText }) => {
        const [start, end] = [range.start, range.end].map((place) => view.positions.offset(file, place));
        return before.slice(0, start) + newText + before.slice(end);
      }, file.text);
    const before = file.text.split('\n');
    return after
      .split('\n')
      .filter((line, index) => line !== before[index])
      .map((line) => line.trim());
  });
}

function placeholder(text: string): string | null {
  const { view, file, cursor } = fixture(text);
  const found = prepareRename(view, file, cursor);
  if (found) expect(textAt(view, file, found.range).replaceAll('"', '')).toBe(found.placeholder);
  return found?.placeholder ?? null;
}

const EVERYWHERE = [
  'app: basket',
  EXPRESSION.trim().replace('cart', 'basket'),
  'selector: {app: "basket"}',
  'selector: {matchLabels: {app: basket}}',
  'template: {metadata: {labels: {app: basket, tier: front}}}',
  'metadata: {namespace: shop, name: cart, labels: {app: basket}}',
];

describe('renaming the value of a label', () => {
  it.each([
    ['a selector of a policy', '      app: cart', '      app: ca|rt'],
    ['an expression', 'values: [web, cart]', 'values: [web, c|art]'],
    ['a Service', 'selector: {app: "cart"}', 'selector: {app: "c|art"}'],
    ['the selector of a Deployment', 'matchLabels: {app: cart}', 'matchLabels: {app: |cart}'],
    ['a template', 'labels: {app: cart, tier', 'labels: {app: cart|, tier'],
    ['a pod', 'name: cart, labels: {app: cart}', 'name: cart, labels: {app: ca|rt}'],
  ])('changes all who ask for it and all who carry it, from %s', (_, from, to) => {
    const text = cluster(from, to);
    expect(placeholder(text)).toBe('cart');
    expect(changedLines(text, 'basket').toSorted()).toEqual(EVERYWHERE.toSorted());
  });

  it('quotes what would not be a text', () => {
    expect(changedLines(cluster('tier: front', 'tier: fr|ont'), 'true')).toEqual([
      'template: {metadata: {labels: {app: cart, tier: "true"}}}',
    ]);
  });

  it('asks for a look at it, with the number of places', () => {
    expect(renamed(cluster('tier: front', 'tier: fr|ont'), 'back')).toMatchObject({
      changeAnnotations: { label: { label: 'Label in 1 place of 1 file' } },
      documentChanges: [{ textDocument: { version: null }, edits: [{ annotationId: 'label' }] }],
    });
  });

  it('is told in simpler words to simpler clients', () => {
    const text = cluster('tier: front', 'tier: fr|ont');
    const plain = renamed(text, 'back', { ...OPTIONS, changeAnnotations: false });
    expect(plain).not.toHaveProperty('changeAnnotations');
    const oldest = renamed(text, 'back', { ...OPTIONS, versionedEdits: false });
    expect(Object.keys(oldest.changes ?? {})).toEqual(['file:///w/deployment.yaml']);
  });
});

describe('renaming the key of a label', () => {
  it('changes it with every value', () => {
    const lines = changedLines(cluster('      app: cart', '      a|pp: cart'), 'example.com/app');
    expect(lines).toContain('example.com/app: cart');
    expect(lines).toContain(EXPRESSION.trim().replace('key: app', 'key: example.com/app'));
    expect(lines).toContain('selector: {example.com/app: "cart"}');
    expect(lines).toContain('metadata: {namespace: shop, name: db, labels: {example.com/app: db}}');
  });

  it('is found in an expression, and on a namespace', () => {
    expect(placeholder(cluster('key: app', 'key: a|pp'))).toBe('app');
    expect(changedLines(cluster('labels: {team: ops}', 'labels: {te|am: ops}'), 'crew')).toEqual([
      'metadata: {name: monitoring, labels: {crew: ops}}',
    ]);
  });
});

describe('renaming', () => {
  it.each([
    ['other words', 'kind: Service', 'kind: Ser|vice'],
    ['names', 'name: cart-2', 'name: ca|rt-2'],
    ['operators', 'operator: In', 'operator: I|n'],
    ['selectors as a whole', '  podSelector:', '  podSel|ector:'],
  ])('leaves %s alone', (_, from, to) => {
    expect(placeholder(cluster(from, to))).toBe(null);
    expect(() => renamed(cluster(from, to), 'x')).toThrow('Only keys and values of labels');
  });

  it('leaves the name of a namespace alone, which is more than a label', () => {
    const spec =
      '  ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: sh|op}}}]}]';
    expect(placeholder(cartPolicy(spec) + PODS)).toBe(null);
  });

  it.each([
    ['not a value!', 'app: ca|rt'],
    ['', 'a|pp: cart'],
    ['a/b/c', 'a|pp: cart'],
  ])('refuses what Kubernetes would refuse: %j', (newName, at) => {
    expect(() => renamed(cartPolicy('').replace('app: cart', at) + PODS, newName)).toThrow(`"${newName}": `);
  });
});
