/**
 * The command as a whole: its verbs, its help, and what an exit status it ends with. Knows no verb from inside.
 */
import { Command, CommanderError } from 'commander';
import { version } from '../../../package.json';
import { checkCommand } from './check';
import { completionCommand } from './completion';
import { connectivityCommand } from './connectivity';
import { diffCommand } from './diff';
import { explainCommand } from './explain';
import { EXIT, UsageError, type CliIo } from './io';
import { lspCommand } from './lsp';
import { reachCommand } from './reach';
import type { VerbContext } from './verb';

/**
 * Runs one command line.
 * @param args What stands behind the program's name.
 * @returns The exit status: 0 fine, 1 what was asked does not hold, 2 wrong usage or unreadable input.
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  let status: number = EXIT.fine;
  const finish = (ended: number): void => {
    status = Math.max(status, ended);
  };
  try {
    await createProgram({ io, finish }).parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    return statusOf(error, io);
  }
}

function createProgram(context: VerbContext): Command {
  const verbs = [
    checkCommand(context),
    reachCommand(context),
    connectivityCommand(context),
    explainCommand(context),
    diffCommand(context),
    lspCommand(),
    completionCommand(context),
  ];
  const program = new Command('podreach')
    .description('Who can talk to whom under these Kubernetes NetworkPolicies?')
    .version(version)
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nHelp on a verb: podreach VERB --help\nExit status: 0 fine, 1 what was asked does not hold, 2 wrong usage or unreadable input',
    );
  for (const verb of verbs) program.addCommand(verb);
  for (const command of [program, ...verbs]) connect(command, context.io);
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
