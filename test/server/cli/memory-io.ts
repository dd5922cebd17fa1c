/** What the command runs in when there is no process: streams in memory, and folders made for one test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { CliIo, Output } from '../../../server/src/cli/io';

export interface Surroundings {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly environment?: CliIo['environment'];
  /** A person looks at standard output. */
  readonly terminal?: boolean;
  /** Nobody reads standard output any more after so many writes. */
  readonly closesAfter?: number;
}

export function memoryIo({
  cwd = '/',
  stdin = '',
  environment = {},
  terminal = false,
  closesAfter,
}: Surroundings) {
  const out = memoryOutput(terminal, closesAfter);
  const err = memoryOutput(terminal);
  const io: CliIo = {
    cwd,
    environment,
    out: out.output,
    err: err.output,
    readStdin: () => Promise.resolve(new TextEncoder().encode(stdin)),
  };
  return { io, printed: { out: out.text, err: err.text } };
}

function memoryOutput(isTerminal: boolean, closesAfter = Infinity): { output: Output; text: () => string } {
  const pieces: string[] = [];
  const output: Output = {
    isTerminal,
    get isClosed() {
      return pieces.length >= closesAfter;
    },
    isFull: false,
    drained: () => Promise.resolve(),
    write: (text) => {
      pieces.push(text);
    },
  };
  return { output, text: () => pieces.join('') };
}

/** A folder with these files, gone after the test. A name that ends in a slash is an empty folder. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'podreach-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const place = path.join(root, name);
    mkdirSync(name.endsWith('/') ? place : path.dirname(place), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(place, content);
  }
  return root;
}
