/** The server dies without a word. Nothing that was typed may be lost, and the answers come back by themselves. */
import assert from 'node:assert/strict';
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
});
