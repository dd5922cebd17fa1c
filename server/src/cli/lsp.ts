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

/** Loaded on demand: the other verbs start faster without the server. */
async function serve(): Promise<void> {
  const { startNodeServer } = await import('../lsp/node-server');
  await startNodeServer();
}
