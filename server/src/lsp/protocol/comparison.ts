/**
 * What an edit changed, against an earlier state of the files.
 */

/** An earlier state: the files as they were saved last, or as they were committed last (git's HEAD). */
export type EarlierState = 'saved' | 'HEAD';

/**
 * Request `podreach/changes` (client → server): `ChangesParams` → `OutlineResult | null`.
 * Connections gained and lost since an earlier state. Null when that state is not known.
 */
export const CHANGES_REQUEST = 'podreach/changes';

export interface ChangesParams {
  /** A document or folder of the cluster that is meant. */
  readonly uri: string;
  readonly since: EarlierState;
  /** `ReachTarget.id` of a policy: only connections of the pods that it selects. */
  readonly target?: string;
}

/**
 * Notification `podreach/committed` (client → server): the committed texts of files that differ from git's HEAD, whole
 * whenever they change. The server runs no program, so it knows them from here alone.
 */
export const COMMITTED_NOTIFICATION = 'podreach/committed';

export interface CommittedParams {
  readonly repositories: readonly CommittedState[];
}

export interface CommittedState {
  /** The folder of the repository. */
  readonly root: string;
  /** Manifests that are not as committed; the others are, but for edits that are not saved. */
  readonly files: readonly CommittedFile[];
}

export interface CommittedFile {
  readonly uri: string;
  /** Null for a file that was not there. */
  readonly text: string | null;
}
