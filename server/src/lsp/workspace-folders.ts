/**
 * Which folders are open, with which settings. Decides when a folder has to be read again; reading itself is
 * elsewhere.
 */
import { documentUri, type DocumentUri } from './document-uri';
import type { Loading } from './loading';
import type { Models } from './models';
import type { Settings } from './settings';
import type { SettingsSource } from './settings-source';

export interface WorkspaceFolders {
  /** Opens folders. Resolves when their settings are known and reading has begun. */
  open(uris: readonly string[]): Promise<void>;
  close(uris: readonly string[]): Promise<void>;
  /** Settings may be others now. */
  settingsChanged(): Promise<void>;
  /** Reads all folders from the disk again. Resolves when that is done. */
  reload(): Promise<void>;
}

export interface FolderParts {
  readonly models: Models;
  readonly loading: Loading;
  readonly source: SettingsSource;
  /** Called when answers may be others, without any text having changed. */
  readonly onChange: () => void;
}

export function createWorkspaceFolders({ models, loading, source, onChange }: FolderParts): WorkspaceFolders {
  const load = (uri: DocumentUri, settings: Settings): Promise<void> =>
    loading.load(uri, settings).then(onChange);
  const update = async (uri: DocumentUri, before: Settings): Promise<void> => {
    const settings = await source.read(uri);
    if (needsReading(before, settings)) void load(uri, settings);
    else models.setFolderSettings(uri, settings);
  };
  const open = async (uris: readonly string[]): Promise<void> => {
    const folders = uris.map(documentUri);
    const [loose, ...settings] = await Promise.all([source.read(undefined), ...folders.map(source.read)]);
    loading.setLooseSettings(loose);
    for (const [index, uri] of folders.entries()) void load(uri, settings[index] ?? loose);
  };
  const close = async (uris: readonly string[]): Promise<void> => {
    for (const uri of uris.map(documentUri)) {
      loading.unload(uri);
      // What was an inner folder belongs to the folder around it now.
      const around = models.folderOf(uri);
      if (around) void load(around.uri, around.settings);
    }
    onChange();
  };
  const settingsChanged = async (): Promise<void> => {
    loading.setLooseSettings(await source.read(undefined));
    await Promise.all(Array.from(models.folders(), ({ uri, settings }) => update(uri, settings)));
    onChange();
  };
  const inTurn = createTurns();
  return {
    open: (uris) => inTurn(() => open(uris)),
    close: (uris) => inTurn(() => close(uris)),
    settingsChanged: () => inTurn(settingsChanged),
    async reload() {
      await Promise.all(Array.from(models.folders(), ({ uri, settings }) => load(uri, settings)));
    },
  };
}

/** One after the other: settings take a while to come, and a folder closed meanwhile must not be opened by them. */
function createTurns(): (work: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** Rules and lenses apply to what was read; everything else decides what is read, and how. */
function needsReading(before: Settings, after: Settings): boolean {
  const relevant = ({ namespace, clusterRoots, maxFileSize, maxFiles }: Settings): string =>
    JSON.stringify([namespace, clusterRoots, maxFileSize, maxFiles]);
  return relevant(before) !== relevant(after);
}
