/**
 * From paths on the command line to one snapshot, and what could not be read told on standard error.
 * Knows no policy.
 */
import path from 'node:path';
import type { SourceRef } from '../evaluator/model';
import { createPositions, type Positions } from '../features/positions';
import type { ManifestFile } from '../manifests/document';
import type { LinePlace, LocateLine } from '../wording/explanation';
import { count } from '../wording/quantities';
import type { Snapshot } from '../workspace/snapshot';
import { clusterLookup } from '../workspace/cluster-roots';
import { createWorkspace } from '../workspace/workspace';
import { EXIT } from './io';
import { readManifests, type ManifestText } from './manifest-files';
import type { ClusterOptions, VerbContext } from './verb';

/** What a verb answers from. */
export interface LoadedCluster {
  readonly snapshot: Snapshot;
  readonly positions: Positions;
  readonly locate: LocateLine;
  /** Line on which the resource itself begins. */
  lineOf(source: SourceRef): LinePlace | undefined;
}

/** Reads the manifests as one cluster. Unreadable files make the status 2; the others are answered all the same. */
export async function loadCluster(
  paths: readonly string[],
  options: ClusterOptions,
  context: VerbContext,
): Promise<LoadedCluster> {
  return clusterFrom(await readAll(paths, options, context), options, context);
}

/** As `loadCluster`, but each folder that a glob names (from the current folder on) is a cluster of its own. */
export async function loadClusters(
  paths: readonly string[],
  options: ClusterOptions & { readonly clusterRoot: readonly string[] },
  context: VerbContext,
): Promise<readonly LoadedCluster[]> {
  const manifests = await readAll(paths, options, context);
  const folder = withSlashes(context.io.cwd);
  const clusterOf = clusterLookup([{ folder, roots: options.clusterRoot }]);
  const keyOf = ({ file }: ManifestText): string =>
    clusterOf(withSlashes(path.resolve(context.io.cwd, file)));
  const groups = new Map<string, ManifestText[]>();
  for (const manifest of manifests) {
    const group = groups.get(keyOf(manifest));
    if (group === undefined) groups.set(keyOf(manifest), [manifest]);
    else group.push(manifest);
  }
  return [...groups.values()].map((group) => clusterFrom(group, options, context));
}

async function readAll(
  paths: readonly string[],
  { engine }: ClusterOptions,
  context: VerbContext,
): Promise<readonly ManifestText[]> {
  const { io } = context;
  const { manifests, problems } = await readManifests(paths, io);
  problems.forEach((problem) => reportUnreadable(problem, context));
  if (manifests.length === 0 && problems.length === 0)
    io.err.write(`podreach: no manifests in ${paths.join(', ')}\n`);
  if (engine !== undefined) io.err.write(`podreach: ${engineNote(engine)}\n`);
  return manifests;
}

/** No rule of NetworkPolicy differs by plugin yet: rather say so than let the option look as if it did something. */
function engineNote(engine: string): string {
  return `answers follow the NetworkPolicy specification; nothing in them differs for ${engine}`;
}

function clusterFrom(
  manifests: readonly ManifestText[],
  { namespace }: ClusterOptions,
  context: VerbContext,
): LoadedCluster {
  const workspace = createWorkspace({ namespace });
  for (const { file, text } of manifests) workspace.set(file, text);
  const snapshot = workspace.snapshot();
  const positions = createPositions();
  for (const file of snapshot.files.values()) reportSyntax(file, positions, context);
  return { snapshot, positions, ...places(snapshot, positions) };
}

function withSlashes(place: string): string {
  return place.replaceAll(path.sep, '/');
}

function places(snapshot: Snapshot, positions: Positions): Pick<LoadedCluster, 'locate' | 'lineOf'> {
  const lineAt = (file: ManifestFile, offset: number): LinePlace => ({
    file: file.file,
    line: positions.position(file, offset).line,
  });
  return {
    locate(source, path) {
      const found = snapshot.locate(source, path);
      return found && lineAt(found.file, found.range.start);
    },
    lineOf(source) {
      const file = snapshot.files.get(source.file);
      const root = snapshot.resourceOf(source)?.locate([])?.value;
      return file && root && lineAt(file, root.start);
    },
  };
}

function reportUnreadable(problem: string, { io, finish }: VerbContext): void {
  io.err.write(`podreach: ${problem}\n`);
  finish(EXIT.unusable);
}

/** One line for each broken document, with the first thing that is wrong with it. */
function reportSyntax(file: ManifestFile, positions: Positions, context: VerbContext): void {
  for (const { problems } of file.documents) {
    const [first] = problems;
    if (first === undefined) continue;
    const { line, character } = positions.position(file, first.range.start);
    const more = problems.length === 1 ? '' : ` (and ${count(problems.length - 1, 'problem')} more)`;
    reportUnreadable(`${file.file}:${line + 1}:${character + 1}: ${first.message}${more}`, context);
  }
}
