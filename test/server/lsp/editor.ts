/**
 * An editor in words: opens, edits and asks, over a real connection. Everything it does is what the protocol says;
 * everything it waits for is a message.
 */
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type MessageConnection,
  type Position,
  type PublishDiagnosticsParams,
  type ServerCapabilities,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ReachParams, ReachResult, ServerStatus } from '../../../server/src/lsp/protocol';
import { startServer } from '../../../server/src/lsp/server';
import type { Runtime } from '../../../server/src/lsp/runtime';

/** The folder that is open when nothing else is said. */
export const FOLDER = 'file:///w';

export interface EditorOptions {
  readonly runtime: Runtime;
  readonly folders?: readonly string[];
  /** Whether the editor asks for diagnostics, or waits for them. */
  readonly diagnostics?: 'pull' | 'push';
  /** Section `podreach` by folder, or one for all. */
  readonly settings?: (folder: string | undefined) => unknown;
  /** Instead of those of a well-equipped editor. */
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
}

export interface Editor {
  readonly capabilities: ServerCapabilities;
  readonly connection: MessageConnection;
  /** Everything the server sent without being asked, oldest first. */
  readonly messages: readonly Message[];
  open(name: string, text: string): Promise<EditorDocument>;
  /** Tells of files that changed on the disk. */
  watched(changes: Readonly<Record<string, 'created' | 'changed' | 'deleted'>>): Promise<void>;
  reach(params: Omit<ReachParams, 'uri'> & { readonly uri?: string }): Promise<ReachResult | null>;
  /** The next message of this method that passes, or one that is there already after `since` messages. */
  message(method: string, passes?: (params: unknown) => boolean, since?: number): Promise<unknown>;
  status(passes: (status: ServerStatus) => boolean): Promise<ServerStatus>;
  logged(): readonly string[];
  close(): void;
}

export interface Message {
  readonly method: string;
  readonly params: unknown;
}

export interface EditorDocument {
  readonly uri: string;
  readonly version: () => number;
  readonly text: () => string;
  /** Replaces the first occurrence of a text. */
  edit(from: string, to: string): Promise<void>;
  apply(edits: readonly TextEdit[]): Promise<void>;
  /** Replaces so many characters from an offset on. */
  replace(at: number, length: number, newText: string): Promise<void>;
  positionAt(offset: number): Position;
  close(): Promise<void>;
  /** At the first occurrence of a text, `|` in it being the cursor. */
  hover(at: string): Promise<string | null>;
  codeLenses(): Promise<readonly CodeLens[]>;
  /** Line and title of each lens. */
  lensTitles(): Promise<readonly string[]>;
  pull(previousResultId?: string): Promise<DocumentDiagnosticReport>;
  diagnostics(): Promise<readonly Diagnostic[]>;
  /** The diagnostics that were sent for the version of now. */
  pushed(): Promise<readonly Diagnostic[]>;
  codeActions(diagnostics: readonly Diagnostic[], only?: readonly string[]): Promise<readonly CodeAction[]>;
  place(at: string): Position;
}

/** A server and an editor that is connected to it, both in this process. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  startServer(
    createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)),
    options.runtime,
  );
  const connection = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  return connectEditor(connection, options);
}

/** The editor's side over any connection. */
export async function connectEditor(
  connection: MessageConnection,
  { folders = [FOLDER], ...options }: Omit<EditorOptions, 'runtime'>,
): Promise<Editor> {
  const inbox = createInbox(connection);
  answerServer(connection, inbox, options.settings ?? (() => ({})));
  connection.listen();
  const { capabilities } = await connection.sendRequest<{ capabilities: ServerCapabilities }>('initialize', {
    processId: null,
    rootUri: folders[0] ?? null,
    workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
    capabilities: options.capabilities ?? clientCapabilities(options.diagnostics ?? 'pull'),
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return {
    capabilities,
    connection,
    messages: inbox.messages,
    open: (name, text) => openDocument(connection, inbox, uriOf(name), text),
    async watched(changes) {
      await connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: Object.entries(changes).map(([name, type]) => ({ uri: uriOf(name), type: CHANGES[type] })),
      });
    },
    reach: (params) => connection.sendRequest('podreach/reach', { uri: FOLDER, ...params }),
    message: inbox.next,
    status: async (passes) => asStatus(await inbox.next('podreach/status', (one) => passes(asStatus(one)))),
    logged: () =>
      inbox.messages.flatMap(({ method, params }) =>
        method === 'window/logMessage' ? [(params as { message: string }).message] : [],
      ),
    close: () => connection.dispose(),
  };
}

function asStatus(params: unknown): ServerStatus {
  return params as ServerStatus;
}

const CHANGES = { created: 1, changed: 2, deleted: 3 } as const;

/** A name in the open folder, or a whole URI. */
export function uriOf(name: string): string {
  return /^[a-z-]+:/u.test(name) ? name : `${FOLDER}/${name}`;
}

function clientCapabilities(diagnostics: 'pull' | 'push'): ClientCapabilities {
  return {
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      workspaceEdit: { documentChanges: true },
      codeLens: { refreshSupport: true },
      inlayHint: { refreshSupport: true },
      diagnostics: { refreshSupport: true },
    },
    textDocument: diagnostics === 'pull' ? { diagnostic: {} } : { publishDiagnostics: {} },
    window: { workDoneProgress: true },
  };
}

