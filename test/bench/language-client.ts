/**
 * A plain language client: starts a server as a program, talks to it over standard input and output, and looks at the
 * process from outside. The same for every server; knows nothing of what one computes.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type MessageConnection,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { processFigures, type ProcessFigures } from './process-figures';

/** How diagnostics come: the client asks for them, or the server sends them. */
export type DiagnosticsWay = 'pull' | 'push';

/** A server as a program of Node. */
export interface ServerProgram {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  /** What is found in the first file once its folder is known; absent for a server that reads no folder. */
  readonly wholeCode?: string;
  /** What it is told when it asks for a section of the settings. */
  readonly settings: (section: string | undefined) => unknown;
}

export interface LanguageClient {
  readonly connection: MessageConnection;
  /** When `initialize` was answered. */
  readonly initialized: Moment;
  now(): Moment;
  figures(): ProcessFigures;
  /** Opens a document, as version 1, and resolves with its diagnostics. */
  open(uri: string, text: string): Promise<readonly Diagnostic[]>;
  /** Resolves when diagnostics of a document were sent that hold a code. */
  told(uri: string, code: string): Promise<void>;
  /** Tells of one change, and resolves with the diagnostics of the changed text. */
  change(uri: string, version: number, change: Change): Promise<readonly Diagnostic[]>;
  stop(): Promise<void>;
}

/** Milliseconds since the start of the process, and those that processors have worked for it. */
export interface Moment {
  readonly wall: number;
  readonly cpu: number;
}

/** A piece of text in place of a range, or a whole text. */
export type Change =
  | { readonly text: string }
  | { readonly range: { readonly start: Place; readonly end: Place }; readonly text: string };

export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface ClientOptions {
  readonly folder: string;
  readonly way: DiagnosticsWay;
}

export async function startServer(program: ServerProgram, options: ClientOptions): Promise<LanguageClient> {
  const started = performance.now();
  const child = spawn(process.execPath, [program.script, ...program.args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  }) as unknown as ChildProcessWithoutNullStreams;
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const now = (): Moment => ({
    wall: performance.now() - started,
    cpu: processFigures(child.pid ?? 0).cpu,
  });
  const published = receivePublished(connection);
  answerRequests(connection, program);
  connection.listen();
  await connection.sendRequest('initialize', initializeParams(options));
  const initialized = now();
  await connection.sendNotification('initialized', {});

  /** The diagnostics of a version, once a notification has told of it: asked for, or sent. */
  const after = async (
    method: string,
    uri: string,
    version: number,
    params: object,
  ): Promise<readonly Diagnostic[]> => {
    const sent =
      options.way === 'push' ? published(uri, (one) => (one.version ?? version) === version) : undefined;
    await connection.sendNotification(method, params);
    return sent ?? pulled(connection, uri);
  };
  return {
    connection,
    initialized,
    now,
    figures: () => processFigures(child.pid ?? 0),
    open: (uri, text) =>
      after('textDocument/didOpen', uri, 1, { textDocument: { uri, languageId: 'yaml', version: 1, text } }),
    told: async (uri, code) => {
      await published(uri, ({ diagnostics }) => diagnostics.some((one) => one.code === code));
    },
    change: (uri, version, change) =>
      after('textDocument/didChange', uri, version, {
        textDocument: { uri, version },
        contentChanges: [change],
      }),
    async stop() {
      const ended = once(child, 'exit');
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}

async function pulled(connection: MessageConnection, uri: string): Promise<readonly Diagnostic[]> {
  const report = await connection.sendRequest<{ readonly items?: readonly Diagnostic[] }>(
    'textDocument/diagnostic',
    { textDocument: { uri } },
  );
  return report.items ?? [];
}

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

type Passes = (params: Published) => boolean;

/** Waits for the next that passes. */
function receivePublished(
  connection: MessageConnection,
): (uri: string, passes: Passes) => Promise<readonly Diagnostic[]> {
  const waiting = new Set<(params: Published) => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: Published) => {
    for (const tell of waiting) tell(params);
  });
  return (uri, passes) =>
    new Promise((resolve) => {
      const tell = (params: Published): void => {
        if (params.uri !== uri || !passes(params)) return;
        waiting.delete(tell);
        resolve(params.diagnostics);
      };
      waiting.add(tell);
    });
}

function answerRequests(connection: MessageConnection, { settings }: ServerProgram): void {
  connection.onRequest(
    'workspace/configuration',
    ({ items }: { readonly items: readonly { readonly section?: string }[] }) =>
      items.map(({ section }) => settings(section) ?? null),
  );
  for (const method of ['client/registerCapability', 'window/workDoneProgress/create', ...REFRESHES]) {
    connection.onRequest(method, () => null);
  }
}

const REFRESHES = ['codeLens', 'inlayHint', 'diagnostic'].map((kind) => `workspace/${kind}/refresh`);

function initializeParams({ folder, way }: ClientOptions): object {
  const rootUri = URI.file(folder).toString();
  return {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'bench' }],
    capabilities: {
      workspace: {
        configuration: true,
        workspaceFolders: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        codeLens: { refreshSupport: true },
        inlayHint: { refreshSupport: true },
        diagnostics: { refreshSupport: true },
      },
      textDocument: {
        synchronization: { dynamicRegistration: true },
        publishDiagnostics: { versionSupport: true, relatedInformation: true },
        ...(way === 'pull' && { diagnostic: {} }),
      },
      window: { workDoneProgress: true },
    },
  };
}
