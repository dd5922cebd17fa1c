/** Before anything else is opened: its name puts it first among the files of the suite. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { POLICY, closeEditors, findings, openExample } from './examples';
import { serverProcess, serverVariable } from './server-process';

/** The titles of all tabs. */
function tabs(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
}

describe('a fresh window', () => {
  after(closeEditors);

  it('stays as it is, and no server starts, with YAML and JSON that hold no manifest', async () => {
    assert.deepEqual(tabs(), []);
    const texts = [
      ['yaml', 'name: build\non: [push]\njobs: {}\n'],
      ['yaml', 'apiVersion: v2\nname: chart\ndescription: A chart\n'],
      ['json', '{"compilerOptions": {"strict": true}}\n'],
    ] as const;
    for (const [language, content] of texts) {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
    }
    const podreach = vscode.extensions.getExtension('podreach.podreach');
    await eventually(() => podreach?.isActive, assert.ok);
    // All providers have answered then, so that whatever was to start has been started.
    for (const { uri } of vscode.workspace.textDocuments) {
      assert.deepEqual(await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri), []);
    }
    assert.equal(serverProcess(), undefined);
    assert.equal(tabs().length, texts.length);
  });

  it('has a server with the first manifest', async () => {
    const { document } = await openExample('3-broken', POLICY);
    await findings(document.uri, (all) => assert.equal(all.length, 1));
    assert.ok(serverProcess());
  });

  it('lets Node keep what it compiled of the server, in the folder for data of the extension', () => {
    const folder = serverVariable('NODE_COMPILE_CACHE') ?? '';
    assert.match(folder, /globalStorage.podreach\.podreach.compile-cache$/u);
  });
});
