/**
 * The command as a whole: its verbs, its help, and what an exit status it ends with. Knows no verb from inside.
 */
import { Command, CommanderError } from 'commander';
import { version } from '../../../package.json';
import { withHarmlessOutput } from './harmless-output';
import { EXIT, UsageError, type CliIo } from './io';
import type { VerbContext } from './verb';

type LoadVerb = (context: VerbContext) => Promise<Command>;

/** Each verb is loaded when it is needed: all of them together would take longer to load than most answers take. */
const VERBS: ReadonlyMap<string, LoadVerb> = new Map<string, LoadVerb>([
  ['check', async (context) => (await import('./check')).checkCommand(context)],
  ['reach', async (context) => (await import('./reach')).reachCommand(context)],
  ['connectivity', async (context) => (await import('./connectivity')).connectivityCommand(context)],
  ['explain', async (context) => (await import('./explain')).explainCommand(context)],
  ['diff', async (context) => (await import('./diff')).diffCommand(context)],
  ['lsp', async () => (await import('./lsp')).lspCommand()],
  ['completion', async (context) => (await import('./completion')).completionCommand(context)],
]);

/** It is made from all other verbs. */
const COMPLETION = 'completion';

/**
 * Runs one command line.
 * @param args What stands behind the program's name.
 * @returns The exit status: 0 fine, 1 what was asked does not hold, 2 wrong usage or unreadable input.
 */
export async function runCli(args: readonly string[], surroundings: CliIo): Promise<number> {
  const io = withHarmlessOutput(surroundings);
  let status: number = EXIT.fine;
  const finish = (ended: number): void => {
    status = Math.max(status, ended);
  };
  try {
    const verbs = await loadVerbs(args[0], { io, finish });
    await createProgram(verbs, io).parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    return statusOf(error, io);
  }
}

/** The verb of this name alone; all verbs when there is no such verb, for the help and for guesses what was meant. */
function loadVerbs(name: string | undefined, context: VerbContext): Promise<readonly Command[]> {
  const verb = name === undefined || name === COMPLETION ? undefined : VERBS.get(name);
  const needed = verb === undefined ? [...VERBS.values()] : [verb];
  return Promise.all(needed.map((load) => load(context)));
}

function createProgram(verbs: readonly Command[], io: CliIo): Command {
  const program = new Command('podreach')
    .description('Who can talk to whom under these Kubernetes NetworkPolicies?')
    .version(version)
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nHelp on a verb: podreach VERB --help\nExit status: 0 fine, 1 what was asked does not hold, 2 wrong usage or unreadable input',
    );
  for (const verb of verbs) program.addCommand(verb);
  for (const command of [program, ...verbs]) connect(command, io);
  return program;
}

function connect(command: Command, { out, err }: CliIo): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => out.write(text),
    writeErr: (text) => err.write(text),
    outputError: (text, write) => write(`podreach: ${text.replace(/^error: /u, '')}`),
  });
}

/** Help and version end by an error too, with status 0. What nobody foresaw is not swallowed. */
function statusOf(error: unknown, { err }: CliIo): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.unusable;
  if (!(error instanceof UsageError)) throw error;
  err.write(`podreach: ${error.message}\n`);
  return EXIT.unusable;
}
