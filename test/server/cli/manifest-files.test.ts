import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readManifests } from '../../../server/src/cli/manifest-files';
import { folder, memoryIo, type Surroundings } from './memory-io';

async function filesOf(paths: readonly string[], surroundings: Surroundings): Promise<readonly string[]> {
  const { manifests } = await readManifests(paths, memoryIo(surroundings).io);
  return manifests.map(({ file }) => file);
}

async function problemsOf(paths: readonly string[], surroundings: Surroundings): Promise<readonly string[]> {
  return (await readManifests(paths, memoryIo(surroundings).io)).problems;
}

describe('readManifests', () => {
  it('reads a folder recursively, by name, manifests only', async () => {
    const cwd = folder({
      'b.yaml': '',
      'a/z.yml': '',
      'a/deep/er/x.json': '',
      'a/UPPER.YAML': '',
      'readme.md': '',
      yaml: '',
      'empty/': '',
    });
    expect(await filesOf(['.'], { cwd })).toEqual(['a/UPPER.YAML', 'a/deep/er/x.json', 'a/z.yml', 'b.yaml']);
  });

  it('says why standard input cannot be read', async () => {
    const { io } = memoryIo({});
    const readStdin = () => Promise.reject(new Error('it is a folder'));
    const { manifests, problems } = await readManifests(['-'], { ...io, readStdin });
    expect({ manifests, problems }).toEqual({
      manifests: [],
      problems: ['-: cannot be read (it is a folder)'],
    });
  });

  it('passes over .git and node_modules, wherever they are', async () => {
    const cwd = folder({
      '.git/a.yaml': '',
      'node_modules/b.yaml': '',
      'x/node_modules/c.yaml': '',
      'x/d.yaml': '',
    });
    expect(await filesOf(['.'], { cwd })).toEqual(['x/d.yaml']);
  });

  it('reads other hidden folders', async () => {
    const cwd = folder({ '.deploy/a.yaml': '' });
    expect(await filesOf(['.'], { cwd })).toEqual(['.deploy/a.yaml']);
  });

  it('names files as the path was given', async () => {
    const cwd = folder({ 'm/a.yaml': '' });
    expect(await filesOf(['m'], { cwd })).toEqual(['m/a.yaml']);
    expect(await filesOf(['m/'], { cwd })).toEqual(['m/a.yaml']);
    expect(await filesOf(['./m'], { cwd })).toEqual(['./m/a.yaml']);
    expect(await filesOf(['m/a.yaml'], { cwd })).toEqual(['m/a.yaml']);
    expect(await filesOf(['../m'], { cwd: path.join(cwd, 'm') })).toEqual(['../m/a.yaml']);
    expect(await filesOf([path.join(cwd, 'm')], {})).toEqual([`${cwd}/m/a.yaml`]);
  });

  it('reads a file that is named, whatever its ending', async () => {
    const cwd = folder({ 'policies.txt': 'kind: X' });
    expect(await filesOf(['policies.txt'], { cwd })).toEqual(['policies.txt']);
  });

  it('keeps the order of the paths, and counts a file once', async () => {
    const cwd = folder({ 'a.yaml': '', 'b.yaml': '' });
    expect(await filesOf(['b.yaml', '.', './b.yaml'], { cwd })).toEqual(['b.yaml', 'a.yaml']);
  });

  it('reads nothing for being named in a manifest', async () => {
    const outside = path.join(folder({ 'secret.yaml': 'kind: Pod' }), 'secret.yaml');
    const names = ['../../outside', '../../outside/secret.yaml', outside, `file://${outside}`];
    const listed = names.map((name) => `- ${name}\n`).join('');
    const cwd = folder({
      'outside/secret.yaml': 'kind: Pod',
      'w/overlay/kustomization.yaml': `resources:\n${listed}bases:\n${listed}patches: [{path: ${outside}}]\n`,
    });
    expect(await filesOf(['w'], { cwd })).toEqual(['w/overlay/kustomization.yaml']);
  });

  it('is not caught in loops of links', async () => {
    const cwd = folder({ 'm/a.yaml': '' });
    symlinkSync(path.join(cwd, 'm'), path.join(cwd, 'm/loop'));
    symlinkSync(path.join(cwd, 'm/two.yaml'), path.join(cwd, 'm/one.yaml'));
    symlinkSync(path.join(cwd, 'm/one.yaml'), path.join(cwd, 'm/two.yaml'));
    expect(await filesOf(['m'], { cwd })).toEqual(['m/a.yaml']);
  });

  it('reads links to files and a link that is given, but each file once', async () => {
    const cwd = folder({ 'real/a.yaml': '', 'm/b.yaml': '' });
    symlinkSync(path.join(cwd, 'real/a.yaml'), path.join(cwd, 'm/link.yaml'));
    symlinkSync(path.join(cwd, 'm'), path.join(cwd, 'other'));
    expect(await filesOf(['other', 'real'], { cwd })).toEqual(['other/b.yaml', 'other/link.yaml']);
  });

  it('reads standard input for a dash', async () => {
    const { manifests } = await readManifests(['-'], memoryIo({ stdin: 'kind: Pod' }).io);
    expect(manifests).toEqual([{ file: '-', text: 'kind: Pod' }]);
  });

  it('drops a byte order mark and keeps everything else', async () => {
    const cwd = folder({ 'a.yaml': '\uFEFFkind: Pod\r\nname: ü\r\n' });
    const { manifests } = await readManifests(['a.yaml'], memoryIo({ cwd }).io);
    expect(manifests).toEqual([{ file: 'a.yaml', text: 'kind: Pod\r\nname: ü\r\n' }]);
  });

  it('goes on after a path that is not there', async () => {
    const cwd = folder({ 'a.yaml': '' });
    expect(await problemsOf(['nowhere', 'a.yaml'], { cwd })).toEqual(['nowhere: no such file or directory']);
    expect(await filesOf(['nowhere', 'a.yaml'], { cwd })).toEqual(['a.yaml']);
  });

  it('goes on after a file that is no text', async () => {
    const cwd = folder({ 'a.yaml': new Uint8Array([0x61, 0xff, 0xfe]), 'b.yaml': '' });
    expect(await problemsOf(['.'], { cwd })).toEqual(['a.yaml: is not UTF-8 text']);
    expect(await filesOf(['.'], { cwd })).toEqual(['b.yaml']);
  });

  it('reads UTF-16 by its mark, as Windows writes it, and refuses it without one', async () => {
    const text = 'kind: Pod\nname: ü\n';
    const words = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const files = { 'a.yaml': words, 'b.yaml': Buffer.from(words).swap16(), 'c.yaml': words.subarray(0, -1) };
    const { manifests, problems } = await readManifests(['.'], memoryIo({ cwd: folder(files) }).io);
    expect(manifests).toEqual([
      { file: 'a.yaml', text },
      { file: 'b.yaml', text },
    ]);
    expect(problems).toEqual(['c.yaml: is not UTF-16LE text']);
  });

  it('passes over pipes, sockets, devices and folders that are named as manifests', async () => {
    const cwd = folder({ 'a.yaml': '', 'folder.yaml/b.yaml': '' });
    execFileSync('mkfifo', [path.join(cwd, 'pipe.yaml')]);
    symlinkSync('/dev/zero', path.join(cwd, 'zero.yaml'));
    symlinkSync('pipe.yaml', path.join(cwd, 'to-pipe.yaml'));
    const socket = createServer().listen(path.join(cwd, 'socket.yaml'));
    await once(socket, 'listening');
    onTestFinished(() => void socket.close());
    expect(await filesOf(['.'], { cwd })).toEqual(['a.yaml', 'folder.yaml/b.yaml']);
    expect(await problemsOf(['.'], { cwd })).toEqual([]);
  });

  it('refuses devices, which may never end, and what cannot be read, also by a link', async () => {
    const cwd = folder({ 'a.yaml': '' });
    symlinkSync('/dev/zero', path.join(cwd, 'zero.yaml'));
    symlinkSync('nowhere', path.join(cwd, 'dangling.yaml'));
    const socket = createServer().listen(path.join(cwd, 'socket.yaml'));
    await once(socket, 'listening');
    onTestFinished(() => void socket.close());
    const paths = ['zero.yaml', 'dangling.yaml', 'socket.yaml', 'a.yaml'];
    expect(await problemsOf(paths, { cwd })).toEqual([
      'zero.yaml: is a device. For standard input write -',
      'dangling.yaml: no such file or directory',
      expect.stringMatching(/^socket\.yaml: cannot be read \(E/u),
    ]);
    expect(await filesOf(paths, { cwd })).toEqual(['a.yaml']);
  });
});
