/**
 * A stream of the process as an output of the command: text is collected, and written no faster than it is read.
 */
import type { Writable } from 'node:stream';
import type { Output } from './io';

export interface ProcessOutput extends Output {
  /** Writes what is still kept back. */
  flush(): void;
}

export interface ProcessOutputOptions {
  readonly isTerminal: boolean;
  /** Characters that are collected before they are written: a system call for every line would cost too much. */
  readonly chunk: number;
  /** Told why writing failed. A reader that goes away (`podreach … | head`) is no failure. */
  onFailure(message: string): void;
}

/** The first text is written at once, so that a reader sees soon that something comes. */
export function processOutput(stream: Writable, options: ProcessOutputOptions): ProcessOutput {
  const { isTerminal, chunk, onFailure } = options;
  let waiting = '';
  let isFull = false;
  let isClosed = false;
  let limit = 0;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    isClosed = true;
    if (error.code !== 'EPIPE') onFailure(`cannot write: ${error.message}`);
  });
  const flush = (): void => {
    if (!isClosed && waiting !== '') stream.write(waiting);
    waiting = '';
    limit = chunk;
  };
  return {
    isTerminal,
    get isClosed() {
      return isClosed;
    },
    get isFull() {
      return isFull;
    },
    write(text) {
      waiting += text;
      if (waiting.length < limit) return;
      flush();
      isFull = true;
    },
    async drained() {
      if (!isClosed && stream.writableNeedDrain) await roomIn(stream);
      // A reader that went away is told by an event, and events come only while nothing else runs.
      await new Promise(setImmediate);
      isFull = false;
    },
    flush,
  };
}

function roomIn(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ENDINGS) stream.off(event, done);
      resolve();
    };
    for (const event of ENDINGS) stream.on(event, done);
  });
}

/** What ends the waiting for room. */
const ENDINGS = ['drain', 'error', 'close'] as const;
