/**
 * Workspace folders on a disk that Node can read. Follows no link and leaves no folder it was given.
 */
import fs, { type Dirent, type Stats } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { URI } from 'vscode-uri';

import { encodingOf } from '../manifests/source-text';
import { isManifestName, isPassedOverFolder, isPassedOverPlace } from '../workspace/manifest-names';
import type { FileSource } from './runtime';
import { mayBeWorthKeeping } from './worth-keeping';

type OnProblem = (message: string) => void;

export const nodeFiles: FileSource = createNodeFiles();

/** Those of `fs/promises` take twice as long, which counts for thousands of small files. */
const [open, read, readFile, close, fstat] = [
  promisify(fs.open),
  promisify(fs.read),
  promisify(fs.readFile),
  promisify(fs.close),
  promisify(fs.fstat),
];

function createNodeFiles(): FileSource {
  const isInside = sharedWhilePending(liesIn);
  const withSpare = createSpareBuffers();
  const refuseOutside = async (isInFolder: Promise<boolean>): Promise<void> => {
    if (!(await isInFolder)) throw new Error('lies outside of the workspace folder');
  };
  const opened = async (folder: string, uri: string): Promise<number> => {
    const place = localPath(uri);
    if (place === undefined) throw new Error('not a file on this machine');
    await refuseOutside(isInside(folder, path.dirname(place)));
    const file = await openUnlinked(place);
    if (file !== undefined) return file;
    await refuseOutside(liesIn(folder, place));
    return open(place, TO_READ);
  };
  const withFile = async <T>(folder: string, uri: string, use: (file: number) => Promise<T>): Promise<T> => {
    const file = await opened(folder, uri);
    try {
      return await use(file);
    } finally {
      await close(file);
    }
  };
  return {
    find: findBelow,
    read: (folder, uri) => withFile(folder, uri, async (file) => textOf(await readFile(file))),
    readManifest: (folder, uri, limit) =>
      withFile(folder, uri, (file) =>
        withSpare(async (buffer) => {
          const bytes = await bytesIn(file, buffer, limit);
          if (bytes === undefined) return 'too large';
          return mayBeWorthKeeping(uri, bytes) ? { text: textOf(bytes) } : 'not of use';
        }),
      ),
  };
}

/** Most manifests are smaller. */
const USUAL_SIZE = 16 * 1024;

/** Lends buffers to those who read at the same time, so that not each file needs one of its own. */
function createSpareBuffers(): <T>(use: (buffer: Buffer) => Promise<T>) => Promise<T> {
  const spare: Buffer[] = [];
  return async (use) => {
    const buffer = spare.pop() ?? Buffer.allocUnsafe(USUAL_SIZE);
    try {
      return await use(buffer);
    } finally {
      spare.push(buffer);
    }
  };
}

/** Undefined for what has more bytes than `limit`. Only of what does not fit into the buffer the size is looked at. */
async function bytesIn(file: number, buffer: Buffer, limit: number): Promise<Buffer | undefined> {
  const { bytesRead } = await read(file, buffer, 0, buffer.length, null);
  const start = buffer.subarray(0, bytesRead);
  if (bytesRead < buffer.length) return bytesRead > limit ? undefined : start;
  if ((await fstat(file)).size > limit) return undefined;
  return Buffer.concat([start, await readFile(file)]);
}

function textOf(bytes: Buffer): string {
  const encoding = encodingOf(bytes);
  return (encoding === 'utf-8' ? UTF_8 : new TextDecoder(encoding)).decode(bytes);
}

const UTF_8 = new TextDecoder();

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

/** Windows has neither flag. */
const { O_NOFOLLOW: NO_LINKS, O_NONBLOCK: NO_WAITING }: Partial<typeof fs.constants> = fs.constants;

/** What became a pipe since it was found is empty, and holds nobody up until somebody writes into it. */
const TO_READ = fs.constants.O_RDONLY | (NO_WAITING ?? 0);

/** A file that is no link; undefined for a link, and where the two cannot be told apart. */
async function openUnlinked(place: string): Promise<number | undefined> {
  if (NO_LINKS === undefined) return undefined;
  return open(place, TO_READ | NO_LINKS).catch((error: unknown) => {
    if (isLinkError(error)) return undefined;
    throw error;
  });
}

/** Linux and macOS say ELOOP, FreeBSD says EMLINK. */
function isLinkError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ELOOP' || error.code === 'EMLINK');
}

async function* findBelow(
  folder: string,
  uri: string,
  onProblem: OnProblem,
): AsyncGenerator<readonly string[]> {
  const start = localPath(uri);
  // Watchers also tell of files in folders that are never read.
  if (start === undefined || isPassedOverPlace(folder, uri)) return;
  // The folder itself may be a link: the user opened it by that name.
  const entry = await statOf(uri === folder ? await realpath(start).catch(() => start) : start);
  if (entry === undefined || !(entry.isDirectory() || (entry.isFile() && isManifestName(start)))) return;
  // What has gone meanwhile lies nowhere.
  if (!(await liesIn(folder, start).catch(() => false))) return;
  if (entry.isDirectory()) yield* walk(start, onProblem);
  else yield [uri];
}

/** Folders that are listed at the same time. */
const LISTED_AT_ONCE = 8;

/** One slice some folders. They are visited from a list of those still to do, so that depth costs no stack. */
async function* walk(start: string, onProblem: OnProblem): AsyncGenerator<readonly string[]> {
  const waiting = [start];
  const inFolder = (entry: Dirent): string => path.join(entry.parentPath, entry.name);
  while (waiting.length > 0) {
    const some = waiting.splice(-LISTED_AT_ONCE);
    const entries = (await Promise.all(some.map((folder) => entriesOf(folder, onProblem)))).flat();
    const folders = entries.filter((entry) => entry.isDirectory() && !isPassedOverFolder(entry.name));
    for (const folder of folders) waiting.push(inFolder(folder));
    const files = entries.filter((entry) => entry.isFile() && isManifestName(entry.name));
    if (files.length > 0) yield files.map((file) => URI.file(inFolder(file)).toString());
  }
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
