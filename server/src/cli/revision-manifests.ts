/**
 * The manifests that PATH… stands for in a revision, and in the working tree as git sees it. Knows names and bytes of
 * files, not what is written in them.
 */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { isManifestName, isPassedOverFolder } from '../workspace/manifest-names';
import { committedFiles, findCommit, workingFiles } from './git';
import { UsageError, type CliIo } from './io';
import {
  decodeManifest,
  folderPrefix,
  readManifests,
  STDIN,
  type FoundManifests,
  type ManifestText,
} from './manifest-files';

/** A path of the command line as git is asked about it. */
interface Place {
  readonly given: string;
  /** A folder that exists, in which git is asked. */
  readonly folder: string;
  /** The path relative to it; empty for the folder itself. */
  readonly below: string;
}

/** The manifests as they were in a revision, named as the files of the working tree are. */
export async function readRevision(
  revision: string,
  paths: readonly string[],
  io: CliIo,
): Promise<FoundManifests> {
  const manifests = new Map<string, ManifestText>();
  const problems: string[] = [];
  for (const place of paths.map((given) => placeOf(given, io))) {
    const commit = await findCommit(place.folder, revision);
    const wanted = (name: string): boolean => isWanted(name, place);
    for (const { name, bytes } of await committedFiles(place.folder, commit, place.below, wanted)) {
      const file = shownName(name, place);
      if (bytes === undefined) problems.push(`${file}: cannot be read in ${revision}`);
      const text = bytes && decodeManifest(file, bytes, problems);
      if (text !== undefined) manifests.set(file, { file, text });
    }
  }
  return { manifests: [...manifests.values()], problems };
}

/** The manifests of the working tree, without files that git ignores: no revision has them. */
export async function readWorkingTree(paths: readonly string[], io: CliIo): Promise<FoundManifests> {
  const files: string[] = [];
  for (const place of paths.map((given) => placeOf(given, io))) {
    for (const name of await workingFiles(place.folder, place.below)) {
      // Git lists files that were deleted, too.
      if (isWanted(name, place) && isFile(path.join(place.folder, name))) files.push(shownName(name, place));
    }
  }
  return readManifests(files, io);
}

/** A path may be gone from the working tree, and still be in the revision. */
function placeOf(given: string, { cwd }: CliIo): Place {
  if (given === STDIN)
    throw new UsageError('Standard input has no revisions: name files or folders with --git');
  const whole = path.resolve(cwd, given);
  let folder = whole;
  while (!existsSync(folder) || !statSync(folder).isDirectory()) folder = path.dirname(folder);
  return { given, folder, below: withSlashes(path.relative(folder, whole)) };
}

/** Files that are named count whatever they are called, as everywhere. */
function isWanted(name: string, { below }: Place): boolean {
  if (name === below) return true;
  const steps = name.split('/');
  return isManifestName(steps.at(-1) ?? '') && !steps.slice(0, -1).some(isPassedOverFolder);
}

/** As files below the given path are named when they are read from disk. */
function shownName(name: string, { given, below }: Place): string {
  if (name === below) return withSlashes(given);
  return withSlashes(folderPrefix(given)) + (below === '' ? name : name.slice(below.length + 1));
}

function isFile(place: string): boolean {
  return existsSync(place) && statSync(place).isFile();
}

function withSlashes(place: string): string {
  return place.replaceAll(path.sep, '/');
}
