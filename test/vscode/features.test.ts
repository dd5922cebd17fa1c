import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { POLICY, closeEditors, openExample, placeOf } from './examples';

/** The answer of one of the editor's providers about a document, once it passes the check. */
function ask<T>(command: string, args: readonly unknown[], check: (answer: T) => void): Promise<T> {
  return eventually(() => vscode.commands.executeCommand<T>(command, ...args), check);
}

describe('the features of the server', () => {
  afterEach(closeEditors);

  it('show AND between the selectors of a peer', async () => {
    const { document } = await openExample('3', POLICY);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    await ask<vscode.InlayHint[]>('vscode.executeInlayHintProvider', [document.uri, whole], (hints) =>
      assert.deepEqual(
        hints.map(({ label }) => label),
        ['AND'],
      ),
    );
  });

  it('lead from a label to the pod, and from the pod back', async () => {
    const { document } = await openExample('3', POLICY);
    const place = placeOf(document, 'role: backend');
    await ask<vscode.LocationLink[]>('vscode.executeDefinitionProvider', [document.uri, place], (links) =>
      assert.match(links.map(({ targetUri }) => targetUri.path).join('\n'), /\/3\/backend\.yaml$/),
    );
    const pod = await openExample('3', 'backend.yaml');
    const label = placeOf(pod.document, 'role: backend');
    await ask<vscode.Location[]>('vscode.executeReferenceProvider', [pod.document.uri, label], (places) =>
      assert.match(places.map(({ uri }) => uri.path).join('\n'), /backend-policy\.yaml/),
    );
  });

  it('show as incoming calls who can reach a pod', async () => {
    const { document } = await openExample('3', 'backend.yaml');
    const place = placeOf(document, 'kind: Pod');
    const [item] = await ask<vscode.CallHierarchyItem[]>(
      'vscode.prepareCallHierarchy',
      [document.uri, place],
      (items) => assert.equal(items.length, 1),
    );
    await ask<vscode.CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', [item], (calls) =>
      assert.ok(calls.some(({ from }) => from.name === 'frontend' && from.uri.path.endsWith(POLICY))),
    );
  });

  it('show as outgoing calls what a pod can reach', async () => {
    const { document } = await openExample('3', 'client.yaml');
    const place = placeOf(document, 'kind: Pod');
    const [item] = await ask<vscode.CallHierarchyItem[]>(
      'vscode.prepareCallHierarchy',
      [document.uri, place],
      (items) => assert.equal(items.length, 1),
    );
    await ask<vscode.CallHierarchyOutgoingCall[]>('vscode.provideOutgoingCalls', [item], (calls) => {
      const names = calls.map(({ to }) => to.name);
      assert.ok(names.includes('frontend') && !names.includes('backend'), names.join());
    });
  });

  it('count behind selectors, when that is set', async () => {
    const settings = vscode.workspace.getConfiguration('podreach');
    await settings.update('inlayHints', 'all', vscode.ConfigurationTarget.Workspace);
    const { document } = await openExample('3', POLICY);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    await ask<vscode.InlayHint[]>('vscode.executeInlayHintProvider', [document.uri, whole], (hints) => {
      const labels = hints.map(({ label }) => label);
      assert.ok(labels.includes('1 workload'), labels.join());
    });
    await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('find workloads by name', async () => {
    await openExample('3', POLICY);
    await ask<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', ['client'], (found) =>
      assert.ok(found.some(({ location }) => location.uri.path.endsWith('client.yaml'))),
    );
  });

  it('find policies by name', async () => {
    await openExample('3', POLICY);
    await ask<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      ['backend-policy'],
      (found) => assert.ok(found.some(({ containerName }) => containerName === 'NetworkPolicy')),
    );
  });

  it('complete values of labels', async () => {
    const { document } = await openExample('3', POLICY);
    const place = placeOf(document, 'backend\n  policyTypes');
    await ask<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      [document.uri, place],
      ({ items }) =>
        assert.ok(
          items.some(({ label }) => (typeof label === 'object' ? label.label : label) === 'frontend'),
        ),
    );
  });

  it('rename a label in the policy and on the pod', async () => {
    const { document } = await openExample('3', POLICY);
    const place = placeOf(document, 'backend\n  policyTypes');
    await ask<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      [document.uri, place, 'api'],
      (edit) => assert.ok(edit.entries().length >= 2),
    );
  });

  it('offer to split a peer', async () => {
    const { document } = await openExample('3', POLICY);
    const place = placeOf(document, 'namespaceSelector');
    const args = [document.uri, new vscode.Range(place, place), 'refactor'];
    await ask<vscode.CodeAction[]>('vscode.executeCodeActionProvider', args, (actions) =>
      assert.ok(actions.some(({ title }) => title.startsWith('Split into two peers'))),
    );
  });
});
