/** Beside an extension that knows YAML and schemas: nothing is doubled, nothing is replaced. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { closeEditors, findings, openExample, placeOf, POLICY, ruleOf } from './examples';
import { FIELDS, MARK, moveIn } from './neighbour';

/** The answer of all providers about a document. */
function ask<T>(kind: string, document: vscode.TextDocument, ...more: readonly unknown[]) {
  return vscode.commands.executeCommand<T | undefined>(`vscode.execute${kind}`, document.uri, ...more);
}

async function lenses(document: vscode.TextDocument): Promise<readonly string[]> {
  const all = (await ask<vscode.CodeLens[]>('CodeLensProvider', document, 100)) ?? [];
  return all.map(({ range, command }) => `${range.start.line}: ${command?.title ?? ''}`);
}

async function hovers(document: vscode.TextDocument, text: string): Promise<readonly string[]> {
  const all = (await ask<vscode.Hover[]>('HoverProvider', document, placeOf(document, text))) ?? [];
  return all.flatMap(({ contents }) =>
    contents.map((content) => (typeof content === 'string' ? content : content.value)),
  );
}

async function completions(document: vscode.TextDocument, place: vscode.Position) {
  const list = await ask<vscode.CompletionList>('CompletionItemProvider', document, place);
  return (list?.items ?? []).map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** Sets one of the YAML extension's settings, or takes that back. */
async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('yaml').update(name, value, vscode.ConfigurationTarget.Workspace);
}

/** Maps YAML files to the schemas of Kubernetes, or takes that back. */
function mapToKubernetes(schemas: Readonly<Record<string, string>> | undefined): Promise<void> {
  return set('schemas', schemas);
}

async function openPolicy(): Promise<vscode.TextDocument> {
  const { document } = await openExample('3', POLICY);
  await eventually(
    () => lenses(document),
    (all) => assert.ok(all.some((lens) => lens.includes('Selects'))),
  );
  return document;
}

describe('a file of which Podreach says what it knows', () => {
  afterEach(closeEditors);

  it('has no formatter, outline, folding or colours from it', async () => {
    const document = await openPolicy();
    const options = { tabSize: 2, insertSpaces: true };
    assert.equal((await ask<unknown[]>('FormatDocumentProvider', document, options))?.length ?? 0, 0);
    assert.equal((await ask<unknown[]>('DocumentSymbolProvider', document))?.length ?? 0, 0);
    // Without any provider the editor folds by indentation, in every language alike.
    const content = document.getText();
    const plain = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    const [folds, plainFolds] = await Promise.all(
      [document, plain].map((one) => ask<vscode.FoldingRange[]>('FoldingRangeProvider', one)),
    );
    assert.deepEqual(folds, plainFolds);
    const tokens = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', document.uri);
    assert.equal(tokens, undefined);
  });

  it('has the fields of its schema offered, as nobody else offers them', async () => {
    const document = await openPolicy();
    const place = placeOf(document, 'podSelector');
    assert.ok((await completions(document, place)).includes('podSelector'));
  });
});

