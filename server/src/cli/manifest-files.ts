/**
 * The manifests that PATH… stands for: files, folders with all that is in them, standard input.
 * Knows names and bytes of files, not what is written in them.
 */
import { encodingOf, trimEndOf } from '../manifests/source-text';
import { constants } from 'node:buffer';
import { readdirSync, readFileSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import { compareText } from '../wording/names';
import { thousands } from '../wording/quantities';
import { isManifestName, isPassedOverFolder } from '../workspace/manifest-names';
import type { CliIo } from './io';
import { progressLine } from './progress-line';

/** The name that stands for standard input among the paths. */
export const STDIN = '-';

export interface ManifestText {
  /** As it is shown: relative to the path that was given, with forward slashes; `-` for standard input. */
  readonly file: string;
  readonly text: string;
}

export interface FoundManifests {
  readonly manifests: readonly ManifestText[];
  /** Paths that could not be read, one sentence each. */
  readonly problems: readonly string[];
}

/**
 * Reads everything the paths stand for, in the order of the paths and by name within a folder. A file that is
 * reached twice counts once. Links to files are read; links to folders inside a folder are not followed, as
 * kubectl does it, so that loops do no harm.
 */
export async function readManifests(paths: readonly string[], io: CliIo): Promise<FoundManifests> {
  const manifests: ManifestText[] = [];
  const problems: string[] = [];
  const progress = progressLine(io);
  const files = new Map<string, string>();
  for (const given of paths) {
    for (const { file, identity } of given === STDIN ? [STANDARD_INPUT] : filesAt(given, io.cwd, problems)) {
      if (!files.has(identity)) files.set(identity, file);
      progress.show(() => `Looking for manifests: ${thousands(files.size)}`);
    }
  }
  let done = 0;
  for (const file of files.values()) {
    const bytes = file === STDIN ? await stdinBytes(io) : bytesOf(file, io.cwd);
    const text = decodeManifest(file, bytes, problems);
    if (text !== undefined) manifests.push({ file: file.replaceAll(path.sep, '/'), text });
    done++;
    progress.show(() => `Reading manifests: ${thousands(done)} of ${thousands(files.size)}`);
  }
  progress.clear();
  return { manifests, problems };
}

/** A file by the name it is shown with, and by the one that it has however it is reached. */
interface FoundFile {
  readonly file: string;
  readonly identity: string;
}

const STANDARD_INPUT: FoundFile = { file: STDIN, identity: STDIN };

function filesAt(given: string, cwd: string, problems: string[]): Iterable<FoundFile> {
  const stats = statOf(path.resolve(cwd, given));
  if (stats === undefined) {
    problems.push(`${given}: no such file or directory`);
    return [];
  }
  // Links to devices may come with a folder, and some of them never end.
  if (stats.isCharacterDevice() || stats.isBlockDevice()) {
    problems.push(`${given}: is a device. For standard input write -`);
    return [];
  }
  const identity = realPath(given, cwd);
  return stats.isDirectory()
    ? filesBelow({ file: folderPrefix(given), identity }, cwd, problems)
    : [{ file: given, identity }];
}

/** What the names in a folder are put behind: the folder as it was given, or nothing for the current one. */
export function folderPrefix(given: string): string {
  const folder = trimEndOf(given, '/\\');
  return folder === '.' ? '' : `${folder}/`;
}

/** Only links need to be followed to know what is meant: the rest of a tree is what it is called. */
function* filesBelow(folder: FoundFile, cwd: string, problems: string[]): Generator<FoundFile> {
  for (const entry of entriesOf(folder.file, cwd, problems)) {
    const file = folder.file + entry.name;
    const identity = path.join(folder.identity, entry.name);
    if (entry.isDirectory()) {
      if (!isPassedOverFolder(entry.name)) yield* filesBelow({ file: `${file}/`, identity }, cwd, problems);
    } else if (!isManifestName(entry.name)) continue;
    else if (entry.isFile()) yield { file, identity };
    else if (statOf(path.resolve(cwd, file))?.isFile()) yield { file, identity: realPath(file, cwd) };
  }
}

function entriesOf(folder: string, cwd: string, problems: string[]): readonly Dirent[] {
  try {
    const entries = readdirSync(path.resolve(cwd, folder), { withFileTypes: true });
    return entries.toSorted((a, b) => compareText(a.name, b.name));
  } catch (error) {
    problems.push(`${folder}: cannot be listed (${reasonOf(error)})`);
    return [];
  }
}

/** The file's bytes, or why there are none. */
function bytesOf(file: string, cwd: string): Uint8Array | string {
  try {
    return readFileSync(path.resolve(cwd, file));
  } catch (error) {
    return reasonOf(error);
  }
}

/** The bytes of standard input, or why there are none. */
async function stdinBytes(io: CliIo): Promise<Uint8Array | string> {
  try {
    return await io.readStdin();
  } catch (error) {
    return reasonOf(error);
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** The text without a byte order mark; undefined, with a problem noted, for what is no text. */
export function decodeManifest(
  file: string,
  bytes: Uint8Array | string,
  problems: string[],
): string | undefined {
  if (typeof bytes === 'string') {
    problems.push(`${file}: cannot be read (${bytes})`);
    return undefined;
  }
  const encoding = encodingOf(bytes);
  try {
    return (encoding === 'utf-8' ? UTF_8 : new TextDecoder(encoding, { fatal: true })).decode(bytes);
  } catch {
    // The decoder says nothing more precise than that it failed.
    const isTooLarge = bytes.length > constants.MAX_STRING_LENGTH;
    problems.push(`${file}: ${isTooLarge ? 'is too large' : `is not ${encoding.toUpperCase()} text`}`);
    return undefined;
  }
}

/** Follows links. */
function statOf(place: string): Stats | undefined {
  try {
    return statSync(place);
  } catch {
    // Nothing there, nothing that may be looked at, or links in a circle: there is no file to read.
    return undefined;
  }
}

function realPath(file: string, cwd: string): string {
  try {
    return realpathSync(path.resolve(cwd, file));
  } catch {
    // A file that vanished meanwhile is reported when it is read.
    return file;
  }
}

/** `EACCES`, `EISDIR` …: the part of a system error that says why. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
