/**
 * What the client can do, read once from `initialize`, and what the server offers it.
 * No other file looks at raw capabilities.
 */
import {
  CodeActionKind,
  TextDocumentSyncKind,
  type FileOperationRegistrationOptions,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver';

import { FIX_ALL_KIND, REWRITING_KINDS } from '../features/code-actions';
import { REACH_COMMAND, type InitializationOptions } from './protocol';

/** Files that may be manifests. */
export const MANIFESTS = '**/*.{yaml,yml,json}';

/** Also what an editor does to files by itself: folders, too, which watchers of files do not tell of. */
const FILE_OPERATIONS: FileOperationRegistrationOptions['filters'] = [
  { pattern: { glob: MANIFESTS, matches: 'file' } },
  { pattern: { glob: '**', matches: 'folder' } },
];

export interface ClientFeatures {
  readonly configuration: boolean;
  /** The client takes an order to tell of changed settings. */
  readonly configurationChanges: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  readonly fileWatching: boolean;
  /** The client asks for diagnostics itself; otherwise they are sent to it. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  /** A definition may say from where it leads away. */
  readonly definitionLinks: boolean;
  /** The client asks before a rename whether there is something to rename. */
  readonly preparesRename: boolean;
  /** Edits may ask to be looked at first. */
  readonly changeAnnotations: boolean;
  /** What is completed may have places to fill in. */
  readonly snippets: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  /** Edits may name the version of the document they were made for. */
  readonly versionedEdits: boolean;
  /** The client reads folders that are not on the server's machine. */
  readonly files: boolean;
  /** The client answers `workspace/configuration` for single documents. */
  readonly documentSettings: boolean;
  /** Ids of the client's own commands for code lenses. */
  readonly commands: NonNullable<InitializationOptions['commands']>;
}

export function readClientFeatures({
  capabilities,
  initializationOptions,
}: InitializeParams): ClientFeatures {
  const { workspace, textDocument, window } = capabilities;
  return {
    configuration: workspace?.configuration ?? false,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    progress: window?.workDoneProgress ?? false,
    fileWatching: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    preparesRename: textDocument?.rename?.prepareSupport ?? false,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    definitionLinks: textDocument?.definition?.linkSupport ?? false,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport ?? false,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    files: valueOf(initializationOptions, 'files') === true,
    documentSettings: valueOf(initializationOptions, 'documentSettings') === true,
    commands: readCommands(initializationOptions),
  };
}

/** Initialization options are anything a client cares to send. */
function readCommands(options: unknown): ClientFeatures['commands'] {
  const commands = valueOf(options, 'commands');
  const reach = valueOf(commands, 'reach');
  const locations = valueOf(commands, 'locations');
  const changes = valueOf(commands, 'changes');
  return {
    ...(typeof reach === 'string' && { reach }),
    ...(typeof locations === 'string' && { locations }),
    ...(typeof changes === 'string' && { changes }),
  };
}

function valueOf(record: unknown, key: string): unknown {
  return typeof record === 'object' && record !== null ? Reflect.get(record, key) : undefined;
}

/** No formatter, folding or outline: those belong to the YAML extension. */
export function serverCapabilities(client: ClientFeatures): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    positionEncoding: 'utf-16',
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    completionProvider: { triggerCharacters: [' ', '"'], resolveProvider: true },
    workspaceSymbolProvider: true,
    callHierarchyProvider: true,
    inlayHintProvider: true,
    codeLensProvider: { resolveProvider: true },
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, ...REWRITING_KINDS, FIX_ALL_KIND],
    },
    executeCommandProvider: { commands: [REACH_COMMAND] },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: {
        identifier: 'podreach',
        interFileDependencies: true,
        workspaceDiagnostics: false,
      },
    }),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: {
        didCreate: { filters: FILE_OPERATIONS },
        didRename: { filters: FILE_OPERATIONS },
        didDelete: { filters: FILE_OPERATIONS },
      },
    },
  };
}
