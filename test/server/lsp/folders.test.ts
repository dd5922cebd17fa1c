import { describe, expect, it } from 'vitest';
import { FOLDER, uriOf, type Editor } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { start } from './start';

const files = { 'workloads.yaml': WORKLOADS };

/** How many workloads the policy selects, and of how many. */
async function selected(editor: Editor, text = POLICY, name = 'policy.yaml'): Promise<string> {
  const document = await editor.open(name, text);
  const hover = await document.hover('podSel|ector');
  await document.close();
  return /(?:\d+ of \d+|no known) workloads?/u.exec(hover ?? '')?.[0] ?? 'nothing';
}

describe('files on the disk', () => {
  it('come, change and go', async () => {
    const { editor, disk } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.lensTitles()).toContain('1: Selects 1 workload · Reachable from 1 of 2');

    const more = WORKLOADS.replaceAll('shop', 'bakery');
    disk.set(uriOf('more.yaml'), more);
    await changed(editor, { 'more.yaml': 'created' });
    expect(await policy.lensTitles()).toContain('1: Selects 1 workload · Reachable from 1 of 5');

    disk.set(uriOf('more.yaml'), more.replaceAll('bakery', 'shop').replaceAll('app: web', 'app: cart'));
    await changed(editor, { 'more.yaml': 'changed' });
    disk.delete(uriOf('more.yaml'));
    await changed(editor, { 'more.yaml': 'deleted' });
    expect(await policy.lensTitles()).toContain('1: Selects 1 workload · Reachable from 1 of 2');
  });

  it('go with their folder, of which one event is sent', async () => {
    const { editor, disk } = await start({
      ...files,
      'bakery/deep/more.yaml': WORKLOADS.replaceAll('shop', 'bakery'),
    });
    expect(await selected(editor)).toBe('1 of 6 workloads');
    disk.delete(uriOf('bakery/deep/more.yaml'));
    await changed(editor, { bakery: 'deleted' });
    expect(await selected(editor)).toBe('1 of 3 workloads');
  });

  it('count once, however often a watcher tells of them', async () => {
    const { editor } = await start(files);
    await selected(editor);
    await editor.watched({ 'workloads.yaml': 'created' });
    await editor.watched({ 'workloads.yaml': 'changed' });
    await editor.watched({ 'gone.yaml': 'deleted' });
    await editor.watched({ 'gone.yaml': 'changed' });
    expect(await selected(editor)).toBe('1 of 3 workloads');
    expect(editor.logged()).toEqual([]);
  });

  it('follow when the editor itself renames and deletes', async () => {
    const { editor, disk } = await start(files);
    expect(await selected(editor)).toBe('1 of 3 workloads');
    disk.set(uriOf('renamed.yaml'), WORKLOADS.replace('name: db', 'name: database'));
    disk.delete(uriOf('workloads.yaml'));
    const renamed = { oldUri: uriOf('workloads.yaml'), newUri: uriOf('renamed.yaml') };
    const settled = editor.message('podreach/modelChanged');
    await editor.connection.sendNotification('workspace/didRenameFiles', { files: [renamed] });
    await settled;
    const targets = await editor.connection.sendRequest('podreach/targets', { uri: FOLDER });
    expect(targets).toMatchObject([
      { title: 'shop/cart' },
      { title: 'shop/database' },
      { title: 'shop/web' },
    ]);
  });

  it('that cannot be read are told of once, and the others count', async () => {
    const { editor } = await start({ ...files, 'locked.yaml': new Error('permission denied') });
    expect(await selected(editor)).toBe('1 of 3 workloads');
    expect(editor.logged()).toEqual([`Cannot read ${uriOf('locked.yaml')}: permission denied`]);
  });

  it('are watched with patterns that also tell of folders that come and go', async () => {
    const { editor } = await start(files);
    const registered = await editor.message(
      'client/registerCapability',
      (params) => JSON.stringify(params).includes('didChangeWatchedFiles'),
      0,
    );
    expect(registered).toMatchObject({
      registrations: [
        {
          registerOptions: {
            watchers: [{ globPattern: '**/*.{yaml,yml,json}' }, { globPattern: '**', kind: 5 }],
          },
        },
      ],
    });
  });
});

/** Tells of changes, and waits until they are taken in. */
async function changed(editor: Editor, changes: Parameters<Editor['watched']>[0]): Promise<void> {
  const settled = editor.message('podreach/modelChanged');
  await editor.watched(changes);
  await settled;
}

