/**
 * Workspace folders that only the client can read: repositories that are on no disk, and every folder when the
 * server runs in a browser. Finds in them what {@link FileSource} promises, with a request for each step.
 */
import type { Connection } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';

import { dropByteOrderMark } from '../manifests/source-text';
import { isManifestName, isPassedOverFolder, isPassedOverPlace } from '../workspace/manifest-names';
import { isBelow } from './document-uri';
import {
  LIST_FOLDER_REQUEST,
  READ_FILE_REQUEST,
  STAT_REQUEST,
  type FileStat,
  type FolderEntry,
} from './protocol';
import type { FileSource } from './runtime';

/** The part of a connection that is needed here. */
export type Asking = Pick<Connection, 'sendRequest'>;

type OnProblem = (message: string) => void;

/** Nothing to read at all, which is said once a folder. */
const NOTHING: FileSource = {
  async *find(folder, _place, onProblem) {
    onProblem(`Cannot list ${folder}: it is not on this machine`);
  },
  read: (_folder, uri) => Promise.reject(elsewhere(uri)),
  readManifest: (_folder, uri) => Promise.reject(elsewhere(uri)),
};

function elsewhere(uri: string): Error {
  return new Error(`${uri} is not on this machine`);
}

/**
 * Folders of the disk are read from it where there is one, all others by the client where it offers to.
 */
export function workspaceFiles(disk: FileSource | undefined, client: FileSource | undefined): FileSource {
  const sourceOf = (folder: string): FileSource =>
    (URI.parse(folder).scheme === 'file' ? disk : undefined) ?? client ?? disk ?? NOTHING;
  return {
    find: (folder, place, onProblem) => sourceOf(folder).find(folder, place, onProblem),
    read: (folder, uri) => sourceOf(folder).read(folder, uri),
    readManifest: (folder, uri, limit) => sourceOf(folder).readManifest(folder, uri, limit),
  };
}

/** What the client at the other end of the connection can read. */
export function clientFiles(client: Asking): FileSource {
  const read = async (folder: string, uri: string): Promise<string> => {
    if (!isBelow(folder, uri)) throw new Error('lies outside of the workspace folder');
    return dropByteOrderMark(await client.sendRequest<string>(READ_FILE_REQUEST, { uri }));
  };
  return {
    async *find(folder, place, onProblem) {
      if (!isBelow(folder, place) || isPassedOverPlace(folder, place)) return;
      const stat = await statOf(client, place);
      if (stat?.kind === 'folder') yield* walk(client, place, onProblem);
      else if (stat !== undefined && isManifestName(place)) yield [place];
    },
    read,
    async readManifest(folder, uri, limit) {
      const stat = await statOf(client, uri);
      return stat !== undefined && stat.size > limit ? 'too large' : { text: await read(folder, uri) };
    },
  };
}

/** One slice a folder, depth costing no stack. */
async function* walk(client: Asking, start: string, onProblem: OnProblem): AsyncGenerator<readonly string[]> {
  const waiting = [start];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const parent = URI.parse(folder);
    const uriOf = ({ name }: FolderEntry): string => Utils.joinPath(parent, name).toString();
    const entries = await entriesOf(client, folder, onProblem);
    const folders = entries.filter(({ kind, name }) => kind === 'folder' && !isPassedOverFolder(name));
    waiting.push(...folders.map(uriOf));
    const files = entries.filter(({ kind, name }) => kind === 'file' && isManifestName(name));
    if (files.length > 0) yield files.map(uriOf);
  }
}

async function entriesOf(client: Asking, uri: string, onProblem: OnProblem): Promise<readonly FolderEntry[]> {
  try {
    const entries = await client.sendRequest<readonly FolderEntry[]>(LIST_FOLDER_REQUEST, { uri });
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    onProblem(`Cannot list ${uri}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

/** Undefined when there is nothing, or nothing that may be looked at. */
async function statOf(client: Asking, uri: string): Promise<FileStat | undefined> {
  const stat = await client.sendRequest<FileStat | null>(STAT_REQUEST, { uri }).catch(() => null);
  return stat ?? undefined;
}