interface Inbox {
  readonly messages: Message[];
  receive(method: string, params: unknown): void;
  next: Editor['message'];
}

function createInbox(connection: MessageConnection): Inbox {
  const messages: Message[] = [];
  const waiting = new Set<(message: Message) => void>();
  const receive = (method: string, params: unknown): void => {
    messages.push({ method, params });
    for (const tell of waiting) tell({ method, params });
  };
  connection.onNotification((method, params) => receive(method, params));
  return {
    messages,
    receive,
    next(method, passes = () => true, since = messages.length) {
      const fits = (message: Message): boolean => message.method === method && passes(message.params);
      const there = messages.slice(since).find(fits);
      if (there) return Promise.resolve(there.params);
      return new Promise((resolve) => {
        const tell = (message: Message): void => {
          if (!fits(message)) return;
          waiting.delete(tell);
          resolve(message.params);
        };
        waiting.add(tell);
      });
    },
  };
}

/** What the server asks the editor. */
function answerServer(
  connection: MessageConnection,
  { receive }: Inbox,
  settings: (folder: string | undefined) => unknown,
): void {
  connection.onRequest('workspace/configuration', (params: { items: readonly { scopeUri?: string }[] }) => {
    receive('workspace/configuration', params);
    return params.items.map(({ scopeUri }) => settings(scopeUri) ?? null);
  });
  for (const method of [
    'client/registerCapability',
    'window/workDoneProgress/create',
    'workspace/codeLens/refresh',
    'workspace/inlayHint/refresh',
    'workspace/diagnostic/refresh',
  ]) {
    connection.onRequest(method, (params: unknown) => {
      receive(method, params);
      return null;
    });
  }
}

async function openDocument(
  connection: MessageConnection,
  inbox: Inbox,
  uri: string,
  initial: string,
): Promise<EditorDocument> {
  const opened = inbox.messages.length;
  let document = TextDocument.create(uri, 'yaml', 1, initial);
  const textDocument = { uri };
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text: initial },
  });
  const apply = async (edits: readonly TextEdit[]): Promise<void> => {
    // From the end on, so that each range still fits the text it is for.
    const contentChanges = edits
      .toSorted((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start))
      .map(({ range, newText }) => ({ range, text: newText }));
    document = TextDocument.update(document, contentChanges, document.version + 1);
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: document.version },
      contentChanges,
    });
  };
  const place = (at: string): Position => placeIn(document, at);
  const pull = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    connection.sendRequest('textDocument/diagnostic', { textDocument, previousResultId });
  const codeLenses = async (): Promise<readonly CodeLens[]> =>
    (await connection.sendRequest<CodeLens[] | null>('textDocument/codeLens', { textDocument })) ?? [];
  return {
    uri,
    version: () => document.version,
    text: () => document.getText(),
    apply,
    place,
    pull,
    codeLenses,
    async edit(from, to) {
      const start = document.getText().indexOf(from);
      if (start < 0) throw new Error(`no "${from}" in the text`);
      const range = { start: document.positionAt(start), end: document.positionAt(start + from.length) };
      await apply([{ range, newText: to }]);
    },
    replace(at, length, newText) {
      const range = { start: document.positionAt(at), end: document.positionAt(at + length) };
      return apply([{ range, newText }]);
    },
    positionAt: (offset) => document.positionAt(offset),
    close: () => connection.sendNotification('textDocument/didClose', { textDocument }),
    async hover(at) {
      const found = await connection.sendRequest<Hover | null>('textDocument/hover', {
        textDocument,
        position: place(at),
      });
      return found && (found.contents as { value: string }).value;
    },
    async lensTitles() {
      const lenses = await codeLenses();
      const resolved = await Promise.all(
        lenses.map((lens) =>
          lens.command ? lens : connection.sendRequest<CodeLens>('codeLens/resolve', lens),
        ),
      );
      return resolved.map(({ range, command }) => `${range.start.line}: ${command?.title ?? ''}`);
    },
    async diagnostics() {
      const report = await pull();
      return report.kind === 'full' ? report.items : [];
    },
    async pushed() {
      const params = await inbox.next(
        'textDocument/publishDiagnostics',
        (one) => isFor(one, uri, document.version),
        opened,
      );
      return (params as PublishDiagnosticsParams).diagnostics;
    },
    codeActions: (diagnostics, only) =>
      connection.sendRequest('textDocument/codeAction', {
        textDocument,
        range: diagnostics[0]?.range ?? { start: place('|'), end: place('|') },
        context: { diagnostics, ...(only && { only }) },
      }),
  };
}

function isFor(params: unknown, uri: string, version: number): boolean {
  const published = params as PublishDiagnosticsParams;
  return published.uri === uri && published.version === version;
}

/** Where a text stands first; `|` in it says where exactly, else its beginning is meant. */
function placeIn(document: TextDocument, at: string): Position {
  const start = document.getText().indexOf(at.replace('|', ''));
  if (start < 0) throw new Error(`no "${at}" in the text`);
  return document.positionAt(start + Math.max(0, at.indexOf('|')));
}
