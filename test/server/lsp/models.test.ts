import { describe, expect, it } from 'vitest';
import { documentUri } from '../../../server/src/lsp/document-uri';
import { createModels } from '../../../server/src/lsp/models';
import { DEFAULT_SETTINGS } from '../../../server/src/lsp/settings';
import { POLICY, WORKLOADS } from './manifests';

const [outer, inner] = [documentUri('file:///w'), documentUri('file:///w/inner')];
const file = (name: string) => documentUri(`file:///${name}`);

function filesOf(models: ReturnType<typeof createModels>): readonly (readonly string[])[] {
  return Array.from(models.all(), (model) => [...model.view().snapshot.files.keys()]);
}

describe('the models', () => {
  it('are one for each folder, and one for each directory of files in no folder', () => {
    const models = createModels(() => false);
    models.setFolder(outer, DEFAULT_SETTINGS);
    for (const name of ['w/a.yaml', 'w/deep/b.yaml', 'x/c.yaml', 'x/d.yaml', 'y/e.yaml'])
      models.set(file(name), '');
    expect(filesOf(models)).toEqual([
      [file('w/a.yaml'), file('w/deep/b.yaml')],
      [file('x/c.yaml'), file('x/d.yaml')],
      [file('y/e.yaml')],
    ]);
  });

  it('are one for each cluster root of a folder', () => {
    const models = createModels(() => false);
    models.setFolder(outer, { ...DEFAULT_SETTINGS, clusterRoots: ['stages/*'] });
    for (const name of ['w/a.yaml', 'w/stages/1/b.yaml', 'w/stages/2/c.yaml']) models.set(file(name), '');
    expect(filesOf(models)).toEqual([
      [file('w/a.yaml')],
      [file('w/stages/1/b.yaml')],
      [file('w/stages/2/c.yaml')],
    ]);
    expect(models.modelsAt(outer)).toHaveLength(3);
    expect(models.modelsAt(file('w/stages/1/b.yaml'))).toHaveLength(1);
  });

  it('give a file to the deepest folder', () => {
    const models = createModels(() => false);
    models.setFolder(inner, DEFAULT_SETTINGS);
    models.setFolder(outer, DEFAULT_SETTINGS);
    expect(models.folderOf(file('w/inner/a.yaml'))?.uri).toBe(inner);
    expect(models.folderOf(file('w/innermost/a.yaml'))?.uri).toBe(outer);
    expect(models.folderOf(file('ww/a.yaml'))).toBeUndefined();
  });

  it('forget the files of a folder that is set up anew or closed, and no others', () => {
    const models = createModels(() => false);
    models.setFolder(outer, DEFAULT_SETTINGS);
    models.setFolder(inner, DEFAULT_SETTINGS);
    models.set(file('w/a.yaml'), '');
    models.set(file('w/inner/b.yaml'), '');
    models.setFolder(outer, DEFAULT_SETTINGS);
    expect(models.modelOf(file('w/a.yaml'))).toBeUndefined();
    expect(models.modelOf(file('w/inner/b.yaml'))).toBeDefined();
    models.removeFolder(inner);
    expect(models.modelOf(file('w/inner/b.yaml'))).toBeUndefined();
    expect(Array.from(models.folders(), ({ uri }) => uri)).toEqual([outer]);
  });

  it('take files into a folder that is opened around them', () => {
    const models = createModels(() => false);
    models.set(file('w/a.yaml'), 'a: 1');
    models.setFolder(outer, DEFAULT_SETTINGS);
    expect(models.modelOf(file('w/a.yaml'))).toBeUndefined();
    models.set(file('w/a.yaml'), 'a: 1');
    expect(models.modelsAt(outer)).toEqual([models.modelOf(file('w/a.yaml'))]);
  });

  it('of files in no folder go with their last file', () => {
    const models = createModels(() => false);
    models.set(file('x/a.yaml'), '');
    models.set(file('x/b.yaml'), '');
    models.remove(file('x/a.yaml'));
    expect(filesOf(models)).toEqual([[file('x/b.yaml')]]);
    models.remove(file('x/b.yaml'));
    expect(filesOf(models)).toEqual([]);
  });

  it('know which files lie at places', () => {
    const models = createModels(() => false);
    models.setFolder(outer, DEFAULT_SETTINGS);
    for (const name of ['w/a.yaml', 'w/x/b.yaml', 'w/xy/c.yaml']) models.set(file(name), '');
    expect(models.filesAt(new Set([file('w/x'), file('w/a.yaml'), file('w/none')]))).toEqual([
      file('w/a.yaml'),
      file('w/x/b.yaml'),
    ]);
  });

  it('take settings that leave the files as they are', () => {
    const models = createModels(() => false);
    models.setFolder(outer, DEFAULT_SETTINGS);
    models.set(file('w/a.yaml'), '');
    models.setFolderSettings(outer, { ...DEFAULT_SETTINGS, codeLens: false });
    expect(models.modelOf(file('w/a.yaml'))?.settings.codeLens).toBe(false);
    models.setFolderSettings(file('none'), DEFAULT_SETTINGS);
  });

  it('read files in no folder with the settings for those', () => {
    const models = createModels(() => false);
    models.setLooseSettings({ ...DEFAULT_SETTINGS, namespace: 'shop' });
    models.set(file('x/a.yaml'), WORKLOADS.replaceAll('  namespace: shop\n', ''));
    const namespaces = models.modelOf(file('x/a.yaml'))?.view().snapshot.cluster.namespaces;
    expect([...(namespaces?.keys() ?? [])]).toEqual(['shop']);
  });
});

describe('a view', () => {
  it('is the same until a file changes', () => {
    const models = createModels(() => false);
    models.set(file('x/a.yaml'), WORKLOADS);
    const model = models.modelOf(file('x/a.yaml'));
    const before = model?.view();
    models.set(file('x/a.yaml'), WORKLOADS);
    expect(model?.view()).toBe(before);
    expect(model?.viewFrom(file('x/a.yaml'))).toBe(model?.viewFrom(file('x/a.yaml')));
    models.set(file('x/a.yaml'), POLICY);
    expect(model?.view()).not.toBe(before);
  });

  it('of overlays takes the object that is nearest to the file asked from', () => {
    const models = createModels(() => false);
    models.setFolder(outer, DEFAULT_SETTINGS);
    models.set(file('w/one/a.yaml'), WORKLOADS);
    models.set(file('w/two/a.yaml'), WORKLOADS);
    const from = (name: string) =>
      models
        .modelOf(file(name))
        ?.viewFrom(file(name))
        .snapshot.cluster.workloads.map(({ source }) => source.file);
    expect(new Set(from('w/one/a.yaml'))).toEqual(new Set([file('w/one/a.yaml')]));
    expect(new Set(from('w/two/a.yaml'))).toEqual(new Set([file('w/two/a.yaml')]));
  });
});
