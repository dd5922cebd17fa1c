/** The server dies without a word. Nothing that was typed may be lost, and the answers come back by themselves. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { POLICY, closeEditors, findings, openExample, placeOf } from './examples';
import { serverProcess } from './server-process';

/** How long recovery may take, in milliseconds. */
const RECOVERY = 3000;

describe('a server that is killed', () => {
  afterEach(closeEditors);

  it('in the middle of an edit of an unsaved document is back with all that was typed', async () => {
    const editor = await openExample('3', POLICY);
    const { document } = editor;
    const type = (text: string): Thenable<boolean> =>
      editor.edit((edit) => edit.insert(placeOf(document, 'spec:'), `${text}: 1\n`));
    const unknown = (words: readonly string[]) =>
      findings(document.uri, (all) =>
        assert.deepEqual(
          all.map(({ range }) => document.getText(range)),
          words,
        ),
      );
    await type('spce');
    await unknown(['spce']);

    const victim = await eventually(serverProcess, (found) => assert.ok(found, 'the server runs'));
    const typing = type('speck');
    process.kill(victim ?? 0, 'SIGKILL');
    assert.ok(await typing);
    const since = Date.now();
    await unknown(['spce', 'speck']);
    const recovery = Date.now() - since;

    assert.ok(recovery < RECOVERY, `recovered within ${String(recovery)} ms`);
    assert.notEqual(serverProcess(), victim);
    assert.ok(document.isDirty && document.getText().includes('spce: 1\nspeck: 1\n'));
    await type('spcee');
    await unknown(['spce', 'speck', 'spcee']);
  });

  it('again and again is left alone after a few times, and comes back when asked to', async () => {
    const { document } = await openExample('3-broken', POLICY);
    let kills = 0;
    for (let victim = await comesBack(); victim !== undefined; victim = await comesBack()) {
      process.kill(victim, 'SIGKILL');
      kills += 1;
      assert.ok(kills < 10, 'it is given up some time');
      await eventually(serverProcess, (now) => assert.notEqual(now, victim));
    }
    assert.ok(kills > 1, 'it is started again at first');

    await vscode.commands.executeCommand('podreach.restartServer');
    await findings(document.uri, (all) => assert.equal(all.length, 1));
    assert.ok(serverProcess());
  });
});

/** The process that runs within the time that recovery may take. */
async function comesBack(): Promise<number | undefined> {
  for (const end = Date.now() + RECOVERY; Date.now() < end; await wait(50)) {
    const found = serverProcess();
    if (found !== undefined) return found;
  }
  return undefined;
}
