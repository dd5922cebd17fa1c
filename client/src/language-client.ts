/**
 * What a language client is told on every platform: which documents it sends, and how calm it is about faults.
 * How the server is started, each platform says for itself.
 */
import type { LogOutputChannel, TextDocument, TextDocumentChangeEvent } from 'vscode';
import {
  CloseAction,
  DidChangeConfigurationNotification,
  DidOpenTextDocumentNotification,
  ErrorAction,
  RevealOutputChannelOn,
  State,
  type BaseLanguageClient,
  type ErrorHandler,
  type LanguageClientOptions,
  type Middleware,
} from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/lsp/protocol';
import { COMMANDS } from './command-ids';
import { documentSelector } from './document-selector';
import { createJsonGate } from './json-gate';
import { mentionsManifest } from './manifest-probe';
import type { RestartPolicy } from './restart-policy';
import { answerConfiguration, NeighbourNews } from './shared-settings';
import { serveWorkspaceFiles } from './workspace-files';

export interface LanguageClientInputs {
  readonly output: LogOutputChannel;
  readonly mayRestart: RestartPolicy;
  /** Told when the server comes up, whether for the first time or after a crash, and when it cannot. */
  readonly onState: (state: 'starting' | 'running' | 'failed') => void;
}

/** Makes a client that is not started yet. Disposing of it stops its server. */
export type LaunchClient = (inputs: LanguageClientInputs) => Promise<BaseLanguageClient>;

/** What the client of a platform is: a constructor that was given its server already. */
export type ClientOf = (options: LanguageClientOptions) => BaseLanguageClient;

/** Makes the client with everything that is the same on all platforms. */
export function createLanguageClient(inputs: LanguageClientInputs, clientOf: ClientOf): BaseLanguageClient {
  const client: BaseLanguageClient = clientOf(clientOptions(inputs, () => client));
  keepErrorsInLog(client);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Starting) inputs.onState('starting');
    if (newState === State.Running) inputs.onState('running');
    if (newState === State.StartFailed) inputs.onState('failed');
  });
  serveWorkspaceFiles(client);
  client.registerFeature(
    new NeighbourNews(() =>
      client.sendNotification(DidChangeConfigurationNotification.type, { settings: null }),
    ),
  );
  return client;
}

/** The client library shows some errors as message boxes. */
function keepErrorsInLog(client: BaseLanguageClient): void {
  const log = client.error.bind(client);
  client.error = (message, data) => log(message, data, false);
}

function clientOptions(
  { output, mayRestart }: LanguageClientInputs,
  client: () => BaseLanguageClient,
): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    commands: {
      reach: COMMANDS.showReachability,
      locations: COMMANDS.showLocations,
      changes: COMMANDS.whatDidMyEditChange,
    },
    files: true,
    documentSettings: true,
  };
  return {
    documentSelector: documentSelector(),
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    initializationFailedHandler: (error) => {
      output.error('The language server could not be initialized.', error);
      return false;
    },
    errorHandler: errorHandler(mayRestart),
    middleware: { ...syncMiddleware(client), workspace: { configuration: answerConfiguration } },
  };
}

/** What goes wrong is in the log already. A server that cannot be written to is gone, and `closed` follows. */
function errorHandler(mayRestart: RestartPolicy): ErrorHandler {
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => ({
      action: mayRestart() ? CloseAction.Restart : CloseAction.DoNotRestart,
      handled: true,
    }),
  };
}

function syncMiddleware(client: () => BaseLanguageClient): Middleware {
  return createJsonGate<TextDocument, TextDocumentChangeEvent>(mentionsManifest, async (document) => {
    const feature = client().getFeature(DidOpenTextDocumentNotification.method);
    await feature.getProvider(document)?.send(document);
  });
}
