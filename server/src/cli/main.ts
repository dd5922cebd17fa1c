#!/usr/bin/env node
/**
 * Entry point of the `podreach` command: connects the program to this process. Holds no logic of its own.
 */
import { buffer } from 'node:stream/consumers';
import { EXIT, type CliIo, type Output } from './io';
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
    if (error.code !== 'EPIPE') fail(`cannot write: ${error.message}`);
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

/** What nobody foresaw ends with 2 as well: 1 would claim that the question was answered. */
function fail(message: string): void {
  process.stderr.write(`podreach: ${message}\n`);
  end(EXIT.unusable);
}

/** The worst that happened counts: writing may fail before the verb ends or after it. */
function end(status: number): void {
  process.exitCode = Math.max(Number(process.exitCode ?? EXIT.fine), status);
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
  end(await runCli(process.argv.slice(2), io));
  out.flush();
}

main().catch((error: unknown) => {
  fail(`internal error\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
});
