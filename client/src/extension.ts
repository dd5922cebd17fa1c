/**
 * Puts the parts of the VS Code side together. The server starts at the first manifest or command.
 */
import {
  commands,
  l10n,
  window,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import { COMMANDS, type CommandHandlers } from './command-ids';
import { CONTEXT_KEYS, type ContextKey } from './context-keys';
import { watchDocuments } from './document-watch';
import type { LaunchClient } from './language-client';
import { showLocations } from './locations';
import { reportFailure } from './notifications';
import { readReachParams } from './protocol-values';
import { ask } from './reachability/ask';
import { ReachabilityView } from './reachability/reachability-view';
import { copyAnswer, goToTarget, removeAnswer } from './reachability/row-commands';
import { ServerSession } from './server-session';
import { createStatusItem } from './status-item';

/** What `deactivateExtension` must stop. VS Code offers no other way from one to the other. */
let session: ServerSession | undefined;

/** @param launchClient makes the language client of this platform */
export function activateExtension(context: ExtensionContext, launchClient: LaunchClient): void {
  const output = window.createOutputChannel('Podreach', { log: true });
  const running = new ServerSession(launchClient, output);
  const view = new ReachabilityView(
    (question) => running.reach(question),
    (error) => {
      output.warn('The reachability view could not be brought up to date.', String(error));
    },
  );
  const statusItem = createStatusItem(running);
  session = running;
  context.subscriptions.push(
    output,
    running,
    view,
    statusItem,
    ...watchServer(running, view),
    ...registerCommands(commandHandlers(running, view, output)),
    ...watchDocuments({
      onManifest: () => {
        startQuietly(running, output);
      },
      onActive: (manifest) => {
        statusItem.setVisible(manifest);
        setContext(CONTEXT_KEYS.manifestInFile, manifest);
      },
    }),
  );
}

export async function deactivateExtension(): Promise<void> {
  await session?.stop();
}

function watchServer(running: ServerSession, view: ReachabilityView): Disposable[] {
  const refresh = (): void => {
    view.invalidate();
  };
  return [
    running.onModelChanged(refresh),
    running.onStateChange((state) => {
      setContext(CONTEXT_KEYS.active, state === 'running');
      if (state === 'running') refresh();
    }),
  ];
}

function setContext(key: ContextKey, value: boolean): void {
  void commands.executeCommand('setContext', key, value);
}

/** Nobody asked for this start: what goes wrong is shown by the status item and written to the log. */
function startQuietly(running: ServerSession, output: LogOutputChannel): void {
  if (running.state !== 'stopped') return;
  running.start().catch((error: unknown) => {
    output.error('The language server could not be started.', String(error));
  });
}

function commandHandlers(
  running: ServerSession,
  view: ReachabilityView,
  output: LogOutputChannel,
): CommandHandlers {
  return {
    [COMMANDS.whichPodsCanReachThis]: (argument) => ask(running, view, 'to', argument),
    [COMMANDS.whatCanThisReach]: (argument) => ask(running, view, 'from', argument),
    [COMMANDS.showReachability]: (argument) =>
      ask(running, view, readReachParams(argument)?.direction ?? 'to', argument),
    [COMMANDS.showLocations]: showLocations,
    [COMMANDS.goToTarget]: (row) => goToTarget(view, row),
    [COMMANDS.copyAnswer]: (row) => copyAnswer(view, row),
    [COMMANDS.removeAnswer]: (row) => removeAnswer(view, row),
    [COMMANDS.clearAnswers]: () => view.clear(),
    [COMMANDS.reloadManifests]: () =>
      attempt(l10n.t('Podreach could not read the manifests again'), () => running.reload()),
    [COMMANDS.showOutput]: () => {
      output.show();
    },
    [COMMANDS.restartServer]: () =>
      attempt(l10n.t('Podreach could not restart its language server'), () => running.restart()),
  };
}

async function attempt(failure: string, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    reportFailure(failure, error);
  }
}

function registerCommands(handlers: CommandHandlers): Disposable[] {
  return Object.entries(handlers).map(([id, handler]) => commands.registerCommand(id, handler));
}
