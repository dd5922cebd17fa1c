/** Clients that break the protocol, and machines that send thousands of messages where one was meant. */
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../../server/src/lsp/server';
import { many } from '../../thoroughness';
import { connectEditor, uriOf } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { createMemoryRuntime } from './memory-runtime';
import { start } from './start';

const files = { 'workloads.yaml': WORKLOADS };
const SELECTED = '1 of 3 workloads';

interface Raw {
  readonly connection: MessageConnection;
  /** Straight into the server, past everything that knows the protocol. */
  readonly write: (bytes: string) => void;
}

/** A server to which nobody has said a word. */
function startSilently(): Raw {
  const runtime = createMemoryRuntime({ files: { [uriOf('workloads.yaml')]: WORKLOADS } });
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  startServer(
    createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)),
    runtime,
  );
  const connection = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  onTestFinished(() => connection.dispose());
  return { connection, write: (bytes) => toServer.write(bytes) };
}

describe('a client out of step', () => {
  it('that asks before it has said who it is gets an error, and answers afterwards', async () => {
    const { connection } = startSilently();
    connection.listen();
    const textDocument = { uri: uriOf('policy.yaml') };
    const early = connection.sendRequest('textDocument/hover', {
      textDocument,
      position: { line: 0, character: 0 },
    });
    await expect(early).rejects.toThrow();
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { ...textDocument, version: 1, text: '' },
    });
    await connection.sendNotification('exit-not');
    const { capabilities } = await connection.sendRequest<{ capabilities: object }>('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
    });
    expect(capabilities).toHaveProperty('hoverProvider');
  });

  it('that asks after the end gets some answer', async () => {
    const { editor } = await start(files);
    await editor.connection.sendRequest('shutdown');
    const late = editor.connection.sendRequest('podreach/targets', {}).then(
      () => 'answered',
      () => 'refused',
    );
    expect(['answered', 'refused']).toContain(await late);
  });

  it('that sends what is no message is heard again when it does', async () => {
    const { connection, write } = startSilently();
    connection.onError(() => undefined);
    const editor = await connectEditor(connection, {});
    for (const body of ['{bad', '7', 'null', '[]', '{"jsonrpc":"2.0"}', '{"id":{},"method":7}', '\0']) {
      write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    }
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.hover('kind')).toContain(SELECTED);
  });

  it('that opens twice, and counts its versions backwards, is taken at its last word', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const change = (version: number, text: string): Promise<void> =>
      editor.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: policy.uri, version },
        contentChanges: [{ text }],
      });
    await change(7, '');
    await change(3, POLICY.replace('app: cart', 'app: web'));
    expect(await policy.hover('kind')).toContain('`shop/web[Deployment]`');
    const again = await editor.open('policy.yaml', POLICY);
    expect(await again.hover('kind')).toContain('`shop/cart[Deployment]`');
    expect(editor.logged()).toEqual([]);
  });

  it('that changes ranges which are none keeps its server', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const far = { line: 1e9, character: -4 };
    for (const range of [
      { start: { line: -1, character: -1 }, end: { line: 0, character: 0 } },
      { start: far, end: { line: 0, character: 0 } },
      { start: { line: 0.5, character: 1 / 3 }, end: far },
    ]) {
      await editor.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: policy.uri, version: 2 },
        contentChanges: [{ range, text: '' }],
      });
    }
    const again = await editor.open('policy.yaml', POLICY);
    expect(await again.hover('kind')).toContain(SELECTED);
  });
});

describe('a checkout of thousands of files', () => {
  it('is taken in at once, and told of once', { timeout: 60_000 }, async () => {
    const calls: string[] = [];
    const { editor, disk } = await start(files, { beforeEach: (name) => calls.push(name) });
    const policy = await editor.open('policy.yaml', POLICY);
    await editor.message('podreach/modelChanged', undefined, 0);
    const since = { calls: calls.length, messages: editor.messages.length };
    const names = Array.from({ length: many(5000) }, (_, nth) => `deep/${nth % 50}/${nth}.yaml`);
    for (const name of names) disk.set(uriOf(name), 'kind: ConfigMap\n');
    disk.set(uriOf('deep/more.yaml'), WORKLOADS.replaceAll('shop', 'bakery'));
    const settled = editor.message('podreach/modelChanged');
    await editor.watched(Object.fromEntries([...names, 'deep/more.yaml'].map((name) => [name, 'created'])));
    await settled;
    expect(await policy.hover('kind')).toContain('1 of 6 workloads');
    expect(calls.slice(since.calls).filter((name) => name === 'applyDiskChanges')).toHaveLength(1);
    const told = editor.messages
      .slice(since.messages)
      .filter(({ method }) => method === 'podreach/modelChanged');
    expect(told.length).toBeLessThanOrEqual(2);
    expect(editor.logged()).toEqual([]);
  });
});
