import { describe, expect, it } from 'vitest';
import { createBuffers } from '../../../server/src/lsp/buffers';
import { createDisk } from '../../../server/src/lsp/disk';
import { documentUri } from '../../../server/src/lsp/document-uri';
import { createGuard } from '../../../server/src/lsp/guard';
import { createLoading } from '../../../server/src/lsp/loading';
import { createModels } from '../../../server/src/lsp/models';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/lsp/settings';
import { createManualRuntime } from './manual-runtime';

const FOLDER = documentUri('file:///w');

function setUp(files: Readonly<Record<string, string | Error>>) {
  const runtime = createManualRuntime(files);
  const logged: string[] = [];
  const tell = (message: string): void => void logged.push(message);
  const log = { error: tell, warn: tell, info: tell };
  const buffers = createBuffers();
  const models = createModels(() => false);
  const guard = createGuard({ log, now: runtime.now });
  const progress: string[] = [];
  const loading = createLoading({
    runtime,
    guard,
    models,
    buffers,
    disk: createDisk({ runtime, files: runtime.files, models, buffers, log }),
    startProgress: (title) => {
      progress.push(title);
      return { report: (message) => progress.push(message), done: () => progress.push('done') };
    },
    onBusy: () => progress.push(loading.isBusy() ? 'busy' : 'idle'),
  });
  const load = (settings: Partial<Settings> = {}) =>
    loading.load(FOLDER, { ...DEFAULT_SETTINGS, ...settings });
  const names = () => [...models.all()].flatMap((model) => [...model.view().snapshot.files.keys()]);
  return { runtime, logged, buffers, models, loading, progress, load, names };
}

function open(buffers: ReturnType<typeof createBuffers>, uri: string, text: string): void {
  buffers.open({ textDocument: { uri, languageId: 'yaml', version: 1, text } });
}

const many = Object.fromEntries(
  Array.from({ length: 100 }, (_, nth) => [`file:///w/f${String(nth).padStart(3, '0')}.yaml`, `pod: ${nth}`]),
);

describe('loading a folder', () => {
  it('reads its files, and tells how far it is', async () => {
    const { load, names, progress } = setUp({ 'file:///w/a.yaml': 'pod: a1', 'file:///w/b.yaml': 'pod: b1' });
    await load();
    expect(names()).toEqual(['file:///w/a.yaml', 'file:///w/b.yaml']);
    expect(progress).toEqual(['Podreach: reading manifests', 'busy', '2 files', 'done', 'idle']);
  });

  it('makes questions wait until it is done, and no longer', async () => {
    const { loading, load, names } = setUp(many);
    const loaded = load();
    expect(names()).toEqual([]);
    await loading.ready(documentUri('file:///w/f050.yaml'));
    expect(names()).toHaveLength(100);
    await loaded;
    await loading.ready(documentUri('file:///w/f050.yaml'));
    await loading.ready(documentUri('file:///elsewhere/a.yaml'));
  });

  it('makes questions wait however long it takes: from half of a folder, answers would be wrong', async () => {
    const { runtime, loading, load } = setUp({ 'file:///w/a.yaml': 'pod: a1' });
    const readNow = runtime.files.readManifest;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    Object.assign(runtime.files, {
      readManifest: (folder: string, uri: string, limit: number) =>
        finished.then(() => readNow(folder, uri, limit)),
    });
    const file = documentUri('file:///w/a.yaml');
    void load();
    let hasAnswer = false;
    const ready = loading.ready(file).then(() => (hasAnswer = true));
    runtime.advance(600_000);
    await runtime.nextTurn();
    expect([hasAnswer, loading.isReady(file), loading.isBusy()]).toEqual([false, false, true]);
    finish();
    await ready;
    expect([loading.isReady(file), loading.isBusy()]).toEqual([true, false]);
  });

  it('is given up when it begins anew, and mixes nothing', async () => {
    const { load, names, loading } = setUp(many);
    const first = load({ maxFiles: 100 });
    const second = load({ maxFiles: 3 });
    await Promise.all([first, second]);
    expect(names()).toHaveLength(3);
    expect(loading.left()).toEqual({ tooLarge: 0, overLimit: 97 });
    expect(loading.isBusy()).toBe(false);
  });

  it('counts what is left out as files grow, shrink and go', async () => {
    const { load, loading, runtime } = setUp({
      'file:///w/a.yaml': 'pod: a1',
      'file:///w/b.yaml': 'pod: b1',
    });
    await load({ maxFileSize: 1 });
    const refresh = (change: 'gone' | 'changed', ...places: readonly string[]) =>
      loading.refresh({ gone: new Set(), changed: new Set(), [change]: new Set(places) });
    const large = 'pod: '.padEnd(2000, 'c');
    for (const file of ['file:///w/a.yaml', 'file:///w/b.yaml']) runtime.disk.set(file, large);
    await refresh('changed', 'file:///w/a.yaml', 'file:///w/b.yaml');
    expect(loading.left().tooLarge).toBe(2);
    runtime.disk.set('file:///w/a.yaml', 'pod: a2');
    await refresh('changed', 'file:///w/a.yaml');
    expect(loading.left().tooLarge).toBe(1);
    runtime.disk.delete('file:///w/b.yaml');
    await refresh('gone', 'file:///w/b.yaml');
    expect(loading.left().tooLarge).toBe(0);
  });

  it('is given up when the folder is closed', async () => {
    const { load, loading, names } = setUp(many);
    const loaded = load();
    loading.unload(FOLDER);
    await loaded;
    expect(names()).toEqual([]);
  });

  it('takes open documents as the editor has them', async () => {
    const { load, buffers, models } = setUp({ 'file:///w/a.yaml': 'pod: disk' });
    open(buffers, 'file:///w/a.yaml', 'editor');
    open(buffers, 'file:///w/new.yaml', 'never saved');
    await load();
    const texts = [...(models.modelsAt(FOLDER)[0]?.view().snapshot.files.values() ?? [])].map(
      ({ text }) => text,
    );
    expect(texts).toEqual(['editor', 'never saved']);
  });

  it('does not end at a file that cannot be read', async () => {
    const { load, names, logged } = setUp({
      'file:///w/a.yaml': new Error('permission denied'),
      'file:///w/b.yaml': 'pod: b1',
    });
    await load();
    expect(names()).toEqual(['file:///w/b.yaml']);
    expect(logged).toEqual(['Cannot read file:///w/a.yaml: permission denied']);
  });

  it('lets messages in between when it takes long', async () => {
    const { runtime, load } = setUp(many);
    let turns = 0;
    Object.assign(runtime, {
      now: () => (turns += 5),
      nextTurn: () => Promise.resolve(void (turns += 1)),
    });
    await load();
    expect(turns).toBeGreaterThan(100);
  });
});

