import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { POLICY, closeEditors, findings, openExample } from './examples';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function podreach(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('podreach.podreach');
  assert.ok(extension, 'the extension is installed');
  return extension;
}

describe('activation', () => {
  afterEach(closeEditors);

  it('comes with the first YAML file', async () => {
    await openExample('3', POLICY);
    await eventually(() => podreach().isActive, assert.ok);
  });

  it('registers every command of the manifest', async () => {
    await podreach().activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const { contributes } = podreach().packageJSON as Manifest;
    const missing = contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it('survives a restart of the language server', async () => {
    const { document } = await openExample('3-broken', POLICY);
    await findings(document.uri, (found) => assert.equal(found.length, 1));
    await vscode.commands.executeCommand('podreach.restartServer');
    await findings(document.uri, (found) => assert.equal(found.length, 1));
  });
});
