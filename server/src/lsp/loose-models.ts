/**
 * The clusters of files in no folder: one for each directory, since nothing outside of the folders is read from the disk.
 */
import { parentFolder } from './document-uri';
import { byName, kept } from './kept';
import type { FilledModel, MakeModel } from './model';
import { DEFAULT_SETTINGS, type Settings } from './settings';

export interface LooseModels {
  /** Whether files have to be read anew. */
  setSettings(settings: Settings): boolean;
  modelFor(file: string): FilledModel;
  /** Forgets models that are not among these. */
  dropUnused(used: Iterable<FilledModel>): void;
  all(): Iterable<FilledModel>;
}

/** Models of files in no folder, one for each directory. */
export function createLooseModels(make: MakeModel): LooseModels {
  const models = new Map<string, FilledModel>();
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
