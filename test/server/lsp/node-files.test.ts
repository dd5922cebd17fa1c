import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { nodeFiles } from '../../../server/src/lsp/node-files';

let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'podreach-files-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(name: string, text = 'a: 1'): string {
  const place = path.join(root, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
  return uriOf(name);
}

function uriOf(name: string): string {
  return URI.file(path.join(root, name)).toString();
}

/** Names of the files found at a place of the workspace folder `w`, and what was complained about. */
async function find(place = 'w') {
  const problems: string[] = [];
  const names: string[] = [];
  for await (const slice of nodeFiles.find(uriOf('w'), uriOf(place), (problem) => problems.push(problem))) {
    names.push(...slice.map((uri) => uri.slice(uriOf('').length).replace(/^\//u, '')));
  }
  return { names: names.toSorted(), problems };
}

describe('finding files', () => {
  it('finds manifests by their ending, at any depth', async () => {
    for (const name of ['a.yaml', 'b.yml', 'c.JSON', 'deep/er/d.yaml', 'e.txt', 'yaml']) write(`w/${name}`);
    expect(await find()).toEqual({
      names: ['w/a.yaml', 'w/b.yml', 'w/c.JSON', 'w/deep/er/d.yaml'],
      problems: [],
    });
  });

  it('passes over .git and node_modules, also when a watcher tells of them', async () => {
    write('w/.git/a.yaml');
    write('w/node_modules/b/b.yaml');
    write('w/.github/c.yaml');
    expect((await find()).names).toEqual(['w/.github/c.yaml']);
    expect((await find('w/node_modules/b/b.yaml')).names).toEqual([]);
  });

  it('finds a single file, the files of a folder below, and nothing where nothing is', async () => {
    write('w/x/a.yaml');
    write('w/b.yaml');
    expect((await find('w/b.yaml')).names).toEqual(['w/b.yaml']);
    expect((await find('w/x')).names).toEqual(['w/x/a.yaml']);
    expect(await find('w/gone.yaml')).toEqual({ names: [], problems: [] });
  });

  it('follows no links, so that loops end and nothing outside is found', async () => {
    write('w/a.yaml');
    write('outside/secret.yaml');
    symlinkSync(path.join(root, 'w'), path.join(root, 'w/loop'));
    symlinkSync(path.join(root, 'outside'), path.join(root, 'w/out'));
    symlinkSync(path.join(root, 'outside/secret.yaml'), path.join(root, 'w/link.yaml'));
    expect((await find()).names).toEqual(['w/a.yaml']);
    expect((await find('w/link.yaml')).names).toEqual([]);
    expect((await find('w/out/secret.yaml')).names).toEqual([]);
  });

  it('goes on when a folder cannot be listed', async () => {
    write('w/a.yaml');
    write('w/locked/b.yaml');
    chmodSync(path.join(root, 'w/locked'), 0o000);
    const { names, problems } = await find();
    chmodSync(path.join(root, 'w/locked'), 0o700);
    // Root may list everything; then there is nothing to complain about.
    expect(names).toContain('w/a.yaml');
    expect(problems.length).toBe(names.length === 1 ? 1 : 0);
  });

  it('finds nothing where the disk is not this machine’s', async () => {
    const found = nodeFiles.find('vscode-vfs://github/a', 'vscode-vfs://github/a', () => undefined);
    for await (const slice of found) expect(slice).toEqual([]);
  });
});

describe('reading a file', () => {
  const readManifest = (name: string, limit = 100_000) =>
    nodeFiles.readManifest(uriOf('w'), uriOf(name), limit);

  it('gives the text of a manifest, however long', async () => {
    const long = `kind: Pod\n# ${'ä'.repeat(40_000)}\n`;
    write('w/short.yaml', 'kind: Pod');
    write('w/long.yaml', long);
    expect(await readManifest('w/short.yaml')).toEqual({ text: 'kind: Pod' });
    expect(await readManifest('w/long.yaml')).toEqual({ text: long });
  });

  it('gives no text of a manifest that is too large', async () => {
    write('w/a.yaml', 'kind: Pod');
    write('w/long.yaml', `kind: Pod\n#${'x'.repeat(40_000)}`);
    expect(await readManifest('w/a.yaml', 9)).toEqual({ text: 'kind: Pod' });
    expect(await readManifest('w/a.yaml', 8)).toBe('too large');
    expect(await readManifest('w/long.yaml', 40_000)).toBe('too large');
  });

  it('gives no text of what its bytes show to be of no use', async () => {
    write('w/values.yaml', 'replicas: 3');
    write('w/kustomization.yaml', 'resources: []');
    expect(await readManifest('w/values.yaml')).toBe('not of use');
    expect(await readManifest('w/kustomization.yaml')).toEqual({ text: 'resources: []' });
  });

  it('decodes as editors do', async () => {
    const text = 'kind: Pod # ü';
    const twoBytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
    write('w/utf-8.yaml', `\uFEFF${text}`);
    writeFileSync(path.join(root, 'w/le.yaml'), twoBytes);
    writeFileSync(path.join(root, 'w/be.yaml'), Buffer.from(twoBytes).swap16());
    for (const name of ['w/utf-8.yaml', 'w/le.yaml', 'w/be.yaml']) {
      expect(await readManifest(name)).toEqual({ text });
      expect(await nodeFiles.read(uriOf('w'), uriOf(name))).toBe(text);
    }
  });

  it('takes the byte order mark off', async () => {
    expect(await nodeFiles.read(uriOf('w'), write('w/a.yaml', '\uFEFFa: 1'))).toBe('a: 1');
  });

  it('refuses what lies outside of the folder', async () => {
    write('w/a.yaml');
    const outside = write('outside/secret.yaml');
    await expect(nodeFiles.read(uriOf('w'), outside)).rejects.toThrow('outside');
    await expect(nodeFiles.read(uriOf('w'), `${uriOf('w')}/../outside/secret.yaml`)).rejects.toThrow(
      'outside',
    );
  });

  it('refuses to be led outside by a link', async () => {
    write('w/a.yaml');
    write('outside/secret.yaml');
    symlinkSync(path.join(root, 'outside'), path.join(root, 'w/out'));
    await expect(nodeFiles.read(uriOf('w'), uriOf('w/out/secret.yaml'))).rejects.toThrow('outside');
  });

  it('reads by a link that stays inside', async () => {
    write('w/a.yaml', 'a: 1');
    symlinkSync(path.join(root, 'w/a.yaml'), path.join(root, 'w/link.yaml'));
    expect(await nodeFiles.read(uriOf('w'), uriOf('w/link.yaml'))).toBe('a: 1');
  });

  it('refuses a file that is a link to one outside, also beside one that may be read', async () => {
    const inside = write('w/a.yaml', 'a: 1');
    write('outside/secret.yaml');
    symlinkSync(path.join(root, 'outside/secret.yaml'), path.join(root, 'w/out.yaml'));
    const [text, refused] = await Promise.allSettled(
      [inside, uriOf('w/out.yaml')].map((uri) => nodeFiles.read(uriOf('w'), uri)),
    );
    expect(text).toMatchObject({ value: 'a: 1' });
    expect(refused).toMatchObject({ reason: { message: 'lies outside of the workspace folder' } });
  });

  it('reads in a folder that is itself a link', async () => {
    write('real/a.yaml', 'a: 1');
    symlinkSync(path.join(root, 'real'), path.join(root, 'w'));
    expect(await nodeFiles.read(uriOf('w'), uriOf('w/a.yaml'))).toBe('a: 1');
    expect((await find()).names).toEqual(['w/a.yaml']);
  });

  it('rejects for a file that is gone, and for one that is on no disk', async () => {
    mkdirSync(path.join(root, 'w'));
    await expect(nodeFiles.read(uriOf('w'), uriOf('w/gone.yaml'))).rejects.toThrow();
    await expect(nodeFiles.read('untitled:w', 'untitled:w/a.yaml')).rejects.toThrow('not a file');
  });

  it('is not held up by what became a pipe, and refuses what became a folder', async () => {
    const uri = write('w/a.yaml');
    rmSync(path.join(root, 'w/a.yaml'));
    execFileSync('mkfifo', [path.join(root, 'w/a.yaml')]);
    expect(await nodeFiles.readManifest(uriOf('w'), uri, 1000)).toBe('not of use');
    rmSync(path.join(root, 'w/a.yaml'));
    mkdirSync(path.join(root, 'w/a.yaml'));
    await expect(nodeFiles.readManifest(uriOf('w'), uri, 1000)).rejects.toThrow('EISDIR');
    expect((await find()).names).toEqual([]);
  });
});
