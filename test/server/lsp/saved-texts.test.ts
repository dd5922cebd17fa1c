import { describe, expect, it } from 'vitest';
import { createBuffers } from '../../../server/src/lsp/buffers';
import { documentUri } from '../../../server/src/lsp/document-uri';
import { createModels } from '../../../server/src/lsp/models';
import { createSavedTexts } from '../../../server/src/lsp/saved-texts';
import { DEFAULT_SETTINGS } from '../../../server/src/lsp/settings';
import { createManualRuntime } from './manual-runtime';

const FILE = documentUri('file:///w/shop/a.yaml');

function setUp(files: Readonly<Record<string, string>>) {
  const { disk, files: source } = createManualRuntime(files);
  const buffers = createBuffers();
  const models = createModels(() => false);
  models.setFolder(documentUri('file:///w'), DEFAULT_SETTINGS);
  const saved = createSavedTexts({ files: source, models, buffers, ready: () => Promise.resolve() });
  const open = (text: string, uri: string = FILE) =>
    buffers.open({ textDocument: { uri, languageId: 'yaml', version: 1, text } });
  return { disk, files: source, saved, open };
}

describe('the saved text of an open document', () => {
  it('is that of the disk, also when it was opened with edits', async () => {
    const { saved, open } = setUp({ [FILE]: 'disk' });
    const opened = saved.opened(open('edited'));
    expect(saved.of(FILE)).toBe('edited');
    await opened;
    expect(saved.of(FILE)).toBe('disk');
  });

  it('is the text it was opened with where no disk has it, and nothing where it was never saved', async () => {
    const { saved, open } = setUp({});
    await saved.opened(open('edited'));
    expect(saved.of(FILE)).toBe('edited');
    const untitled = open('new', 'untitled:Untitled-1');
    await saved.opened(untitled);
    expect(saved.of(untitled.key)).toBeUndefined();
  });

  it('is read again when the file, or a folder above it, was written by others', async () => {
    for (const place of [FILE, 'file:///w/shop']) {
      const { disk, saved, open } = setUp({ [FILE]: 'disk' });
      await saved.opened(open('edited'));
      disk.set(FILE, 'other');
      await saved.reread(new Set(['file:///w/shop/b.yaml']));
      expect(saved.of(FILE)).toBe('disk');
      await saved.reread(new Set([place]));
      expect(saved.of(FILE)).toBe('other');
    }
  });

  it('is what was saved while the disk was slow to answer', async () => {
    const { files, saved, open } = setUp({});
    const buffer = open('edited');
    const read = new Promise<void>((isAsked) => {
      Object.assign(files, {
        read: () => {
          isAsked();
          return Promise.resolve('disk');
        },
      });
    });
    const opened = saved.opened(buffer);
    await read;
    saved.saved({ ...buffer, text: 'saved' });
    await opened;
    expect(saved.of(FILE)).toBe('saved');
  });
});
