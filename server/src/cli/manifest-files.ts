/**
 * The manifests that PATH… stands for: files, folders with all that is in them, standard input.
 * Knows names and bytes of files, not what is written in them.
 */
import { readdirSync, readFileSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import { compareText } from '../wording/names';
import { isManifestName, isPassedOverFolder } from '../workspace/manifest-names';
import type { CliIo } from './io';

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
  const seen = new Set<string>();
  for (const given of paths) {
    for (const file of given === STDIN ? [STDIN] : filesAt(given, io.cwd, problems)) {
      const identity = file === STDIN ? STDIN : realPath(file, io.cwd);
      if (seen.has(identity)) continue;
      seen.add(identity);
      const text = decodeManifest(
        file,
        file === STDIN ? await io.readStdin() : bytesOf(file, io.cwd),
        problems,
      );
      if (text !== undefined) manifests.push({ file: file.replaceAll(path.sep, '/'), text });
    }
  }
  return { manifests, problems };
}

function filesAt(given: string, cwd: string, problems: string[]): readonly string[] {
  const stats = statOf(path.resolve(cwd, given));
  if (stats === undefined) {
    problems.push(`${given}: no such file or directory`);
    return [];
  }
  return stats.isDirectory() ? [...filesBelow(folderPrefix(given), cwd, problems)] : [given];
}

/** What the names in a folder are put behind: the folder as it was given, or nothing for the current one. */
export function folderPrefix(given: string): string {
  const folder = given.replace(/[/\\]+$/u, '');
  return folder === '.' ? '' : `${folder}/`;
}

function* filesBelow(prefix: string, cwd: string, problems: string[]): Generator<string> {
  for (const entry of entriesOf(prefix, cwd, problems)) {
    const place = prefix + entry.name;
    if (entry.isDirectory()) {
      if (!isPassedOverFolder(entry.name)) yield* filesBelow(`${place}/`, cwd, problems);
    } else if (isManifestName(entry.name) && statOf(path.resolve(cwd, place))?.isFile()) yield place;
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

/** The text without a byte order mark; undefined, with a problem noted, for what is no UTF-8 text. */
export function decodeManifest(
  file: string,
  bytes: Uint8Array | string,
  problems: string[],
): string | undefined {
  if (typeof bytes === 'string') {
    problems.push(`${file}: cannot be read (${bytes})`);
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The decoder says nothing more precise than that it failed.
    problems.push(`${file}: is not UTF-8 text`);
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
