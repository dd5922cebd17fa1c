/**
 * Which cluster model a file belongs to, and the models themselves: one for each workspace folder and for each
 * cluster root in it. Files outside of all folders make a model with the other open files of their directory,
 * since nothing outside of the folders is read from the disk. Knows texts and names, not where they come from.
 */
import { createPositions, type Positions } from '../features/positions';
import type { View } from '../features/view';
import { clusterLookup } from '../workspace/cluster-roots';
import { createEarlierWorkspace, type EarlierTexts } from '../workspace/earlier-workspace';
import type { Snapshot } from '../workspace/snapshot';
import { createWorkspace, type Workspace, type WorkspaceOptions } from '../workspace/workspace';
import { isAtOrBelow, isBelow, parentFolder, type DocumentUri } from './document-uri';
import type { EarlierState } from './protocol';
import { DEFAULT_SETTINGS, type Settings } from './settings';

/** One cluster. */
export interface Model {
  readonly settings: Settings;
  /** Reads the text of a file now, rather than when somebody asks. */
  read(file: DocumentUri): void;
  /** Does what the next view needs of what was read, in pieces. */
  prepare(): Generator<void, void>;
  /** The files and answers of now; the same object until a file changes. */
  view(): View;
  /** As {@link view}, but as it looks from one file: of objects written several times the nearest counts. */
  viewFrom(file: DocumentUri): View;
  /** As {@link viewFrom}, with the texts that files had then. */
  earlierFrom(file: DocumentUri, since: EarlierState, texts: EarlierTexts): View;
}

/** A workspace folder and the clusters in it. */
export interface Folder {
  readonly uri: DocumentUri;
  readonly settings: Settings;
  readonly models: ReadonlyMap<string, Model>;
}

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

interface OneModel extends Model {
  readonly workspace: Workspace;
}

type OnFailure = WorkspaceOptions['onFailure'];
type MakeModel = (settings: () => Settings) => OneModel;

interface OneFolder extends Folder {
  settings: Settings;
  readonly models: Map<string, OneModel>;
  readonly clusterOf: (file: string) => string;
}

/**
 * `startsWithMark` is {@link createPositions}' question about open documents. `onFailure` is told of objects that could
 * not be read, which are missing from their clusters.
 */
export function createModels(startsWithMark: (file: string) => boolean, onFailure?: OnFailure): Models {
  const make = modelMaker(createPositions(startsWithMark), onFailure);
  const folders = new Map<DocumentUri, OneFolder>();
  const loose = createLooseModels(make);
  const homes = new Map<DocumentUri, OneModel>();

  const folderOf = (file: DocumentUri): OneFolder | undefined => deepestAbove(folders.values(), file);
  const modelFor = (file: DocumentUri): OneModel => {
    const folder = folderOf(file);
    if (folder === undefined) return loose.modelFor(file);
    return kept(folder.models, folder.clusterOf(file), () => make(() => folder.settings));
  };
  const remove = (file: DocumentUri): void => {
    homes.get(file)?.workspace.remove(file);
    homes.delete(file);
    loose.dropUnused(homes.values());
  };
  const forgetFilesOf = (folder: DocumentUri | undefined): void => {
    for (const file of [...homes.keys()].filter((known) => folderOf(known)?.uri === folder)) remove(file);
  };

  return {
    setFolder(uri, settings) {
      const folder = createFolder(uri, settings);
      folders.set(uri, folder);
      forgetFilesOf(uri);
      return folder;
    },
    setFolderSettings(uri, settings) {
      const folder = folders.get(uri);
      if (folder) folder.settings = settings;
    },
    removeFolder(uri) {
      forgetFilesOf(uri);
      folders.delete(uri);
    },
    setLooseSettings: (settings) => loose.setSettings(settings) && forgetFilesOf(undefined),
    folders: () => folders.values(),
    folderOf,
    set(file, text) {
      const model = homes.get(file) ?? modelFor(file);
      homes.set(file, model);
      model.workspace.set(file, text);
    },
    remove,
    filesAt: (places) => [...homes.keys()].filter((file) => isAtOrBelow(places, file)),
    modelOf: (file) => homes.get(file),
    homeOf: (file) => homes.get(file) ?? clusterIn(folderOf(file), file),
    modelsAt(place) {
      const model = homes.get(place);
      if (model) return [model];
      const folder = folders.get(place);
      return folder ? byName(folder.models) : [];
    },
    *all() {
      for (const { models } of folders.values()) yield* byName(models);
      yield* loose.all();
    },
  };
}

