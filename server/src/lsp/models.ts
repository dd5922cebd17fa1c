/**
 * Which cluster model a file belongs to, and the models themselves: one for each workspace folder and for each
 * cluster root in it, and others for files outside of all folders. Knows texts and names, not where they come from.
 */
import { createPositions } from '../features/positions';
import type { WorkspaceOptions } from '../workspace/workspace';
import { isAtOrBelow, type DocumentUri } from './document-uri';
import { createFolders, type Folder } from './folders';
import { byName } from './kept';
import { createLooseModels } from './loose-models';
import { modelMaker, type FilledModel, type Model } from './model';
import type { Settings } from './settings';

export type { Folder, Model };

export interface Models {
  /** Adds a folder, or gives one new settings. Its files are forgotten, those of folders within it are not. */
  setFolder(uri: DocumentUri, settings: Settings): Folder;
  /** Gives a folder settings that leave its files and clusters as they are. */
  setFolderSettings(uri: DocumentUri, settings: Settings): void;
  removeFolder(uri: DocumentUri): void;
  /** Settings of files in no folder. These are forgotten when they have to be read anew. */
  setLooseSettings(settings: Settings): void;
  folders(): Iterable<Folder>;
  /** The deepest folder a file lies in. */
  folderOf(file: DocumentUri): Folder | undefined;
  set(file: DocumentUri, text: string): void;
  remove(file: DocumentUri): void;
  /** Known files that are one of these places or lie below one. */
  filesAt(places: ReadonlySet<string>): readonly DocumentUri[];
  /** The model a known file is in. */
  modelOf(file: DocumentUri): Model | undefined;
  /** The model a file is in, or would be in if it were there. */
  homeOf(file: DocumentUri): Model | undefined;
  /** The clusters at a place: of a file the one it is in, of a workspace folder all in it. */
  modelsAt(place: DocumentUri): readonly Model[];
  /** All clusters, those of folders first. */
  all(): Iterable<Model>;
}

/**
 * `startsWithMark` is {@link createPositions}' question about open documents. `onFailure` is told of objects that could
 * not be read, which are missing from their clusters.
 */
export function createModels(
  startsWithMark: (file: string) => boolean,
  onFailure?: WorkspaceOptions['onFailure'],
): Models {
  const make = modelMaker(createPositions(startsWithMark), onFailure);
  const folders = createFolders(make);
  const loose = createLooseModels(make);
  const homes = new Map<DocumentUri, FilledModel>();

  const remove = (file: DocumentUri): void => {
    homes.get(file)?.workspace.remove(file);
    homes.delete(file);
    loose.dropUnused(homes.values());
  };
  const forgetFilesOf = (folder: DocumentUri | undefined): void => {
    for (const file of [...homes.keys()].filter((known) => folders.above(known)?.uri === folder))
      remove(file);
  };
  return {
    setFolder(uri, settings) {
      const folder = folders.set(uri, settings);
      forgetFilesOf(uri);
      return folder;
    },
    setFolderSettings: folders.setSettings,
    removeFolder(uri) {
      forgetFilesOf(uri);
      folders.remove(uri);
    },
    setLooseSettings: (settings) => loose.setSettings(settings) && forgetFilesOf(undefined),
    folders: folders.all,
    folderOf: folders.above,
    set(file, text) {
      const model = homes.get(file) ?? folders.modelFor(file) ?? loose.modelFor(file);
      homes.set(file, model);
      model.workspace.set(file, text);
    },
    remove,
    filesAt: (places) => [...homes.keys()].filter((file) => isAtOrBelow(places, file)),
    modelOf: (file) => homes.get(file),
    homeOf: (file) => homes.get(file) ?? folders.modelOf(file),
    modelsAt(place) {
      const model = homes.get(place);
      return model ? [model] : byName(folders.at(place)?.models ?? new Map<string, Model>());
    },
    *all() {
      for (const { models } of folders.all()) yield* byName(models);
      yield* loose.all();
    },
  };
}
