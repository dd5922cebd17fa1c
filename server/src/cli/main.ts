#!/usr/bin/env node
/**
 * Entry point of the `podreach` command: connects the program to this process. Holds no logic of its own.
 */
import { fstatSync } from 'node:fs';
import path from 'node:path';
import { loadCompiled } from '../lsp/compiled';
import { EXIT, type CliIo } from './io';
import { processOutput } from './process-output';
import type * as Program from './program';

/** A bundle of its own, so that nothing but this file is compiled at the start. */
const PROGRAM = path.join(__dirname, 'cli-program.js');

/** Characters of standard output that are written together. */
const CHUNK = 65_536;

/** What nobody foresaw ends with 2 as well: 1 would claim that the question was answered. */
function fail(message: string): void {
  process.stderr.write(`podreach: ${message}\n`);
  end(EXIT.unusable);
}

/** The worst that happened counts: writing may fail before the verb ends or after it. */
function end(status: number): void {
  process.exitCode = Math.max(Number(process.exitCode ?? EXIT.fine), status);
}

/** A folder (`check - < folder`) would read as if nothing were in it. */
async function readStdin(): Promise<Uint8Array> {
  if (fstatSync(process.stdin.fd).isDirectory())
    throw new Error('it is a folder: write its name instead of -');
  return (await import('node:stream/consumers')).buffer(process.stdin);
}

async function main(): Promise<void> {
  const { stdout, stderr } = process;
  const out = processOutput(stdout, { isTerminal: Boolean(stdout.isTTY), chunk: CHUNK, onFailure: fail });
  const err = processOutput(stderr, {
    isTerminal: Boolean(stderr.isTTY),
    chunk: 0,
    // There is nowhere left to say it.
    onFailure: () => end(EXIT.unusable),
  });
  const io: CliIo = {
    cwd: process.cwd(),
    environment: process.env,
    out,
    err,
    readStdin,
  };
  const { runCli } = loadCompiled(PROGRAM) as typeof Program;
  end(await runCli(process.argv.slice(2), io));
  out.flush();
}

main().catch((error: unknown) => {
  fail(`internal error\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
});
