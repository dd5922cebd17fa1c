/** The built program as a process of its own: streams, statuses, closed pipes, the server. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildAll } from '../../../scripts/build.mjs';
import { folder } from './memory-io';
import { deployment, SHOP } from './shop';

const ROOT = path.join(import.meta.dirname, '../../..');
const DIST = mkdtempSync(path.join(tmpdir(), 'podreach-dist-'));
const PROGRAM = path.join(DIST, 'cli.js');

/** Milliseconds. Processes start slowly on a machine that is busy; nothing is measured here. */
const PATIENCE = 60_000;

beforeAll(async () => {
  await buildAll({
    production: true,
    programs: ['server', 'server-program', 'cli', 'cli-program'],
    folder: DIST,
  });
}, PATIENCE);

afterAll(() => rmSync(DIST, { recursive: true, force: true }));

interface Ended {
  /** Null when a signal ended it, which a shell turns into 128 and its number. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

interface Talk {
  readonly cwd?: string;
  readonly stdin?: string;
  /** Closes standard output after so many characters. */
  readonly closeAfter?: number;
  /** Sent to the program in the middle of its answer. */
  readonly signal?: NodeJS.Signals;
  /** Leaves standard input open: a language client does not hang up before the server has ended. */
  readonly keepsTalking?: boolean;
}

/** Runs the program to its end. `read` is shown each piece of output and may close the pipe. */
function podreach(
  args: readonly string[],
  { cwd = ROOT, stdin = '', closeAfter = Infinity, signal, keepsTalking = false }: Talk = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd });
    let out = '';
    let err = '';
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString();
      if (signal !== undefined) child.kill(signal);
      if (out.length >= closeAfter) child.stdout.destroy();
    });
    child.stderr.on('data', (piece: Buffer) => {
      err += piece.toString();
    });
    child.on('close', (status, endedBy) => resolve({ status, signal: endedBy, out, err }));
    // A program that ends early does not read on; the write then fails, which is its business.
    child.stdin.on('error', () => undefined);
    child.stdin.write(stdin);
    if (!keepsTalking) child.stdin.end();
  });
}

/** More to answer than a pipe holds. */
const MANY = Array.from({ length: 120 }, (_, index) => deployment('shop', `w${index}`, 80)).join('---');

describe('the built program', { timeout: PATIENCE }, () => {
  it('explains a cell of the walkthrough', async () => {
    const peers = ['--from', 'development/frontend', '--to', 'svc/development/backend', '--port', '80'];
    const { status, out, err } = await podreach([
      'explain',
      ...peers,
      '--format',
      'json',
      'examples/aks-walkthrough/3',
    ]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ verdict: 'allowed', allowed: [{ protocol: 'TCP', port: 80 }] });
  });

  it('tells by its status that an expectation does not hold', async () => {
    const peers = [
      '--from',
      'development/client',
      '--to',
      'http://backend.development',
      '--expect',
      'allowed',
    ];
    const { status, out } = await podreach(['explain', ...peers, 'examples/aks-walkthrough/3']);
    expect(status).toBe(1);
    expect(out).toContain('denied');
  });

  it('does not take a folder on standard input for an empty file', () => {
    const stdin = openSync(ROOT, 'r');
    onTestFinished(() => closeSync(stdin));
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'check', '-'], {
      stdio: [stdin, 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'podreach: -: cannot be read (it is a folder: write its name instead of -)\n',
    });
  });

  it('checks stage 3-broken', async () => {
    const { status, out } = await podreach([
      'check',
      '--fail-on',
      'warning',
      'examples/aks-walkthrough/3-broken',
    ]);
    expect(status).toBe(1);
    expect(out).toContain('[peer-or-instead-of-and]');
  });

  it('reads standard input', async () => {
    const { out } = await podreach(['connectivity', '-'], { stdin: SHOP['workloads.yaml'] ?? '' });
    expect(out).toContain('shop/cart[Deployment]  ->  shop/db[Deployment]');
  });

  it('ends with 2 for wrong usage', async () => {
    const { status, out, err } = await podreach(['explain']);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^podreach: required option/u);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const { out, ...ended } = await podreach(['connectivity', '-'], { stdin: MANY, closeAfter: 10 });
    expect(out.length).toBeGreaterThan(0);
    expect(ended).toEqual({ status: 0, signal: null, err: '' });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends by %s with what it has written, and no word',
    async (signal) => {
      const whole = await podreach(['connectivity', '-'], { stdin: MANY });
      const { out, ...ended } = await podreach(['connectivity', '-'], { stdin: MANY, signal });
      expect(ended).toEqual({ status: null, signal, err: '' });
      expect(out.length).toBeLessThan(whole.out.length);
      expect(whole.out.startsWith(out)).toBe(true);
    },
  );

  it('is uncoloured in a pipe', async () => {
    const { out } = await podreach(['connectivity', '.'], { cwd: folder(SHOP) });
    expect(out).not.toContain('\u001B');
  });
});

describe('the built language server', { timeout: PATIENCE }, () => {
  it('answers over standard input and output until it is told to exit', async () => {
    const conversation = [
      { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
      { method: 'initialized', params: {} },
      { id: 2, method: 'shutdown' },
      { method: 'exit' },
    ];
    const { status, out } = await podreach(['lsp', '--stdio'], {
      stdin: conversation.map(framed).join(''),
      keepsTalking: true,
    });
    expect(status).toBe(0);
    expect(out).toContain('"capabilities"');
  });
});

function framed(message: object): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
