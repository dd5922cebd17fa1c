/**
 * The only place that opens a message box, and only when something the user just asked for failed.
 */
import { commands, l10n, window } from 'vscode';
import { COMMANDS } from './command-ids';

/** Says what could not be done and why, and offers the log. Nobody waits for the message to be closed. */
export function reportFailure(what: string, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  const showOutput = l10n.t('Show Output');
  void window.showErrorMessage(`${what}: ${why}`, showOutput).then((chosen) => {
    if (chosen === showOutput) void commands.executeCommand(COMMANDS.showOutput);
  });
}

/** Says that there is nothing to answer from. */
export function reportNothing(what: string): void {
  void window.showInformationMessage(what);
}
