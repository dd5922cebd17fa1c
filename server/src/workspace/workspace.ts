/**
 * The files of one cluster, kept up to date piece by piece: a change costs the documents it touches. Knows texts by
 * name, not where they come from.
 */
import type { ManifestFile } from '../manifests/document';
import { createDocumentCache, type DocumentCache } from '../manifests/document-cache';
import { readManifestFile } from '../manifests/manifest-file';
import { contributionOf, NO_CONTRIBUTION, type Contribution, type Translation } from './contribution';
import { createModel, createSnapshot, type Model } from './create-snapshot';
import { isKustomization, patchesNamedBy, patchName } from './kustomizations';
import type { Snapshot } from './snapshot';

export interface WorkspaceOptions {
  /** Of resources that name none; `default` when absent. */
  readonly namespace?: string | undefined;
  readonly onFailure?: Translation['onFailure'] | undefined;
}

export interface Workspace {
  /** Adds a file, or gives it another text. `text` is without a byte order mark. Nothing is read yet. */
  set(file: string, text: string): void;
  remove(file: string): void;
  /** Reads a file now, if it changed. */
  read(file: string): void;
  /** The files of now; the same object until a file changes. Reads what changed. */
  snapshot(): Snapshot;
  /** Another workspace with the same files, which goes its own way from here. What was read is shared. */
  fork(): Workspace;
}

/** A file as it was read last. */
interface FileState {
  readonly file: ManifestFile;
  readonly contribution: Contribution;
  /** The file as a kustomization would name it, and the files that it names as patches if it is one. */
  readonly patchName: string;
  readonly patches: readonly string[];
  readonly isPatch: boolean;
  readonly isKustomization: boolean;
}

/** What the latest snapshot was made from. */
interface Latest {
  readonly snapshot: Snapshot;
  readonly model: Model;
  readonly contributions: ReadonlyMap<string, Contribution>;
  /** They add nothing to the cluster, but what is said about other files can rest on them. */
  readonly kustomizations: readonly ManifestFile[];
}

export function createWorkspace({
  namespace = 'default',
  onFailure = () => undefined,
}: WorkspaceOptions = {}): Workspace {
  const translation = { namespace, onFailure };
  const start = { texts: new Map<string, string>(), states: new Map<string, FileState>(), latest: undefined };
  return workspaceFrom({ translation, cache: createDocumentCache(), ...start });
}

interface Start {
  readonly translation: Translation;
  readonly cache: DocumentCache;
  readonly texts: ReadonlyMap<string, string>;
  readonly states: ReadonlyMap<string, FileState>;
  readonly latest: Latest | undefined;
}

function workspaceFrom({ translation, cache, ...start }: Start): Workspace {
  const texts = new Map(start.texts);
  const states = new Map(start.states);
  const changed = new Set<string>();
  let { latest } = start;
  /** Something was read since. */
  let isOutdated = false;

  const read = (name: string, text: string, isPatch: boolean): FileState => {
    const file = readManifestFile(name, text, cache, isPatch ? 'patch' : undefined);
    const previous = states.get(name)?.contribution ?? NO_CONTRIBUTION;
    return {
      file,
      contribution: contributionOf(file, translation, previous),
      patchName: patchName(name),
      patches: patchesNamedBy(file),
      isPatch,
      isKustomization: isKustomization(name),
    };
  };
  const readIfChanged = (name: string): void => {
    if (!changed.delete(name)) return;
    isOutdated = true;
    const text = texts.get(name);
    if (text === undefined) states.delete(name);
    else states.set(name, read(name, text, states.get(name)?.isPatch ?? false));
  };
  /** Which files are patches can change with any kustomization. */
  const readPatches = (): void => {
    const patches = new Set([...states.values()].flatMap((state) => state.patches));
    for (const [name, state] of states) {
      const isPatch = patches.has(state.patchName);
      if (isPatch !== state.isPatch) states.set(name, read(name, state.file.text, isPatch));
    }
  };
  const current = (): Snapshot => {
    if (latest !== undefined && changed.size === 0 && !isOutdated) return latest.snapshot;
    for (const name of changed) readIfChanged(name);
    readPatches();
    latest = nextSnapshot(states, latest);
    isOutdated = false;
    return latest.snapshot;
  };
  return {
    set(file, text) {
      if (texts.get(file) === text) return;
      texts.set(file, text);
      changed.add(file);
    },
    remove(file) {
      if (texts.delete(file)) changed.add(file);
    },
    read: readIfChanged,
    snapshot: current,
    fork() {
      current();
      return workspaceFrom({ translation, cache, texts, states, latest });
    },
  };
}

/** Files are taken by name, so that the order in which they came decides nothing. */
function nextSnapshot(states: ReadonlyMap<string, FileState>, latest: Latest | undefined): Latest {
  const inOrder = [...states].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const files = new Map(inOrder.map(([name, { file }]) => [name, file]));
  const contributions = new Map(inOrder.map(([name, { contribution }]) => [name, contribution]));
  const kustomizations = inOrder.flatMap(([, state]) => (state.isKustomization ? [state.file] : []));
  const model =
    latest !== undefined &&
    sameContributions(contributions, latest.contributions) &&
    sameItems(kustomizations, latest.kustomizations)
      ? latest.model
      : createModel([...contributions.values()], latest?.model);
  return { snapshot: createSnapshot(model, files, contributions), model, contributions, kustomizations };
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, nth) => item === b[nth]);
}

/** Whether the same files have the same to say; files that say nothing are not asked. */
function sameContributions(
  a: ReadonlyMap<string, Contribution>,
  b: ReadonlyMap<string, Contribution>,
): boolean {
  const spoken = (contributions: ReadonlyMap<string, Contribution>): readonly Contribution['entries'][] =>
    [...contributions.values()].map(({ entries }) => entries).filter(({ size }) => size > 0);
  return sameItems(spoken(a), spoken(b));
}
