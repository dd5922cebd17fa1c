import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReachResult } from '../../server/src/lsp/protocol';
import { copiedAnswer, replace } from './answers';
import { closeEditors, exampleUri, openExample } from './examples';

const BACKEND = 'development/backend[Pod]';

function askAboutBackend(): Thenable<ReachResult | undefined> {
  const uri = exampleUri('3', 'backend.yaml').toString();
  return vscode.commands.executeCommand('podreach.whichPodsCanReachThis', { uri, target: BACKEND });
}

describe('commands', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('podreach.clearAnswers');
    await closeEditors();
  });

  it('hand the answer to who called them', async () => {
    const answer = await askAboutBackend();
    assert.equal(answer?.target.id, BACKEND);
    const reachable = answer.groups.find(({ id }) => id === 'reachable');
    assert.deepEqual(
      reachable?.entries.map(({ id }) => id),
      ['development/frontend[Pod]'],
    );
  });

  it('lead from each workload of an answer to the line that decides', async () => {
    const answer = await askAboutBackend();
    const entries = answer?.groups.filter(({ id }) => id !== 'outside').flatMap((group) => group.entries);
    const files = entries?.map(({ decidedAt }) => decidedAt?.uri.split('/').at(-1));
    assert.deepEqual(files, ['backend-policy.yaml', 'backend-policy.yaml', 'backend-policy.yaml']);
  });

  it('show answers that follow edits, also when what they are about goes and comes back', async () => {
    await askAboutBackend();
    const { document } = await openExample('3', 'backend.yaml');
    await replace(document, 'role: backend', 'role: frontend');
    await copiedAnswer(/^3 of 3 workloads can reach this$/m);
    await replace(document, 'name: backend', 'name: renamed');
    await copiedAnswer(/^No longer in the manifests$/m);
    await replace(document, 'name: renamed', 'name: backend');
    await replace(document, 'role: frontend', 'role: backend');
    await copiedAnswer(/^1 of 3 workloads can reach this$/m);
  });

  it('work after a restart of the language server, and after its manifests were read again', async () => {
    await vscode.commands.executeCommand('podreach.restartServer');
    assert.equal((await askAboutBackend())?.target.id, BACKEND);
    await vscode.commands.executeCommand('podreach.reloadManifests');
    assert.equal((await askAboutBackend())?.summary, '1 of 3 workloads can reach this');
  });
});
