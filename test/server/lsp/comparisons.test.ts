import { describe, expect, it } from 'vitest';
import type { ChangesParams, CommittedState, OutlineResult } from '../../../server/src/lsp/protocol';
import { FOLDER, uriOf, type Editor } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { start } from './start';

const files = { 'workloads.yaml': WORKLOADS, 'policy.yaml': POLICY };
/** Lets in what POLICY keeps out. */
const OPEN = POLICY.replace('app: web', 'app: db');

function changes(editor: Editor, params: Partial<ChangesParams> = {}): Promise<OutlineResult | null> {
  const asked = { uri: uriOf('policy.yaml'), since: 'saved', ...params };
  return editor.connection.sendRequest('podreach/changes', asked);
}

async function commit(editor: Editor, committed: CommittedState['files'], root = FOLDER): Promise<void> {
  await editor.connection.sendNotification('podreach/committed', {
    repositories: [{ root, files: committed }],
  });
}

async function save(editor: Editor, uri: string): Promise<void> {
  await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
}

describe('against the saved files', () => {
  it('an edit changes connections until it is saved, or undone', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    expect((await changes(editor))?.summary).toBe('No connection');
    await policy.edit('app: web', 'app: db');
    expect((await changes(editor))?.summary).toBe('1 connection added and 1 removed');
    await policy.edit('app: db', 'app: web');
    expect((await changes(editor))?.summary).toBe('No connection');
    await policy.edit('app: web', 'app: db');
    await save(editor, policy.uri);
    expect((await changes(editor))?.summary).toBe('No connection');
  });

  it('edits of other files count as well', async () => {
    const { editor } = await start(files);
    const workloads = await editor.open('workloads.yaml', WORKLOADS);
    await workloads.edit('app: web\n    spec', 'app: front\n    spec');
    expect((await changes(editor))?.summary).toBe('1 connection removed');
  });

  it('what the disk has counts when a document is opened with edits', async () => {
    const { editor } = await start(files);
    await editor.open('policy.yaml', OPEN);
    await expect.poll(async () => (await changes(editor))?.summary).toBe('1 connection added and 1 removed');
  });

  it('a file that changed on the disk under a clean document is no edit', async () => {
    const { editor, disk } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    disk.set(uriOf('policy.yaml'), OPEN);
    await policy.edit('app: web', 'app: db');
    await editor.watched({ 'policy.yaml': 'changed' });
    await expect.poll(async () => (await changes(editor))?.summary).toBe('No connection');
  });
});

describe('against what was committed', () => {
  it('nothing is known without a repository', async () => {
    const { editor } = await start(files);
    expect(await changes(editor, { since: 'HEAD' })).toBe(null);
    await commit(editor, [], 'file:///elsewhere');
    expect(await changes(editor, { since: 'HEAD' })).toBe(null);
  });

  it('saved and unsaved edits count, and files that were there or are new', async () => {
    const { editor } = await start(files);
    await commit(editor, []);
    expect((await changes(editor, { since: 'HEAD' }))?.summary).toBe('No connection');
    const policy = await editor.open('policy.yaml', POLICY);
    await policy.edit('app: web', 'app: db');
    expect((await changes(editor, { since: 'HEAD' }))?.summary).toBe('1 connection added and 1 removed');
    await save(editor, policy.uri);
    await commit(editor, [{ uri: policy.uri, text: POLICY }]);
    expect((await changes(editor, { since: 'HEAD' }))?.summary).toBe('1 connection added and 1 removed');
    await commit(editor, [{ uri: policy.uri, text: null }]);
    expect((await changes(editor, { since: 'HEAD' }))?.title).toBe('What changed since HEAD?');
    await commit(editor, [{ uri: uriOf('deleted.yaml'), text: POLICY.replace('name: cart', 'name: more') }]);
    expect((await changes(editor, { since: 'HEAD' }))?.summary).toContain('removed');
  });

  it('the connections of one policy can be asked for', async () => {
    const { editor } = await start(files);
    await commit(editor, [{ uri: uriOf('policy.yaml'), text: OPEN }]);
    const answer = await changes(editor, { since: 'HEAD', target: 'policy/shop/cart' });
    expect(answer?.title).toBe('What changed since HEAD for the pods of policy shop/cart?');
    expect(await changes(editor, { since: 'HEAD', target: 'policy/shop/none' })).toBe(null);
  });

  it('what is no repository is passed over', async () => {
    const { editor } = await start(files);
    await editor.connection.sendNotification('podreach/committed', { repositories: [1, { root: 2 }] });
    await editor.connection.sendNotification('podreach/committed', 'nothing');
    expect(await changes(editor, { since: 'HEAD' })).toBe(null);
  });
});

describe('the lens of an edited policy', () => {
  const initializationOptions = { commands: { changes: 'client.changes' } };

  it('says what was gained and lost, on the line of the other lenses, and asks for it', async () => {
    const { editor } = await start(files, { initializationOptions });
    const policy = await editor.open('policy.yaml', POLICY);
    const before = await policy.lensTitles();
    await policy.edit('app: web', 'app: db');
    expect(await policy.lensTitles()).toEqual([
      before[0],
      before[1],
      '1: +1 −1 connections since the last save',
    ]);
    await commit(editor, []);
    const lenses = await policy.codeLenses();
    expect(lenses.at(-1)?.command).toEqual({
      title: '+1 −1 connections since HEAD',
      command: 'client.changes',
      arguments: [{ uri: policy.uri, since: 'HEAD', target: 'policy/shop/cart' }],
    });
  });

  it('is not there for an edit without effect', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const before = await policy.lensTitles();
    await policy.edit('app: web', 'app: web # the shop window');
    expect(await policy.lensTitles()).toEqual(before);
  });

  it('goes when what is edited was saved, and is asked for when more was committed', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    await policy.edit('app: web', 'app: db');
    expect(await policy.lensTitles()).toHaveLength(3);
    const refresh = editor.message('workspace/codeLens/refresh');
    await save(editor, policy.uri);
    await refresh;
    expect(await policy.lensTitles()).toHaveLength(2);
    const again = editor.message('workspace/codeLens/refresh');
    await commit(editor, [{ uri: policy.uri, text: POLICY }]);
    await again;
    expect((await policy.lensTitles()).at(-1)).toBe('1: +1 −1 connections since HEAD');
  });
});

describe('explain', () => {
  it('answers about the cluster of a document, as it is edited', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const ask = (): Promise<OutlineResult> =>
      editor.connection.sendRequest('podreach/explain', {
        uri: policy.uri,
        from: 'shop/db',
        to: 'shop/cart',
      });
    expect((await ask()).summary).toBe('denied');
    await policy.edit('app: web', 'app: db');
    expect((await ask()).mark).not.toBe('denied');
  });

  it('knows what is meant at a place', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const place = { uri: policy.uri, position: policy.place('app: web') };
    expect(await editor.connection.sendRequest('podreach/explainDefaults', place)).toMatchObject({
      from: ['shop/web[Deployment]'],
      to: ['shop/cart[Deployment]'],
    });
  });

  it('is null where no cluster is known, and for what is no question', async () => {
    const { editor } = await start(files);
    for (const params of [{ uri: 'file:///none', from: 'a', to: 'b' }, { uri: FOLDER }, null, 7]) {
      expect(await editor.connection.sendRequest('podreach/explain', params)).toBe(null);
      expect(await editor.connection.sendRequest('podreach/changes', params)).toBe(null);
    }
  });
});
