/**
 * `podreach lsp`: the language server, for any editor.
 */
import { Command } from 'commander';
import { startServer } from '../lsp/node-main';

export function lspCommand(): Command {
  return new Command('lsp')
    .description('Run the language server, for editors other than VS Code.')
    .requiredOption('--stdio', 'talk over standard input and output')
    .action(() => startServer());
}
