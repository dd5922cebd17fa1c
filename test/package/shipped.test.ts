/**
 * What reaches other people's machines: the files of the package, and what the bundles may ask of the platform.
 */
import { listFiles, PackageManager } from '@vscode/vsce';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledModules, type Modules } from '../../scripts/bundled-modules.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');

it('the extension consists of its bundles and what VS Code shows', async () => {
  const files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  expect(files.filter((file) => !file.startsWith('schemas/')).toSorted()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'client/media/icon.png',
    'client/media/walkthrough/ask.png',
    'client/media/walkthrough/changes.png',
    'client/media/walkthrough/example.png',
    'client/media/walkthrough/example.yaml',
    'client/media/walkthrough/explain.png',
    'client/media/walkthrough/map.png',
    'dist/client.js',
    'dist/client.web.js',
    'dist/map-style.css',
    'dist/map.js',
    'dist/server-program.js',
    'dist/server.js',
    'dist/server.web.js',
    'package.json',
    'package.nls.json',
  ]);
  expect(files.filter((file) => file.startsWith('schemas/') && !file.endsWith('.json'))).toEqual([]);
});

it('the npm package consists of the command, what the command loads, and the schemas', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'podreach-package-'));
  for (const name of ['package.json', '.npmignore', 'README.md', 'LICENSE', 'schemas']) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  const built = [
    'cli.js',
    'cli-program.js',
    'cli-program.v8cache',
    'server.js',
    'server-program.js',
    'server-program.v8cache',
    'client.js',
    'server.web.js',
  ];
  mkdirSync(path.join(folder, 'dist'));
  for (const name of [...built, 'cli.js.map']) writeFileSync(path.join(folder, 'dist', name), '');
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder });
  rmSync(folder, { recursive: true });
  const [{ files }] = JSON.parse(packed.toString()) as [{ files: { path: string }[] }];
  const names = files.map((file) => file.path).filter((name) => !/^schemas\/.*\.json$/u.test(name));
  expect(names.toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'dist/cli-program.js',
    'dist/cli.js',
    'dist/server-program.js',
    'dist/server.js',
    'package.json',
  ]);
}, 60_000);

/** Modules that reach out of the machine, or run programs. */
const REACHING = [
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'http',
  'http2',
  'https',
  'net',
  'tls',
  'worker_threads',
];

/** Who asks for them in a bundle. */
function reaching({ platform }: Modules, bundle: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(platform[bundle] ?? {}).filter(([module]) => REACHING.includes(module)),
  );
}

describe('a bundle reaches out of its process only', () => {
  let modules: Modules = { platform: {}, packages: [] };
  beforeAll(async () => {
    modules = await bundledModules();
  }, 60_000);

  /** The protocol's libraries can also talk over a socket of this machine, where the editor asks for one. */
  const protocol = { net: ['vscode-jsonrpc'] };

  it('to start the server and to talk to it: the client', () => {
    expect(reaching(modules, 'client')).toEqual({ ...protocol, child_process: ['vscode-languageclient'] });
  });

  it('to talk to the editor: the server', () => {
    expect(reaching(modules, 'server')).toEqual({});
    expect(reaching(modules, 'server-program')).toEqual({
      ...protocol,
      child_process: ['vscode-languageserver'],
    });
  });

  it('to ask git for a revision: the command line', () => {
    expect(reaching(modules, 'cli')).toEqual({});
    expect(reaching(modules, 'cli-program')).toEqual({ child_process: ['podreach'] });
  });

  it('never in a browser', () => {
    expect(reaching(modules, 'client.web')).toEqual({});
    expect(reaching(modules, 'server.web')).toEqual({});
    expect(reaching(modules, 'map')).toEqual({});
  });

  it('and every package in it is known to the audit', () => {
    expect(modules.packages).toContain('yaml');
    expect(modules.packages).not.toContain('podreach');
  });
});
