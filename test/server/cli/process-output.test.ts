import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writeAll } from '../../../server/src/cli/io';
import { processOutput } from '../../../server/src/cli/process-output';

/** A stream that hands over one write at a time, when it is told to. */
function slowStream(highWaterMark: number) {
  const written: string[] = [];
  const pending: ((error?: Error) => void)[] = [];
  const stream = new Writable({
    highWaterMark,
    decodeStrings: false,
    write(text: string, _encoding, done) {
      written.push(text);
      pending.push(done);
    },
  });
  return { stream, written, answer: (error?: Error) => pending.shift()?.(error) };
}

function outputOn(stream: Writable, chunk = 10) {
  const failures: string[] = [];
  const output = processOutput(stream, {
    isTerminal: false,
    chunk,
    onFailure: (message) => failures.push(message),
  });
  return { output, failures };
}

/** Lets everything run that is ready to. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}

describe('processOutput', () => {
  it('writes the first text at once and collects what follows', () => {
    const { stream, written, answer } = slowStream(1000);
    const { output } = outputOn(stream);
    output.write('first');
    answer();
    output.write('12345');
    expect(written).toEqual(['first']);
    output.write('67890');
    answer();
    expect(written).toEqual(['first', '1234567890']);
  });

  it('keeps nothing back when it is flushed', () => {
    const { stream, written, answer } = slowStream(1000);
    const { output } = outputOn(stream);
    output.write('first');
    answer();
    output.write('last');
    output.flush();
    answer();
    output.flush();
    expect(written).toEqual(['first', 'last']);
  });
});

describe('writeAll', () => {
  it('makes no more than is read', async () => {
    const { stream, answer } = slowStream(20);
    const { output } = outputOn(stream);
    let made = 0;
    const pieces = function* (): Iterable<string> {
      while (made < 10) {
        made += 1;
        yield 'x'.repeat(20);
      }
    };
    const writing = writeAll(output, pieces());
    await turn();
    expect(made).toBe(1);
    answer();
    await turn();
    expect(made).toBe(2);
    for (let left = 0; left < 10; left++) {
      answer();
      await turn();
    }
    await writing;
    expect(made).toBe(10);
  });

  it('ends quietly when the reader goes away, and makes nothing more', async () => {
    const { stream, answer } = slowStream(1);
    const { output, failures } = outputOn(stream);
    let made = 0;
    const pieces = function* (): Iterable<string> {
      for (; made < 1000; made++) yield 'x'.repeat(20);
    };
    const writing = writeAll(output, pieces());
    await turn();
    answer(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    await writing;
    expect(output.isClosed).toBe(true);
    expect(made).toBeLessThan(3);
    expect(failures).toEqual([]);
  });

  it('tells why writing failed', async () => {
    const { stream, answer } = slowStream(1);
    const { output, failures } = outputOn(stream);
    const writing = writeAll(output, ['a', 'b', 'c']);
    await turn();
    answer(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    await writing;
    expect(failures).toEqual(['cannot write: no space left']);
  });
});
