/**
 * The files of one cluster, kept up to date piece by piece: a change costs the documents it touches. Knows texts by
 * name, not where they come from.
 */
import type { Policy } from '../evaluator/model';
import type { Resource } from '../manifests/document';
import { createDocumentCache } from '../manifests/document-cache';
import type { ReadFile } from '../manifests/manifest-file';
import { createBacklog } from './backlog';
import { createContributions, type Contributions, type Translation } from './contribution';
import { createSnapshot } from './create-snapshot';
import { createFileStates, type FileStates } from './file-states';
import { createModel, type Model } from './model';
import { createRoster, type Roster } from './roster';
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
  /** Does what the next snapshot needs of what was read, in pieces. Who wants it earlier gets it. */
  prepare(): Generator<void, void>;
  /** The files of now; the same object until a file changes. Reads what changed. */
  snapshot(): Snapshot;
  /** Another workspace with the same files, which goes its own way from here. What was read is shared. */
  fork(): Workspace;
}

/** What the latest snapshot was made from. */
interface Latest {
  readonly snapshot: Snapshot;
  readonly model: Model;
  /** They add nothing to the cluster, but what is said about other files can rest on them. */
  readonly kustomizations: readonly ReadFile[];
}

export function createWorkspace({
  namespace = 'default',
  onFailure = () => undefined,
}: WorkspaceOptions = {}): Workspace {
  return workspaceFrom({
    contributions: createContributions({ namespace, onFailure }),
    texts: new Map(),
    states: createFileStates(createDocumentCache()),
    roster: createRoster(),
    latest: undefined,
  });
}

/** Files that are taken over together. */
const PIECE = 500;

interface Start {
  readonly contributions: Contributions;
  readonly texts: Map<string, string>;
  readonly states: FileStates;
  readonly roster: Roster;
  readonly latest: Latest | undefined;
}

function workspaceFrom({ contributions, texts, states, roster, ...start }: Start): Workspace {
  const changed = new Set<string>();
  let { latest } = start;
  const backlog = createBacklog(contributions, roster);
  /** Whether files are others than in the latest snapshot. */
  let isOutdated = false;

  const readChanged = (): void => {
    if (changed.size === 0) return;
    backlog.add(states.read(new Map(Array.from(changed, (name) => [name, texts.get(name)]))));
    changed.clear();
    isOutdated = true;
  };
  const policyOf = (resource: Resource): Policy | undefined => policyIn(contributions, resource);
  const following = (before: Latest | undefined): Latest => {
    const [listing, kustomizations] = [roster.listing(), states.kustomizations()];
    const isSame = before?.model.listing === listing && before.kustomizations === kustomizations;
    const model = isSame ? before.model : createModel(listing, before?.model);
    const snapshot = createSnapshot({ model, files: states.files(), policyOf });
    return { snapshot, model, kustomizations };
  };
  const current = (): Snapshot => {
    readChanged();
    if (latest !== undefined && !isOutdated) return latest.snapshot;
    backlog.enter();
    latest = following(latest);
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
    read(file) {
      const text = texts.get(file);
      if (text !== undefined && changed.has(file)) contributions.prepare(states.readAhead(file, text));
    },
    *prepare() {
      readChanged();
      while (!backlog.isEmpty()) {
        yield;
        backlog.enter(PIECE);
      }
    },
    snapshot: current,
    fork() {
      current();
      const own = { texts: new Map(texts), states: states.copy(), roster: roster.copy() };
      return workspaceFrom({ contributions, ...own, latest });
    },
  };
}

function policyIn(contributions: Contributions, { document, index }: Resource): Policy | undefined {
  const entry = contributions.of(document.body).find(({ source }) => source.resource === index);
  return entry?.kind === 'policy' ? entry.object : undefined;
}
