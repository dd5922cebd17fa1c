/**
 * Makes the language client: how the server is started and what is exchanged with it.
 * Loaded only when a server is wanted, since the client library is by far the largest part of the bundle.
 */
import type { LogOutputChannel, TextDocument, TextDocumentChangeEvent } from 'vscode';
import {
  CloseAction,
  DidOpenTextDocumentNotification,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type ErrorHandler,
  type LanguageClientOptions,
  type Middleware,
  type ServerOptions,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/lsp/protocol';
import { COMMANDS } from './command-ids';
import { DOCUMENT_SELECTOR } from './document-selector';
import { createJsonGate } from './json-gate';
import { mentionsManifest } from './manifest-probe';
import type { RestartPolicy } from './restart-policy';

export interface LanguageClientInputs {
  /** Path of the server bundle. */
  readonly serverModule: string;
  readonly output: LogOutputChannel;
  readonly mayRestart: RestartPolicy;
  /** Told when the server comes up, whether for the first time or after a crash, and when it cannot. */
  readonly onState: (state: 'starting' | 'running' | 'failed') => void;
}

/** The client library shows some errors as message boxes; here they go to the log only. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Makes a client that is not started yet. Disposing of it stops its server. */
export function createLanguageClient(inputs: LanguageClientInputs): LanguageClient {
  const client: LanguageClient = new QuietLanguageClient(
    'podreach',
    'Podreach',
    serverOptions(inputs.serverModule),
    clientOptions(inputs, () => client),
  );
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Starting) inputs.onState('starting');
    if (newState === State.Running) inputs.onState('running');
    if (newState === State.StartFailed) inputs.onState('failed');
  });
  return client;
}

function serverOptions(module: string): ServerOptions {
  const run = { module, transport: TransportKind.ipc };
  return { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
}

function clientOptions(
  { output, mayRestart }: LanguageClientInputs,
  client: () => LanguageClient,
): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    commands: { reach: COMMANDS.showReachability, locations: COMMANDS.showLocations },
  };
  return {
    documentSelector: DOCUMENT_SELECTOR,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    initializationFailedHandler: (error) => {
      output.error('The language server could not be initialized.', error);
      return false;
    },
    errorHandler: errorHandler(mayRestart),
    middleware: syncMiddleware(client),
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

function syncMiddleware(client: () => LanguageClient): Middleware {
  return createJsonGate<TextDocument, TextDocumentChangeEvent>(mentionsManifest, async (document) => {
    const feature = client().getFeature(DidOpenTextDocumentNotification.method);
    await feature.getProvider(document)?.send(document);
  });
}
