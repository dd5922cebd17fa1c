#!/usr/bin/env node
/**
 * Entry point of the `podreach` command: connects the program to this process. Holds no logic of its own.
 */
import { buffer } from 'node:stream/consumers';
import type { CliIo, Output } from './io';
import { runCli } from './program';

/** Text is kept back until there is enough of it: a system call for every line would cost more than the answer. */
const CHUNK = 65_536;

interface BufferedOutput extends Output {
  flush(): void;
}

/** A stream of the process. A reader that goes away (`podreach … | head`) is no error. */
function outputTo(stream: NodeJS.WriteStream, chunk: number): BufferedOutput {
  let waiting = '';
  let isClosed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    isClosed = true;
    if (error.code !== 'EPIPE') throw error;
  });
  const flush = (): void => {
    if (!isClosed && waiting !== '') stream.write(waiting);
    waiting = '';
  };
  return {
    isTerminal: stream.isTTY,
    get isClosed() {
      return isClosed;
    },
    write(text) {
      waiting += text;
      if (waiting.length >= chunk) flush();
    },
    flush,
  };
}

async function main(): Promise<void> {
  const out = outputTo(process.stdout, CHUNK);
  const io: CliIo = {
    cwd: process.cwd(),
    environment: process.env,
    out,
    err: outputTo(process.stderr, 0),
    readStdin: () => buffer(process.stdin),
  };
  process.exitCode = await runCli(process.argv.slice(2), io);
  out.flush();
}

void main();