describe('an open document', () => {
  it('counts as the editor has it, whatever the disk says', async () => {
    const { editor, disk } = await start(files);
    await editor.open('workloads.yaml', '');
    disk.set(uriOf('workloads.yaml'), `${WORKLOADS}# saved\n`);
    await editor.watched({ 'workloads.yaml': 'changed' });
    expect(await selected(editor)).toBe('no known workload');
  });

  it('gives way to the disk when it is closed', async () => {
    const { editor } = await start(files);
    const workloads = await editor.open('workloads.yaml', '');
    expect(await selected(editor)).toBe('no known workload');
    const settled = editor.message('podreach/modelChanged');
    await workloads.close();
    await settled;
    expect(await selected(editor)).toBe('1 of 3 workloads');
  });

  it('that was never saved is gone when it is closed', async () => {
    const { editor } = await start();
    const workloads = await editor.open('workloads.yaml', WORKLOADS);
    expect(await selected(editor)).toBe('1 of 3 workloads');
    const settled = editor.message('podreach/modelChanged');
    await workloads.close();
    await settled;
    expect(await selected(editor)).toBe('no known workload');
  });

  it('leaves the cluster when its file is deleted, and comes back with it', async () => {
    const { editor, disk } = await start(files);
    const workloads = await editor.open('workloads.yaml', WORKLOADS);
    expect(await selected(editor)).toBe('1 of 3 workloads');
    disk.delete(uriOf('workloads.yaml'));
    await changed(editor, { 'workloads.yaml': 'deleted' });
    await workloads.edit('name: db', 'name: database');
    expect(await selected(editor)).toBe('no known workload');
    disk.set(uriOf('workloads.yaml'), 'whatever was saved');
    await changed(editor, { 'workloads.yaml': 'created' });
    expect(await selected(editor)).toBe('1 of 3 workloads');
  });
});

describe('several folders', () => {
  const [shop, bakery] = ['file:///shop', 'file:///bakery'];

  it('are a cluster each', async () => {
    const twice = { [`${shop}/w.yaml`]: WORKLOADS, [`${bakery}/w.yaml`]: `${WORKLOADS}---\n${WORKLOADS}` };
    const { editor } = await start(twice, { folders: [shop, bakery] });
    expect(await selected(editor, POLICY, `${shop}/p.yaml`)).toBe('1 of 3 workloads');
    expect(await selected(editor, POLICY, `${bakery}/p.yaml`)).toBe('1 of 3 workloads');
    expect(await selected(editor, POLICY, 'file:///elsewhere/p.yaml')).toBe('no known workload');
  });

  it('have settings each', async () => {
    const bare = WORKLOADS.replaceAll('  namespace: shop\n', '');
    const { editor } = await start(
      { [`${shop}/w.yaml`]: bare, [`${bakery}/w.yaml`]: bare },
      {
        folders: [shop, bakery],
        settings: (folder) => (folder === shop ? { namespace: 'shop' } : {}),
      },
    );
    expect(await selected(editor, POLICY, `${shop}/p.yaml`)).toBe('1 of 3 workloads');
    expect(await selected(editor, POLICY, `${bakery}/p.yaml`)).toBe('no known workload');
  });

  it('come and go', async () => {
    const { editor } = await start({ [`${shop}/w.yaml`]: WORKLOADS }, { folders: [] });
    const policy = await editor.open(`${shop}/p.yaml`, POLICY);
    expect(await policy.hover('podSel|ector')).toContain('no known workload');
    const change = (event: object) =>
      editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    const opened = editor.status(({ busy, workloads }) => !busy && workloads === 3);
    await change({ added: [{ uri: shop, name: 'shop' }], removed: [] });
    await opened;
    expect(await policy.hover('podSel|ector')).toContain('1 of 3 workloads');
    const closed = editor.status(({ workloads }) => workloads === 0);
    await change({ added: [], removed: [{ uri: shop, name: 'shop' }] });
    await closed;
    expect(await policy.hover('podSel|ector')).toContain('no known workload');
  });

  it('inside each other do not share their files', async () => {
    const inner = `${FOLDER}/inner`;
    const { editor } = await start(
      { ...files, 'inner/w.yaml': WORKLOADS.replaceAll('shop', 'bakery') },
      {
        folders: [FOLDER, inner],
      },
    );
    expect(await selected(editor)).toBe('1 of 3 workloads');
    const settled = editor.status(({ workloads }) => workloads === 6);
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: inner, name: 'inner' }] },
    });
    await settled;
    expect(await selected(editor)).toBe('1 of 6 workloads');
  });
});