function clusterIn(folder: OneFolder | undefined, file: DocumentUri): OneModel | undefined {
  return folder?.models.get(folder.clusterOf(file));
}

interface LooseModels {
  /** Whether files have to be read anew. */
  setSettings(settings: Settings): boolean;
  modelFor(file: string): OneModel;
  /** Forgets models that are not among these. */
  dropUnused(used: Iterable<OneModel>): void;
  all(): Iterable<OneModel>;
}

/** Models of files in no folder, one for each directory. */
function createLooseModels(make: MakeModel): LooseModels {
  const models = new Map<string, OneModel>();
  let settings = DEFAULT_SETTINGS;
  return {
    setSettings(changed) {
      const isSame = settings.namespace === changed.namespace;
      settings = changed;
      return !isSame;
    },
    modelFor: (file) => kept(models, parentFolder(file), () => make(() => settings)),
    dropUnused(used) {
      if (models.size === 0) return;
      const inUse = new Set(used);
      for (const [directory, model] of models) if (!inUse.has(model)) models.delete(directory);
    },
    all: () => byName(models),
  };
}

/** Which file of which cluster came first decides nothing. */
function byName<M>(models: ReadonlyMap<string, M>): readonly M[] {
  return [...models].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, model]) => model);
}

function createFolder(uri: DocumentUri, settings: Settings): OneFolder {
  const clusterOf = clusterLookup([{ folder: uri, roots: settings.clusterRoots }]);
  return { uri, settings, clusterOf, models: new Map() };
}

function modelMaker(positions: Positions, onFailure: OnFailure): MakeModel {
  return (settings) => createModel(settings, positions, onFailure);
}

/** Settings may change while the model lives; the namespace may not, since files were read with it. */
function createModel(settings: () => Settings, positions: Positions, onFailure: OnFailure): OneModel {
  const workspace = createWorkspace({ namespace: settings().namespace, onFailure });
  const now = createViews(workspace.snapshot, positions);
  const earlier = {
    saved: createEarlierViews(workspace, positions),
    HEAD: createEarlierViews(workspace, positions),
  };
  return {
    get settings() {
      return settings();
    },
    workspace,
    read: workspace.read,
    prepare: workspace.prepare,
    view: now.view,
    viewFrom: now.viewFrom,
    earlierFrom: (file, since, texts) => earlier[since](texts).viewFrom(file),
  };
}

type Views = Pick<Model, 'view' | 'viewFrom'>;

/** The same objects as long as the snapshot is the same. */
function createViews(snapshotOf: () => Snapshot, positions: Positions): Views {
  let latest: View = { snapshot: snapshotOf(), positions };
  let around = new Map<DocumentUri, View>();
  const view = (): View => {
    const snapshot = snapshotOf();
    if (latest.snapshot === snapshot) return latest;
    around = new Map();
    latest = { snapshot, positions };
    return latest;
  };
  return {
    view,
    viewFrom(file) {
      const { snapshot } = view();
      return kept(around, file, () => ({ snapshot: snapshot.around(file), positions }));
    },
  };
}

/** Nothing is made before it is asked for. */
function createEarlierViews(workspace: Workspace, positions: Positions): (texts: EarlierTexts) => Views {
  const earlier = createEarlierWorkspace(workspace);
  let texts: EarlierTexts = new Map();
  let views: Views | undefined;
  return (asked) => {
    texts = asked;
    return (views ??= createViews(() => earlier(texts), positions));
  };
}

function deepestAbove(folders: Iterable<OneFolder>, file: DocumentUri): OneFolder | undefined {
  const above = [...folders].filter(({ uri }) => isBelow(uri, file));
  return above.toSorted((a, b) => b.uri.length - a.uri.length)[0];
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
