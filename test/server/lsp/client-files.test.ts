import { describe, expect, it } from 'vitest';
import { clientFiles, workspaceFiles, type Asking } from '../../../server/src/lsp/client-files';
import {
  LIST_FOLDER_REQUEST,
  READ_FILE_REQUEST,
  STAT_REQUEST,
  type FolderEntry,
} from '../../../server/src/lsp/protocol';
import type { FileSource } from '../../../server/src/lsp/runtime';

const FOLDER = 'vscode-vfs://github/shop';

/** A client with these texts by path below the folder; a text that is an Error stands for what cannot be read. */
function clientWith(texts: Readonly<Record<string, string>>, broken: readonly string[] = []) {
  const paths = Object.keys(texts);
  const below = (uri: string): string => decodeURIComponent(uri.slice(FOLDER.length + 1));
  const inFolder = (uri: string): readonly string[] => {
    const prefix = uri === FOLDER ? '' : `${below(uri)}/`;
    return paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  };
  const entry = (path: string): FolderEntry => ({
    name: path.split('/')[0] ?? '',
    kind: path.includes('/') ? 'folder' : 'file',
  });
  const answers: Readonly<Record<string, (uri: string) => unknown>> = {
    [LIST_FOLDER_REQUEST]: (uri) => [
      ...new Map(inFolder(uri).map((path) => [entry(path).name, entry(path)])).values(),
    ],
    [STAT_REQUEST]: (uri) => {
      const text = texts[below(uri)];
      if (text !== undefined) return { kind: 'file', size: text.length };
      return inFolder(uri).length > 0 ? { kind: 'folder', size: 0 } : null;
    },
    [READ_FILE_REQUEST]: (uri) => texts[below(uri)],
  };
  const asked: string[] = [];
  const client = {
    sendRequest: async (method: string, { uri }: { uri: string }) => {
      asked.push(uri);
      if (broken.includes(uri)) throw new Error('no permission');
      return answers[method]?.(uri);
    },
  } as unknown as Asking;
  return { files: clientFiles(client), asked };
}

async function found(files: FileSource, place = FOLDER) {
  const problems: string[] = [];
  const uris: string[] = [];
  for await (const slice of files.find(FOLDER, place, (problem) => problems.push(problem)))
    uris.push(...slice.map((uri) => uri.slice(FOLDER.length + 1)));
  return { uris: uris.toSorted(), problems };
}

describe('folders that the client reads', () => {
  it('are searched for manifests, passing over what is never read', async () => {
    const { files, asked } = clientWith({
      'a.yaml': 'a: 1',
      'deep/er/b.json': '{}',
      'deep/notes.md': 'text',
      'node_modules/c.yaml': 'c: 1',
      '.git/d.yaml': 'd: 1',
    });
    expect(await found(files)).toEqual({ uris: ['a.yaml', 'deep/er/b.json'], problems: [] });
    expect(asked.filter((uri) => /node_modules|\.git|notes/u.test(uri))).toEqual([]);
  });

  it('name files as URIs do', async () => {
    const { files } = clientWith({ 'über uns#1.yaml': 'a: 1' });
    expect((await found(files)).uris).toEqual(['%C3%BCber%20uns%231.yaml']);
  });

  it('give a single file, and nothing for one that is gone, passed over, no manifest, or elsewhere', async () => {
    const { files } = clientWith({ 'a.yaml': 'a: 1', 'notes.md': 'text', '.git/d.yaml': 'd: 1' });
    expect((await found(files, `${FOLDER}/a.yaml`)).uris).toEqual(['a.yaml']);
    for (const place of [
      `${FOLDER}/b.yaml`,
      `${FOLDER}/notes.md`,
      `${FOLDER}/.git/d.yaml`,
      `${FOLDER}-2/a.yaml`,
    ])
      expect(await found(files, place)).toEqual({ uris: [], problems: [] });
  });

  it('say which folder cannot be listed, and go on', async () => {
    const { files } = clientWith({ 'a.yaml': 'a: 1', 'locked/b.yaml': 'b: 1' }, [`${FOLDER}/locked`]);
    expect(await found(files)).toEqual({
      uris: ['a.yaml'],
      problems: [`Cannot list ${FOLDER}/locked: no permission`],
    });
  });

  it('give no file larger than was asked for', async () => {
    const { files } = clientWith({ 'a.yaml': 'a: 1' });
    expect(await files.readManifest(FOLDER, `${FOLDER}/a.yaml`, 4)).toEqual({ text: 'a: 1' });
    expect(await files.readManifest(FOLDER, `${FOLDER}/a.yaml`, 3)).toBe('too large');
  });

  it('are read without their byte order mark, and only below the folder', async () => {
    const { files } = clientWith({ 'a.yaml': '\uFEFFa: 1' });
    expect(await files.read(FOLDER, `${FOLDER}/a.yaml`)).toBe('a: 1');
    await expect(files.read(FOLDER, 'vscode-vfs://github/other/a.yaml')).rejects.toThrow('outside');
  });
});

describe('who reads a folder', () => {
  const named = (name: string): FileSource => ({
    async *find() {},
    read: async () => name,
    readManifest: async () => ({ text: name }),
  });
  const reader = (files: FileSource, folder: string): Promise<string> =>
    files.read(folder, `${folder}/a.yaml`).catch((error: Error) => error.message);

  it('is the disk for its own folders, and the client for the others', async () => {
    const files = workspaceFiles(named('disk'), named('client'));
    expect(await reader(files, 'file:///w')).toBe('disk');
    expect(await reader(files, FOLDER)).toBe('client');
  });

  it('is the client for all of them where there is no disk', async () => {
    expect(await reader(workspaceFiles(undefined, named('client')), 'file:///w')).toBe('client');
  });

  it('is nobody where neither can, which is said', async () => {
    const files = workspaceFiles(undefined, undefined);
    expect(await reader(files, FOLDER)).toContain('not on this machine');
    expect((await found(files)).problems).toEqual([`Cannot list ${FOLDER}: it is not on this machine`]);
  });
});
