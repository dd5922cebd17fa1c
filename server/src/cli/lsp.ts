/**
 * `podreach lsp`: the language server, for any editor.
 */
import { Command } from 'commander';
import { withExamples } from './verb';

export function lspCommand(): Command {
  const command = new Command('lsp')
    .summary('run the language server')
    .description('Run the language server, for editors other than VS Code.')
    .requiredOption('--stdio', 'talk over standard input and output')
    .action(serve);
  return withExamples(command, ['lsp --stdio']);
}

/** The same program that VS Code starts: it serves as soon as it is loaded, until the client goes away. */
async function serve(): Promise<never> {
  await import('../lsp/node-main');
  return new Promise(() => undefined);
}
