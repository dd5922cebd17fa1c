/**
 * Reads workspace folders for the server where it cannot: through VS Code, which knows every kind of folder.
 * Nothing outside of the workspace folders is read, and no link is followed.
 */
import { FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  LIST_FOLDER_REQUEST,
  READ_FILE_REQUEST,
  STAT_REQUEST,
  type FileParams,
  type FileStat,
  type FolderEntry,
} from '../../server/src/lsp/protocol';

export function serveWorkspaceFiles(client: BaseLanguageClient): void {
  client.onRequest(LIST_FOLDER_REQUEST, ({ uri }: FileParams) => listFolder(inWorkspace(uri)));
  client.onRequest(STAT_REQUEST, ({ uri }: FileParams) => stat(inWorkspace(uri)));
  client.onRequest(READ_FILE_REQUEST, ({ uri }: FileParams) => readFile(inWorkspace(uri)));
}

function inWorkspace(uri: string): Uri {
  const place = Uri.parse(uri, true);
  if (workspace.getWorkspaceFolder(place) === undefined) throw new Error('lies outside of the workspace');
  return place;
}

async function listFolder(folder: Uri): Promise<readonly FolderEntry[]> {
  const entries = await workspace.fs.readDirectory(folder);
  return entries.flatMap(([name, type]) => {
    const kind = kindOf(type);
    return kind === undefined ? [] : [{ name, kind }];
  });
}

async function stat(place: Uri): Promise<FileStat | null> {
  const { type, size } = await workspace.fs.stat(place);
  const kind = kindOf(type);
  return kind === undefined ? null : { kind, size };
}

async function readFile(file: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(file));
}

/** Undefined for links, whose type has a bit of its own, and for what is neither. */
function kindOf(type: FileType): FileStat['kind'] | undefined {
  if (type === FileType.File) return 'file';
  return type === FileType.Directory ? 'folder' : undefined;
}
