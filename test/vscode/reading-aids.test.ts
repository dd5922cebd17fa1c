import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { POLICY, closeEditors, openExample, placeOf } from './examples';

function textOf(hovers: readonly vscode.Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** The hover at a text of the document, once it passes the check. */
function hoverAt(
  document: vscode.TextDocument,
  text: string,
  check: (shown: string) => void,
): Promise<string> {
  const place = placeOf(document, text);
  return eventually(
    async () =>
      textOf(
        await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          place,
        ),
      ),
    check,
  );
}

/** The titles of a document's code lenses, once they pass the check. */
function lensTitles(document: vscode.TextDocument, check: (titles: readonly string[]) => void) {
  return eventually(async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    return lenses.map(({ command }) => command?.title ?? '');
  }, check);
}

describe('reading aids', () => {
  afterEach(closeEditors);

  it('say on hover what a selector matches', async () => {
    const { document } = await openExample('3', POLICY);
    await hoverAt(document, 'podSelector', (shown) => assert.match(shown, /backend/));
  });

  it('say AND of one peer with both selectors, and OR of two', async () => {
    const right = await openExample('3', POLICY);
    await hoverAt(right.document, 'namespaceSelector', (shown) => assert.match(shown, /\bAND\b/));
    const wrong = await openExample('3-broken', POLICY);
    await hoverAt(wrong.document, 'namespaceSelector', (shown) => assert.match(shown, /\bOR\b/));
  });

  it('count in code lenses what a policy selects and who gets through', async () => {
    const { document } = await openExample('3', POLICY);
    await lensTitles(document, (titles) =>
      assert.ok(
        titles.some((title) => title.startsWith('Selects 1 workload · Reachable from 1 of ')),
        titles.join('\n'),
      ),
    );
  });

  it('count anew when another file changes', async () => {
    const { document } = await openExample('3', POLICY);
    const counted = (text: string) =>
      lensTitles(document, (titles) =>
        assert.ok(
          titles.some((title) => title.startsWith(text)),
          titles.join('\n'),
        ),
      );
    await counted('Selects 1 workload · Reachable from 1 of ');
    const client = await openExample('3', 'client.yaml');
    const place = placeOf(client.document, 'spec:');
    const labels = '  labels:\n    app: webapp\n    role: frontend\n';
    assert.ok(await client.edit((edit) => edit.insert(place, labels)));
    await counted('Selects 1 workload · Reachable from 2 of ');
  });

  it('ask above workloads who can reach them', async () => {
    const { document } = await openExample('3', 'backend.yaml');
    await lensTitles(document, (titles) =>
      assert.ok(
        titles.some((title) => /^Which pods can reach this\? 1 of \d/.test(title)),
        titles.join('\n'),
      ),
    );
  });
});
