/** Runs the command inside the test. */
import { runCli } from '../../../server/src/cli/program';
import { memoryIo, type Surroundings } from './memory-io';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line and gives what it printed. */
export async function run(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { io, printed } = memoryIo(surroundings);
  const status = await runCli(args, io);
  return { status, out: printed.out(), err: printed.err() };
}

/** The parsed JSON of a command that is expected to print some. */
export async function runJson(args: readonly string[], surroundings: Surroundings = {}): Promise<unknown> {
  const { out } = await run([...args, '--format', 'json'], surroundings);
  return JSON.parse(out);
}
