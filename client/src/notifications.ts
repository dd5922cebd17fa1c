/**
 * The only place that opens a message box, and only when something the user just asked for failed.
 */
import { commands, l10n, window } from 'vscode';
import { COMMANDS } from './command-ids';

/** Says what could not be done and why, and offers the log. Resolves once the message is gone. */
export async function reportFailure(what: string, error: unknown): Promise<void> {
  const why = error instanceof Error ? error.message : String(error);
  const showOutput = l10n.t('Show Output');
  const chosen = await window.showErrorMessage(`${what}: ${why}`, showOutput);
  if (chosen === showOutput) await commands.executeCommand(COMMANDS.showOutput);
}

/** Says that there is nothing to answer from. */
export async function reportNothing(what: string): Promise<void> {
  await window.showInformationMessage(what);
}
