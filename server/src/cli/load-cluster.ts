/**
 * From paths on the command line to one snapshot, and what could not be read told on standard error.
 * Knows no policy.
 */
import path from 'node:path';
import type { SourceRef } from '../evaluator/model';
import { createPositions, type Positions } from '../features/positions';
import { parsePath, type ManifestFile } from '../manifests/document';
import type { LinePlace, LocateLine } from '../wording/explanation';
import { count, thousands } from '../wording/quantities';
import type { Snapshot } from '../workspace/snapshot';
import { clusterLookup } from '../workspace/cluster-roots';
import { createWorkspace } from '../workspace/workspace';
import { assumptions } from './assumptions';
import { oneLine } from './harmless-output';
import { EXIT } from './io';
import { readManifests, type FoundManifests, type ManifestText } from './manifest-files';
import { progressLine } from './progress-line';
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
  return clusterOf(await readManifests(paths, context.io), paths, options, context);
}

/** The same, of manifests that were found already. `paths` is where they were looked for. */
export function clusterOf(
  found: FoundManifests,
  paths: readonly string[],
  options: ClusterOptions,
  context: VerbContext,
): LoadedCluster {
  const cluster = clusterFrom(reported(found, paths, options, context), options, context);
  for (const note of assumptions(cluster.snapshot)) context.io.err.write(`podreach: ${note}\n`);
  return cluster;
}

/** As `loadCluster`, but each folder that a glob names (from the current folder on) is a cluster of its own. */
export async function loadClusters(
  paths: readonly string[],
  options: ClusterOptions & { readonly clusterRoot?: readonly string[] },
  context: VerbContext,
): Promise<readonly LoadedCluster[]> {
  const manifests = reported(await readManifests(paths, context.io), paths, options, context);
  const folder = withSlashes(context.io.cwd);
  const clusterOf = clusterLookup([{ folder, roots: options.clusterRoot ?? [] }]);
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

/** The manifests, after it was said what could not be read. */
function reported(
  { manifests, problems }: FoundManifests,
  paths: readonly string[],
  { engine }: ClusterOptions,
  context: VerbContext,
): readonly ManifestText[] {
  const { err } = context.io;
  problems.forEach((problem) => reportUnreadable(problem, context));
  if (manifests.length === 0 && problems.length === 0)
    err.write(`podreach: no manifests in ${paths.join(', ')}\n`);
  if (engine !== undefined) err.write(`podreach: ${engineNote(engine)}\n`);
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
  const workspace = createWorkspace({
    namespace,
    onFailure: ({ file }, error) => reportUnreadable(`${file}: reading failed: ${String(error)}`, context),
  });
  for (const { file, text } of manifests) workspace.set(file, text);
  const progress = progressLine(context.io);
  progress.show(() => `Putting ${thousands(manifests.length)} manifests together`);
  const snapshot = workspace.snapshot();
  progress.clear();
  const positions = createPositions();
  for (const file of snapshot.files.values()) reportSyntax(file, positions, context);
  return { snapshot, positions, ...places(snapshot, positions) };
}

function withSlashes(place: string): string {
  return place.replaceAll(path.sep, '/');
}

function places(snapshot: Snapshot, positions: Positions): Pick<LoadedCluster, 'locate' | 'lineOf'> {
  const lineOf = (source: SourceRef): LinePlace | undefined => {
    const resource = snapshot.resourceOf(source);
    return resource && placeAt(source, resource.start);
  };
  const locate = (source: SourceRef, text: string): LinePlace | undefined => {
    const found = snapshot.resourceOf(source)?.locate(parsePath(text));
    // A block's value begins on the line below its key; people look for the key.
    const range = found?.key ?? found?.value;
    return range && placeAt(source, range.start);
  };
  const placeAt = (source: SourceRef, offset: number): LinePlace | undefined => {
    const file = snapshot.files.get(source.file);
    return file && { file: file.file, line: positions.position(file, offset).line };
  };
  return { locate, lineOf };
}

/** Tells what is missing from the answer, which makes the status 2. */
export function reportUnreadable(problem: string, { io, finish }: VerbContext): void {
  io.err.write(`podreach: ${oneLine(problem)}\n`);
  finish(EXIT.unusable);
}

/** One line for each broken document, with the first thing that is wrong with it. */
function reportSyntax(file: ManifestFile, positions: Positions, context: VerbContext): void {
  if (isForeignJson(file)) return;
  for (const { problems } of file.documents) {
    const [first, ...others] = problems;
    if (first === undefined) continue;
    const { line, character } = positions.position(file, first.range.start);
    const more = others.length === 0 ? '' : ` (and ${count(others.length, 'more problem')})`;
    reportUnreadable(`${file.file}:${line + 1}:${character + 1}: ${first.message}${more}`, context);
  }
}

/** Settings of other programs are often JSON with comments; they are nobody's manifests. */
export function isForeignJson({ file, text }: ManifestFile): boolean {
  return file.toLowerCase().endsWith('.json') && !/"(?:apiVersion|kind)"\s*:/u.test(text);
}
