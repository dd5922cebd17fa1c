import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReachParams, ReachResult } from '../../server/src/lsp/protocol';
import { eventually } from './eventually';
import { POLICY, closeEditors, exampleUri, openExample, placeOf, type Stage } from './examples';

/** The table of Azure's tutorial: who gets the page of the backend at which stage. */
const TABLE: Readonly<Record<Stage, readonly string[]>> = {
  '1': [],
  '2': ['development/frontend', 'production/frontend'],
  '3': ['development/frontend'],
  '3-broken': ['development/client', 'development/frontend'],
};
const CLIENTS = ['development/client', 'development/frontend', 'production/frontend'];

/** The clients that reach the backend's Service, once they pass the check. */
function reachers(stage: Stage, check: (names: readonly string[]) => void): Promise<readonly string[]> {
  const params: ReachParams = {
    direction: 'to',
    uri: exampleUri(stage, 'backend.yaml').toString(),
    target: 'svc/development/backend',
  };
  return eventually(async () => {
    const result = await vscode.commands.executeCommand<ReachResult | null>('podreach.reach', params);
    const entries = result?.groups.flatMap((group) => group.entries) ?? [];
    const allowed = entries.filter((entry) => entry.allowed);
    const names = allowed.map(({ namespace, label }) => `${namespace ?? ''}/${label}`);
    return names.filter((name) => CLIENTS.includes(name)).sort();
  }, check);
}

/** The newest answer of the view, as its own command copies it. */
async function copiedAnswer(): Promise<string> {
  await vscode.commands.executeCommand('podreach.copyAnswer');
  return vscode.env.clipboard.readText();
}

describe('reachability', () => {
  before(async () => {
    await openExample('3', POLICY);
    // The command is registered when the server runs.
    await eventually(
      () => vscode.commands.getCommands(true),
      (names) => assert.ok(names.includes('podreach.reach')),
    );
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('podreach.clearAnswers');
    await closeEditors();
  });

  for (const stage of ['1', '2', '3', '3-broken'] as const) {
    it(`answers as the tutorial does at stage ${stage}`, async () => {
      await reachers(stage, (names) => assert.deepEqual(names, TABLE[stage]));
    });
  }

  it('follows edits that are not saved', async () => {
    const editor = await openExample('3', 'client.yaml');
    await reachers('3', (names) => assert.deepEqual(names, TABLE['3']));
    const place = placeOf(editor.document, 'spec:');
    const labels = '  labels:\n    app: webapp\n    role: frontend\n';
    assert.ok(await editor.edit((edit) => edit.insert(place, labels)));
    await reachers('3', (names) => assert.deepEqual(names, ['development/client', 'development/frontend']));
    await vscode.commands.executeCommand('undo');
    await reachers('3', (names) => assert.deepEqual(names, TABLE['3']));
  });

  it('answers about the policy under the cursor, in the view', async () => {
    const editor = await openExample('3-broken', POLICY);
    const place = placeOf(editor.document, 'kind: NetworkPolicy');
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand('podreach.whichPodsCanReachThis');
    const answer = await copiedAnswer();
    assert.match(answer, /development\/client/);
    assert.match(answer, /production\/frontend/);
  });

  it('answers what a workload can reach', async () => {
    const editor = await openExample('3', 'frontends.yaml');
    const place = placeOf(editor.document, 'name: frontend');
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand('podreach.whatCanThisReach');
    assert.match(await copiedAnswer(), /development\/backend/);
  });
});
