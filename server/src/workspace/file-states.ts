/**
 * The files of a workspace as they were read last, in the order of their names. Knows which of them are patches, not what
 * any of them adds to the cluster.
 */
import type { DocumentCache } from '../manifests/document-cache';
import { readManifestFile, type ReadFile } from '../manifests/manifest-file';
import { FileTable } from './file-table';
import { isKustomization, patchesNamedBy, patchName } from './kustomizations';

/** A file that was read anew, came or went. */
export interface FileChange {
  readonly before: ReadFile | undefined;
  readonly now: ReadFile | undefined;
}

export interface FileStates {
  /** Reads a file that is to be given this text. */
  readAhead(name: string, text: string): ReadFile;
  /** Gives files other texts, or none, and tells all files that are others now: a kustomization changes more than itself. */
  read(texts: ReadonlyMap<string, string | undefined>): readonly FileChange[];
  /** By their names, in the order of these. The same object until a file changes. */
  files(): ReadonlyMap<string, ReadFile>;
  /** The same list until one of them changes. */
  kustomizations(): readonly ReadFile[];
  /** Others that go their own way from here. */
  copy(): FileStates;
}

interface State {
  files: FileTable<ReadFile>;
  kustomizations: readonly ReadFile[];
  /** Names of the files that are patches, as {@link patchName} writes them. */
  patches: ReadonlySet<string>;
}

export function createFileStates(cache: DocumentCache): FileStates {
  return statesFrom(cache, { files: FileTable.of<ReadFile>([]), kustomizations: [], patches: new Set() });
}

function statesFrom(cache: DocumentCache, state: State): FileStates {
  const ahead = new Map<string, ReadFile>();
  const readAs = (name: string, text: string): ReadFile =>
    readManifestFile(name, text, {
      cache,
      notJudged: state.patches.has(patchName(name)) ? 'patch' : undefined,
      before: state.files.get(name),
    });
  const set = (changed: ReadonlyMap<string, ReadFile | undefined>): readonly string[] => {
    state.files = withChanges(state.files, changed);
    return [...changed.keys()];
  };
  /** Which files are patches can change with any kustomization. Those that became one, or are none any more. */
  const readPatches = (): readonly string[] => {
    const before = state.patches;
    state.kustomizations = [...state.files.values()].filter(({ file }) => isKustomization(file));
    state.patches = new Set(state.kustomizations.flatMap(patchesNamedBy));
    const others = [...state.files].filter(([name]) => {
      const own = patchName(name);
      return before.has(own) !== state.patches.has(own);
    });
    return set(new Map(others.map(([name, { text }]) => [name, readAs(name, text)])));
  };
  const readChanged = (name: string, text: string): ReadFile => {
    const known = ahead.get(name);
    return known?.text === text ? known : readAs(name, text);
  };
  return {
    readAhead(name, text) {
      const file = readChanged(name, text);
      ahead.set(name, file);
      return file;
    },
    read(texts) {
      const before = state.files;
      const read = ([name, text]: readonly [string, string | undefined]) =>
        [name, text === undefined ? undefined : readChanged(name, text)] as const;
      const changed = set(new Map(Array.from(texts, read)));
      // What was read before a kustomization changed may be a patch now.
      ahead.clear();
      const others = changed.some(isKustomization) ? readPatches() : [];
      return Array.from(new Set([...changed, ...others]), (name) => ({
        before: before.get(name),
        now: state.files.get(name),
      }));
    },
    files: () => state.files,
    kustomizations: () => state.kustomizations,
    copy: () => statesFrom(cache, { ...state }),
  };
}

/** Most edits exchange a file for another one of its name. */
function withChanges(
  files: FileTable<ReadFile>,
  changed: ReadonlyMap<string, ReadFile | undefined>,
): FileTable<ReadFile> {
  const exchanged = [...changed].flatMap(([name, file]) =>
    file !== undefined && files.has(name) ? [[name, file] as const] : [],
  );
  if (exchanged.length === changed.size) return files.with(exchanged);
  const result = new Map(files);
  for (const [name, file] of changed) {
    if (file === undefined) result.delete(name);
    else result.set(name, file);
  }
  return FileTable.of([...result].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