describe('files in no folder', () => {
  it('know the open files of their directory, and nothing of the disk', async () => {
    const elsewhere = 'file:///elsewhere';
    const { editor } = await start({ [`${elsewhere}/w.yaml`]: WORKLOADS });
    expect(await selected(editor, POLICY, `${elsewhere}/p.yaml`)).toBe('no known workload');
    await editor.open(`${elsewhere}/w.yaml`, WORKLOADS);
    expect(await selected(editor, POLICY, `${elsewhere}/p.yaml`)).toBe('1 of 3 workloads');
    expect(await selected(editor, POLICY, 'file:///other/p.yaml')).toBe('no known workload');
  });

  it('that are untitled stand alone or together', async () => {
    const { editor } = await start(files);
    const text = `${POLICY}---\n${WORKLOADS}`;
    expect(await selected(editor, text, 'untitled:Untitled-1')).toBe('1 of 3 workloads');
  });
});

/** Tells of settings that make the folder be read again, and waits until it is. */
async function configured(editor: Editor, settings: unknown): Promise<void> {
  const begun = editor.status(({ busy }) => busy);
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  await begun;
  await editor.status(({ busy }) => !busy);
}

describe('settings', () => {
  it('name folders that are clusters of their own', async () => {
    const { editor } = await start(
      { 'stages/one/w.yaml': WORKLOADS, 'stages/two/w.yaml': `${WORKLOADS}---\n${WORKLOADS}` },
      { settings: () => ({ cluster: { roots: ['stages/*'] } }) },
    );
    expect(await selected(editor, POLICY, 'stages/one/p.yaml')).toBe('1 of 3 workloads');
    expect(await selected(editor, POLICY, 'p.yaml')).toBe('no known workload');
  });

  it('that decide what is read take effect at once', async () => {
    let namespace = 'default';
    const bare = WORKLOADS.replaceAll('  namespace: shop\n', '');
    const { editor } = await start({ 'w.yaml': bare }, { settings: () => ({ namespace }) });
    expect(await selected(editor)).toBe('no known workload');
    namespace = 'shop';
    await configured(editor, {});
    expect(await selected(editor)).toBe('1 of 3 workloads');
  });

  it('are taken from what a client sends that cannot be asked', async () => {
    const bare = WORKLOADS.replaceAll('  namespace: shop\n', '');
    const { editor } = await start(
      { 'w.yaml': bare },
      { capabilities: {}, initializationOptions: { podreach: { namespace: 'shop' } } },
    );
    expect(await selected(editor)).toBe('1 of 3 workloads');
    await configured(editor, { podreach: { namespace: 'bakery' } });
    expect(await selected(editor)).toBe('no known workload');
    expect(editor.messages.map(({ method }) => method)).not.toContain('workspace/configuration');
  });

  it('that make no sense are told of in the log', async () => {
    const { editor } = await start(files, { settings: () => ({ namespace: 7 }) });
    expect(await selected(editor)).toBe('1 of 3 workloads');
    expect(editor.logged()).toContain(
      'Setting podreach.namespace must be the name of a namespace; the default is used',
    );
  });

  it('limit what is read, and the status says so', async () => {
    const large = `${WORKLOADS}# ${'x'.repeat(3000)}\n`;
    const { editor } = await start(
      { 'a.yaml': WORKLOADS, 'b.yaml': large, 'c.yaml': 'a: 1', 'd.yaml': 'a: 1' },
      { settings: () => ({ limits: { fileSize: 2, files: 2 } }) },
    );
    const { limited } = await editor.status(({ busy, workloads }) => !busy && workloads === 3);
    expect(limited).toBe(
      '1 file too large to read (podreach.limits.fileSize) and 1 file more than are read in one folder (podreach.limits.files)',
    );
  });
});

describe('the status', () => {
  it('says on what the answers rest', async () => {
    const { editor } = await start({ ...files, 'policy.yaml': POLICY, 'other.yaml': 'a: 1' });
    expect(await editor.status(({ busy, workloads }) => !busy && workloads > 0)).toEqual({
      busy: false,
      workloads: 3,
      namespaces: 1,
      policies: 1,
      files: 2,
    });
  });

  it('is sent only when it says something new', async () => {
    const { editor } = await start(files);
    await selected(editor);
    await editor.message('podreach/modelChanged', undefined, 0);
    const sent = editor.messages.filter(({ method }) => method === 'podreach/status');
    expect(new Set(sent.map(({ params }) => JSON.stringify(params))).size).toBe(sent.length);
  });
});

describe('a reload', () => {
  it('reads everything again, for clients that watch no files', async () => {
    const { editor, disk } = await start(files);
    expect(await selected(editor)).toBe('1 of 3 workloads');
    disk.set(uriOf('more.yaml'), WORKLOADS.replaceAll('shop', 'bakery'));
    await editor.connection.sendRequest('podreach/reload');
    expect(await selected(editor)).toBe('1 of 6 workloads');
  });
});
