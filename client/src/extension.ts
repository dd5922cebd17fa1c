/**
 * Puts the parts of the VS Code side together. The server starts at the first manifest or command.
 */
import {
  commands,
  l10n,
  window,
  workspace,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import { registerTools } from './agents/tools';
import { createApi, type PodreachApi } from './api';
import { COMMANDS, type CommandHandlers } from './command-ids';
import { CONTEXT_KEYS, type ContextKey } from './context-keys';
import { isCovered } from './covered-document';
import { watchDocuments } from './document-watch';
import { suggestInEmptyFiles } from './empty-files';
import { createErrorLog } from './help/error-log';
import { CommittedWatch } from './git/committed-watch';
import { createHelp, type Help, type Platform } from './help/help';
import { showLocations } from './locations';
import { ConnectivityMap } from './map/connectivity-map';
import { reportFailure } from './notifications';
import { readReachParams } from './protocol-values';
import { ask } from './reachability/ask';
import { askAgain } from './reachability/ask-again';
import { showChanges } from './reachability/ask-changes';
import { explainConnection } from './reachability/ask-connection';
import { ReachabilityView } from './reachability/reachability-view';
import { copyAnswer, goToTarget, pinAnswer, removeAnswer } from './reachability/row-commands';
import { ServerSession } from './server-session';
import { createStatusItem } from './status-item';

/** What `deactivateExtension` must stop. VS Code offers no other way from one to the other. */
let session: ServerSession | undefined;

/** @returns what other extensions can ask */
export function activateExtension(context: ExtensionContext, platform: Platform): PodreachApi {
  const errors = createErrorLog(window.createOutputChannel('Podreach', { log: true }), () => new Date());
  const output = errors.channel;
  const running = new ServerSession(platform.launchClient, output);
  const help = createHelp({ extension: context.extension, platform, session: running, errors });
  const view = new ReachabilityView(
    (question) => askAgain(running, question),
    (error) => {
      output.warn('The reachability view could not be brought up to date.', String(error));
    },
  );
  const committed = new CommittedWatch({
    tell: async (params) => {
      await running.tellCommitted(params);
      view.invalidate();
    },
    log: (error) => {
      output.warn('What was committed could not be found out.', String(error));
    },
  });
  const map = new ConnectivityMap(context.extensionUri, {
    ask: (params) => running.map(params),
    log: (error) => {
      output.warn('The connectivity map could not be drawn.', String(error));
    },
  });
  const statusItem = createStatusItem(running);
  session = running;
  context.subscriptions.push(
    output,
    running,
    view,
    committed,
    map,
    help,
    statusItem,
    ...watchServer(running, [view, map, help], committed),
    suggestInEmptyFiles(running, output),
    ...registerTools(running),
    ...registerCommands(commandHandlers({ running, view, map, committed, help, output })),
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
  return createApi(running);
}

export async function deactivateExtension(): Promise<void> {
  await session?.stop();
}

function watchServer(
  running: ServerSession,
  views: readonly { invalidate(): void }[],
  committed: CommittedWatch,
): Disposable[] {
  const refresh = (): void => {
    for (const view of views) view.invalidate();
  };
  return [
    running.onModelChanged(refresh),
    running.onStateChange((state) => {
      setContext(CONTEXT_KEYS.active, state === 'running');
      if (state !== 'running') return;
      committed.start();
      refresh();
    }),
    // What was an unsaved edit is none any more.
    workspace.onDidSaveTextDocument((document) => {
      if (isCovered(document)) refresh();
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

interface CommandParts {
  readonly running: ServerSession;
  readonly view: ReachabilityView;
  readonly map: ConnectivityMap;
  readonly committed: CommittedWatch;
  readonly help: Help;
  readonly output: LogOutputChannel;
}

function commandHandlers({ running, view, map, committed, help, output }: CommandParts): CommandHandlers {
  return {
    [COMMANDS.whichPodsCanReachThis]: (argument) => ask(running, view, 'to', argument),
    [COMMANDS.whatCanThisReach]: (argument) => ask(running, view, 'from', argument),
    [COMMANDS.explainConnection]: (argument) => explainConnection(running, view, argument),
    [COMMANDS.whatDidMyEditChange]: (argument) => showChanges(running, view, committed.isCommitted, argument),
    [COMMANDS.showReachability]: (argument) =>
      ask(running, view, readReachParams(argument)?.direction ?? 'to', argument),
    [COMMANDS.showLocations]: showLocations,
    [COMMANDS.showConnectivityMap]: () => map.show(),
    [COMMANDS.goToTarget]: (row) => goToTarget(view, row),
    [COMMANDS.copyAnswer]: (row) => copyAnswer(view, row),
    [COMMANDS.pinAnswer]: (row) => pinAnswer(view, row, true),
    [COMMANDS.unpinAnswer]: (row) => pinAnswer(view, row, false),
    [COMMANDS.removeAnswer]: (row) => removeAnswer(view, row),
    [COMMANDS.clearAnswers]: () => view.clear(),
    [COMMANDS.showClusterModel]: () =>
      attempt(l10n.t('Podreach could not show the cluster model'), () => help.showClusterModel()),
    [COMMANDS.reloadManifests]: () =>
      attempt(l10n.t('Podreach could not read the manifests again'), () => running.reload()),
    [COMMANDS.showOutput]: () => {
      output.show();
    },
    [COMMANDS.restartServer]: () =>
      attempt(l10n.t('Podreach could not restart its language server'), () => running.restart()),
    [COMMANDS.collectDiagnostics]: () => help.collectDiagnostics(),
    [COMMANDS.openExample]: () => help.openExample(),
  };
}

async function attempt(failure: string, task: () => Promise<unknown>): Promise<void> {
  try {
    await task();
  } catch (error) {
    reportFailure(failure, error);
  }
}

function registerCommands(handlers: CommandHandlers): Disposable[] {
  return Object.entries(handlers).map(([id, handler]) => commands.registerCommand(id, handler));
}
