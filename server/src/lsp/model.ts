/**
 * One cluster as the server keeps it: its files, and how they look now, from single files and at earlier times.
 */
import type { Positions } from '../features/positions';
import type { View } from '../features/view';
import { createEarlierWorkspace, type EarlierTexts } from '../workspace/earlier-workspace';
import type { Snapshot } from '../workspace/snapshot';
import { createWorkspace, type Workspace, type WorkspaceOptions } from '../workspace/workspace';
import type { DocumentUri } from './document-uri';
import { kept } from './kept';
import type { EarlierState } from './protocol';
import type { Settings } from './settings';

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

/** A model with the files that it is made of. */
export interface FilledModel extends Model {
  readonly workspace: Workspace;
}

type OnFailure = WorkspaceOptions['onFailure'];

/** Makes models that have all but their settings in common. */
export type MakeModel = (settings: () => Settings) => FilledModel;

/** `onFailure` is told of objects that could not be read, which are missing from their clusters. */
export function modelMaker(positions: Positions, onFailure: OnFailure): MakeModel {
  return (settings) => createModel(settings, positions, onFailure);
}

/** Settings may change while the model lives; the namespace may not, since files were read with it. */
function createModel(settings: () => Settings, positions: Positions, onFailure: OnFailure): FilledModel {
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
