/**
 * Workspace folders on a disk that Node can read. Follows no link and leaves no folder it was given.
 */
import fs, { type Dirent, type Stats } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { URI } from 'vscode-uri';

import { dropByteOrderMark } from '../manifests/source-text';
import { isManifestName, isPassedOverFolder, isPassedOverPlace } from '../workspace/manifest-names';
import type { FileSource, FoundFile } from './runtime';

type OnProblem = (message: string) => void;

export const nodeFiles: FileSource = createNodeFiles();

/** Those of `fs/promises` take twice as long, which counts for thousands of small files. */
const [open, readFile, close] = [promisify(fs.open), promisify(fs.readFile), promisify(fs.close)];

function createNodeFiles(): FileSource {
  const isInside = sharedWhilePending(liesIn);
  const refuseOutside = async (isInFolder: Promise<boolean>): Promise<void> => {
    if (!(await isInFolder)) throw new Error('lies outside of the workspace folder');
  };
  return {
    find: findBelow,
    async read(folder, uri) {
      const place = localPath(uri);
      if (place === undefined) throw new Error('not a file on this machine');
      await refuseOutside(isInside(folder, path.dirname(place)));
      const text = await readUnlinked(place);
      if (text !== undefined) return dropByteOrderMark(text);
      await refuseOutside(liesIn(folder, place));
      return dropByteOrderMark(await readFile(place, 'utf8'));
    },
  };
}

/** Files of one folder are read together: whether it lies where it should is looked at once for all of them. */
function sharedWhilePending(look: typeof liesIn): typeof liesIn {
  const pending = new Map<string, Promise<boolean>>();
  return (folder, place) => {
    const key = `${folder} ${place}`;
    const known = pending.get(key);
    if (known !== undefined) return known;
    const made = look(folder, place).finally(() => pending.delete(key));
    pending.set(key, made);
    return made;
  };
}

/** Windows has none. */
const NO_LINKS: number | undefined = fs.constants.O_NOFOLLOW;

/** The text of a file that is no link; undefined for a link, and where the two cannot be told apart. */
async function readUnlinked(place: string): Promise<string | undefined> {
  if (NO_LINKS === undefined) return undefined;
  const file = await open(place, fs.constants.O_RDONLY | NO_LINKS).catch((error: unknown) => {
    if (isLinkError(error)) return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    return await readFile(file, 'utf8');
  } finally {
    await close(file);
  }
}

/** Linux and macOS say ELOOP, FreeBSD says EMLINK. */
function isLinkError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ELOOP' || error.code === 'EMLINK');
}

async function* findBelow(
  folder: string,
  uri: string,
  onProblem: OnProblem,
): AsyncGenerator<readonly FoundFile[]> {
  const start = localPath(uri);
  // Watchers also tell of files in folders that are never read.
  if (start === undefined || isPassedOverPlace(folder, uri)) return;
  // The folder itself may be a link: the user opened it by that name.
  const entry = await statOf(uri === folder ? await realpath(start).catch(() => start) : start);
  if (entry === undefined || !(entry.isDirectory() || (entry.isFile() && isManifestName(start)))) return;
  // What has gone meanwhile lies nowhere.
  if (!(await liesIn(folder, start).catch(() => false))) return;
  if (entry.isDirectory()) yield* walk(start, onProblem);
  else yield [{ uri, size: entry.size }];
}

/** One slice a folder. Folders are visited from a list of those still to do, so that depth costs no stack. */
async function* walk(start: string, onProblem: OnProblem): AsyncGenerator<readonly FoundFile[]> {
  const waiting = [start];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = await entriesOf(folder, onProblem);
    const inFolder = (entry: Dirent): string => path.join(entry.parentPath, entry.name);
    const folders = entries.filter((entry) => entry.isDirectory() && !isPassedOverFolder(entry.name));
    waiting.push(...folders.map(inFolder));
    const files = entries.filter((entry) => entry.isFile() && isManifestName(entry.name));
    if (files.length > 0) yield await withSizes(files.map(inFolder));
  }
}

async function withSizes(places: readonly string[]): Promise<readonly FoundFile[]> {
  const found = await Promise.all(
    places.map(async (place) => ({ uri: URI.file(place).toString(), size: (await statOf(place))?.size })),
  );
  return found.flatMap(({ uri, size }) => (size === undefined ? [] : [{ uri, size }]));
}

async function entriesOf(folder: string, onProblem: OnProblem): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    onProblem(`Cannot list ${folder}: ${messageOf(error)}`);
    return [];
  }
}

/** What stands at a place; undefined when there is nothing, or nothing that may be looked at. */
async function statOf(place: string): Promise<Stats | undefined> {
  return lstat(place).catch(() => undefined);
}

/** Whether a place lies in the folder once every link on the way was followed. */
async function liesIn(folder: string, place: string): Promise<boolean> {
  const root = localPath(folder);
  if (root === undefined) return false;
  const [realRoot, realPlace] = await Promise.all([realpath(root), realpath(place)]);
  const way = path.relative(realRoot, realPlace);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

function localPath(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