describe('beside the YAML extension', () => {
  let neighbour: vscode.Disposable;

  beforeEach(() => {
    neighbour = moveIn();
  });
  afterEach(async () => {
    neighbour.dispose();
    for (const name of ['schemas', 'validate', 'completion']) await set(name, undefined);
    await closeEditors();
  });

  it('formatting, outline, folding and selection are its own', async () => {
    const document = await openPolicy();
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await ask<vscode.TextEdit[]>('FormatDocumentProvider', document, options);
    assert.deepEqual(
      edits?.map(({ newText }) => newText),
      [`# ${MARK}\n`],
    );
    const symbols = await ask<vscode.DocumentSymbol[]>('DocumentSymbolProvider', document);
    assert.deepEqual(
      symbols?.map(({ name }) => name),
      [MARK],
    );
    const folds = await ask<vscode.FoldingRange[]>('FoldingRangeProvider', document);
    assert.deepEqual(
      folds?.map(({ start, end }) => [start, end]),
      [[0, 1]],
    );
    const place = new vscode.Position(0, 0);
    const [selection] =
      (await ask<vscode.SelectionRange[]>('SelectionRangeProvider', document, [place])) ?? [];
    assert.ok(selection?.range.isEqual(new vscode.Range(0, 0, 0, 1)), 'the range of the neighbour');
  });

  it('hovers say different things', async () => {
    const document = await openPolicy();
    const shown = await eventually(
      () => hovers(document, 'podSelector'),
      (all) => assert.ok(all.length >= 2),
    );
    assert.equal(shown.filter((text) => text === MARK).length, 1);
    assert.equal(new Set(shown).size, shown.length);
    assert.match(shown.join('\n'), /backend/u);
  });

  it('lenses stay on the lines where they are without it', async () => {
    const document = await openPolicy();
    const beside = await lenses(document);
    neighbour.dispose();
    const alone = await lenses(document);
    assert.deepEqual(
      beside.filter((lens) => !lens.includes(MARK)),
      alone,
    );
    assert.equal(beside.length, alone.length + 1);
  });

  it('no field is offered twice, once its settings show that it knows the schema', async () => {
    await mapToKubernetes({ kubernetes: '*.yaml' });
    const document = await openPolicy();
    for (const text of ['podSelector', 'metadata', 'ingress', 'from']) {
      const labels = await eventually(
        () => completions(document, placeOf(document, text)),
        (all) => assert.equal(new Set(all).size, all.length, `twice: ${all.join(', ')}`),
      );
      assert.ok(FIELDS.every((name) => labels.includes(name)));
    }
  });

  it('fields are left to it while it checks nothing, and are offered again when it offers none', async () => {
    await set('validate', false);
    await mapToKubernetes({ kubernetes: '*.yaml' });
    const { document } = await openExample('3-broken', POLICY);
    const times = async (expected: number): Promise<void> => {
      const place = placeOf(document, 'podSelector');
      await eventually(
        async () => (await completions(document, place)).filter((label) => label === 'podSelector').length,
        (found) => assert.equal(found, expected),
      );
    };
    await times(1);
    await set('completion', false);
    // The stand-in offers its fields still, so that those of Podreach can be counted beside them.
    await times(2);
  });

  it('findings that it gives by schema are left to it, and come back with the settings', async () => {
    const editor = await openExample('3-broken', POLICY);
    const { document } = editor;
    await editor.edit((edit) => edit.insert(placeOf(document, 'spec:'), 'zzz: 1\n'));
    const rules = (expected: readonly string[]) =>
      findings(document.uri, (all) => assert.deepEqual(all.map(ruleOf).toSorted(), expected));
    await rules(['peer-or-instead-of-and', 'unknown-field']);
    await mapToKubernetes({ kubernetes: 'charts/*.yaml' });
    await rules(['peer-or-instead-of-and', 'unknown-field']);
    await mapToKubernetes({ kubernetes: '3-broken/*.yaml' });
    await rules(['peer-or-instead-of-and']);
    await mapToKubernetes(undefined);
    await rules(['peer-or-instead-of-and', 'unknown-field']);
  });

  it('its findings stand beside those of Podreach, each under its name', async () => {
    const { document } = await openExample('3-broken', POLICY);
    const collection = vscode.languages.createDiagnosticCollection('yaml');
    const theirs = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), MARK);
    theirs.source = 'yaml-schema';
    collection.set(document.uri, [theirs]);
    await findings(document.uri, (all) => assert.deepEqual(all.map(ruleOf), ['peer-or-instead-of-and']));
    const sources = vscode.languages.getDiagnostics(document.uri).map(({ source }) => source);
    collection.dispose();
    assert.deepEqual(sources.toSorted(), ['podreach', 'yaml-schema']);
  });
});
