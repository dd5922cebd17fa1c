/**
 * The clusters as they were: with open documents as they were saved last, or with all files as they were committed.
 * Nothing is run to find that out: what was committed the client tells.
 */
import type { View } from '../features/view';
import { isManifestName, isPassedOverFolder } from '../workspace/manifest-names';
import type { EarlierTexts } from '../workspace/earlier-workspace';
import type { Buffers } from './buffers';
import { documentUri, isBelow, type DocumentUri } from './document-uri';
import type { Model, Models } from './models';
import type { CommittedParams, EarlierState } from './protocol';
import type { SavedTexts } from './saved-texts';

export interface EarlierStates {
  /** What the client says about repositories; from then on it counts. */
  setCommitted(params: CommittedParams): void;
  /** HEAD where it is known for a file, else the saved texts. */
  preferred(file: DocumentUri): EarlierState;
  /** Whether the state of a file is known at all. */
  isKnown(file: DocumentUri, since: EarlierState): boolean;
  /** The cluster as it was, seen from a file; undefined when no text of it was different. */
  viewFrom(model: Model, file: DocumentUri, since: EarlierState): View | undefined;
}

export interface EarlierParts {
  readonly models: Models;
  readonly buffers: Buffers;
  readonly savedTexts: SavedTexts;
}

export function createEarlierStates({ models, buffers, savedTexts }: EarlierParts): EarlierStates {
  let roots: readonly DocumentUri[] = [];
  let committed: EarlierTexts = new Map();

  const isCommitted = (file: DocumentUri): boolean => roots.some((root) => isBelow(root, file));
  const textsOf = (model: Model, since: EarlierState): EarlierTexts => {
    const texts = new Map<string, string | undefined>();
    for (const { key } of buffers.all()) {
      if (models.homeOf(key) === model) texts.set(key, savedTexts.of(key));
    }
    if (since === 'saved') return texts;
    for (const [file, text] of committed) {
      if (models.homeOf(documentUri(file)) === model) texts.set(file, text);
    }
    return texts;
  };
  return {
    setCommitted({ repositories }) {
      roots = repositories.map(({ root }) => documentUri(root));
      const files = repositories.flatMap((repository) => repository.files);
      const texts = files.map(({ uri, text }) => [documentUri(uri), text ?? undefined] as const);
      committed = new Map(texts.filter(([file]) => isManifest(file)));
    },
    preferred: (file) => (isCommitted(file) ? 'HEAD' : 'saved'),
    isKnown: (file, since) => since === 'saved' || isCommitted(file),
    viewFrom(model, file, since) {
      const { files } = model.view().snapshot;
      const texts = textsOf(model, since);
      const differs = [...texts].some(([name, text]) => files.get(name)?.text !== text);
      return differs ? model.earlierFrom(file, since, texts) : undefined;
    },
  };
}

/** As the disk is read: no other files, and none in folders that are passed over. */
function isManifest(file: DocumentUri): boolean {
  const steps = file.split('/');
  return isManifestName(steps.at(-1) ?? '') && !steps.some(isPassedOverFolder);
}