describe('changes on the disk', () => {
  it('of thousands of files are taken in', async () => {
    const { runtime, load, loading, names } = setUp({});
    await load();
    for (const [uri, text] of Object.entries(many)) runtime.disk.set(uri, text);
    await loading.refresh({ gone: new Set(), changed: new Set(Object.keys(many)) });
    expect(names()).toHaveLength(100);
    runtime.disk.clear();
    await loading.refresh({ gone: new Set(['file:///w']), changed: new Set() });
    expect(names()).toEqual([]);
  });

  it('are told late: what is there again by then counts as it is, whatever went before', async () => {
    const { runtime, load, loading, models } = setUp({
      'file:///w/x/a.yaml': 'pod: a1',
      'file:///w/x/b.yaml': 'pod: b1',
    });
    await load();
    runtime.disk.delete('file:///w/x/b.yaml');
    runtime.disk.set('file:///w/x/a.yaml', 'pod: a2');
    runtime.disk.set('file:///w/x/c.yaml', 'pod: c1');
    await loading.refresh({ gone: new Set(['file:///w/x']), changed: new Set() });
    const files = [...(models.modelsAt(FOLDER)[0]?.view().snapshot.files.values() ?? [])];
    expect(files.map(({ text }) => text)).toEqual(['pod: a2', 'pod: c1']);
  });

  it('keep an open document only if its file is there still', async () => {
    const { runtime, load, loading, buffers, names } = setUp({
      'file:///w/a.yaml': 'pod: a1',
      'file:///w/b.yaml': 'pod: b1',
    });
    open(buffers, 'file:///w/a.yaml', 'editor');
    open(buffers, 'file:///w/b.yaml', 'editor');
    await load();
    runtime.disk.delete('file:///w/b.yaml');
    const gone = new Set(['file:///w/a.yaml', 'file:///w/b.yaml']);
    await loading.refresh({ gone, changed: new Set() });
    expect(names()).toEqual(['file:///w/a.yaml']);
  });

  it('leave out a file that has grown too large', async () => {
    const { runtime, load, loading, names } = setUp({
      'file:///w/a.yaml': 'pod: a1',
      'file:///w/b.yaml': 'pod: b1',
    });
    await load({ maxFileSize: 1 });
    runtime.disk.set('file:///w/a.yaml', `pod: ${'1'.repeat(1024)}`);
    await loading.refresh({ gone: new Set(), changed: new Set(['file:///w/a.yaml']) });
    expect(names()).toEqual(['file:///w/b.yaml']);
  });

  it('are not undone by a reading that began before them', async () => {
    const { runtime, load, loading, models } = setUp({ 'file:///w/a.yaml': 'pod: aold' });
    const readNow = runtime.files.readManifest;
    let finishFirst = (): void => undefined;
    const first = new Promise<void>((resolve) => (finishFirst = resolve));
    const begun = new Promise<void>((hasBegun) => {
      Object.assign(runtime.files, {
        readManifest: async (folder: string, uri: string, limit: number) => {
          Object.assign(runtime.files, { readManifest: readNow });
          const text = await readNow(folder, uri, limit);
          hasBegun();
          await first;
          return text;
        },
      });
    });
    const loaded = load();
    await begun;
    runtime.disk.set('file:///w/a.yaml', 'pod: anew');
    await loading.refresh({ gone: new Set(), changed: new Set(['file:///w/a.yaml']) });
    finishFirst();
    await loaded;
    expect(models.modelsAt(FOLDER)[0]?.view().snapshot.files.get('file:///w/a.yaml')?.text).toBe('pod: anew');
  });

  it('outside of all folders are none of its business', async () => {
    const { runtime, load, loading, names } = setUp({});
    await load();
    runtime.disk.set('file:///elsewhere/a.yaml', 'pod: a1');
    await loading.refresh({ gone: new Set(), changed: new Set(['file:///elsewhere/a.yaml']) });
    expect(names()).toEqual([]);
  });

  it('that come and go at the same time leave what is there', async () => {
    const { runtime, load, loading, names } = setUp({ 'file:///w/a.yaml': 'pod: a1' });
    await load();
    const places = new Set(['file:///w/a.yaml', 'file:///w/b.yaml']);
    runtime.disk.delete('file:///w/a.yaml');
    runtime.disk.set('file:///w/b.yaml', 'pod: b1');
    await loading.refresh({ gone: places, changed: places });
    expect(names()).toEqual(['file:///w/b.yaml']);
  });
});
