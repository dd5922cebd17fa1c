/**
 * The workspace folders, and the clusters in them. Knows names of files, not what is in them.
 */
import { clusterLookup } from '../workspace/cluster-roots';
import { isBelow, type DocumentUri } from './document-uri';
import { kept } from './kept';
import type { FilledModel, MakeModel, Model } from './model';
import type { Settings } from './settings';

/** A workspace folder and the clusters in it. */
export interface Folder {
  readonly uri: DocumentUri;
  readonly settings: Settings;
  readonly models: ReadonlyMap<string, Model>;
}

export interface Folders {
  /** Adds a folder, or gives one new settings and no clusters. */
  set(uri: DocumentUri, settings: Settings): Folder;
  /** Gives a folder settings that leave its clusters as they are. */
  setSettings(uri: DocumentUri, settings: Settings): void;
  remove(uri: DocumentUri): void;
  at(uri: DocumentUri): Folder | undefined;
  /** The deepest folder a file lies in. */
  above(file: DocumentUri): Folder | undefined;
  /** The model of a file that lies in a folder; made when there is none. */
  modelFor(file: DocumentUri): FilledModel | undefined;
  /** The same, if there is one. */
  modelOf(file: DocumentUri): FilledModel | undefined;
  all(): Iterable<Folder>;
}

interface OneFolder extends Folder {
  settings: Settings;
  readonly models: Map<string, FilledModel>;
  readonly clusterOf: (file: string) => string;
}

export function createFolders(make: MakeModel): Folders {
  const folders = new Map<DocumentUri, OneFolder>();
  const above = (file: DocumentUri): OneFolder | undefined => deepestAbove(folders.values(), file);
  return {
    set(uri, settings) {
      const folder = createFolder(uri, settings);
      folders.set(uri, folder);
      return folder;
    },
    setSettings(uri, settings) {
      const folder = folders.get(uri);
      if (folder) folder.settings = settings;
    },
    remove: (uri) => folders.delete(uri),
    at: (uri) => folders.get(uri),
    above,
    modelFor(file) {
      const folder = above(file);
      return folder && kept(folder.models, folder.clusterOf(file), () => make(() => folder.settings));
    },
    modelOf(file) {
      const folder = above(file);
      return folder?.models.get(folder.clusterOf(file));
    },
    all: () => folders.values(),
  };
}

function createFolder(uri: DocumentUri, settings: Settings): OneFolder {
  const clusterOf = clusterLookup([{ folder: uri, roots: settings.clusterRoots }]);
  return { uri, settings, clusterOf, models: new Map() };
}

function deepestAbove(folders: Iterable<OneFolder>, file: DocumentUri): OneFolder | undefined {
  const above = [...folders].filter(({ uri }) => isBelow(uri, file));
  return above.toSorted((a, b) => b.uri.length - a.uri.length)[0];
}
