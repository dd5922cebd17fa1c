/**
 * The built program, once: that it starts over standard input and output, reads a folder from a real disk, and ends
 * when the editor goes away. Everything else is tested without a process.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Message,
} from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { connectEditor } from './editor';
import { POLICY, WORKLOADS } from './manifests';

const ROOT = path.resolve(import.meta.dirname, '../../..');

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'podreach-stdio-'));
  writeFileSync(path.join(folder, 'workloads.yaml'), WORKLOADS);
  writeFileSync(path.join(folder, 'notes.json'), '{"not": "a manifest"');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What comes, piece by piece. */
function collected(stream: Readable): readonly string[] {
  const pieces: string[] = [];
  stream.on('data', (chunk) => pieces.push(String(chunk)));
  return pieces;
}

/** Uses a server as an editor does, and lets it end. */
async function useServer(server: ChildProcessWithoutNullStreams): Promise<number | null> {
  const errors = collected(server.stderr);
  const ended = once(server, 'close');
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const editor = await connectEditor(connection, { folders: [URI.file(folder).toString()] });
  const uri = URI.file(path.join(folder, 'policy.yaml')).toString();
  const policy = await editor.open(uri, POLICY);
  expect(await policy.lensTitles()).toContain('1: Selects 1 workload · Reachable from 1 of 2');
  await policy.edit('8080', '80800');
  expect(await policy.diagnostics()).toMatchObject([{ code: 'invalid-port' }]);
  expect(editor.logged()).toEqual([]);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  const [status] = (await ended) as [number | null];
  expect(errors.join('')).toBe('');
  return status;
}

describe.concurrent.each([
  ['dist/server.js', ['--stdio']],
  ['dist/cli.js', ['lsp', '--stdio']],
])('%s', (program, args) => {
  it('serves an editor over standard input and output', async () => {
    const server = spawn(process.execPath, [path.join(ROOT, program), ...args]);
    expect(await useServer(server)).toBe(0);
  }, 30_000);

  it('ends with 1 when it is told to exit without a shutdown', async () => {
    const server = spawn(process.execPath, [path.join(ROOT, program), ...args]);
    const ended = once(server, 'exit');
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    await connectEditor(connection, { folders: [] });
    await connection.sendNotification('exit');
    expect(await ended).toEqual([1, null]);
  }, 30_000);

  it('ends when the process that started the editor dies, though the pipes stay open', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    const server = spawn(process.execPath, [path.join(ROOT, program), ...args]);
    const ended = once(server, 'exit');
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const params = { processId: parent.pid, rootUri: null, capabilities: {} };
    await connection.sendRequest('initialize', params);
    parent.kill('SIGKILL');
    expect((await ended)[0]).toBe(1);
  }, 30_000);

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends by %s, in the middle of a session, with no word',
    async (signal) => {
      const server = spawn(process.execPath, [path.join(ROOT, program), ...args]);
      const errors = collected(server.stderr);
      const ended = once(server, 'close');
      const connection = createMessageConnection(
        new StreamMessageReader(server.stdout),
        new StreamMessageWriter(server.stdin),
      );
      await connectEditor(connection, { folders: [URI.file(folder).toString()] });
      server.kill(signal);
      expect(await ended).toEqual([null, signal]);
      expect(errors.join('')).toBe('');
      connection.dispose();
    },
    30_000,
  );

  it('ends, with no word, when nobody listens any more', async () => {
    const server = spawn(process.execPath, [path.join(ROOT, program), ...args]);
    const errors = collected(server.stderr);
    const ended = once(server, 'close');
    server.stdout.destroy();
    const writer = new StreamMessageWriter(server.stdin);
    const params = { processId: null, rootUri: null, capabilities: {} };
    await writer.write({ jsonrpc: '2.0', id: 1, method: 'initialize', params } as Message);
    expect(await ended).toEqual([1, null]);
    expect(errors.join('')).toBe('');
  }, 30_000);

  it('ends when the editor is gone without a word', async () => {
    const server = spawn(process.execPath, [path.join(ROOT, program), ...args]);
    const ended = once(server, 'exit');
    await once(server, 'spawn');
    server.stdin.end();
    const [status] = (await ended) as [number | null];
    expect(status).toBe(1);
  }, 30_000);
});
