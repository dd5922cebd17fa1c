/**
 * What is used of the API that VS Code's own git extension exports, version 1. Types only.
 */
import type { Event, Uri } from 'vscode';

export interface GitExtension {
  /** As the setting `git.enabled` says. */
  readonly enabled: boolean;
  /** Throws when git is not enabled. */
  getAPI(version: 1): GitApi;
}

export interface GitApi {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: Event<Repository>;
  readonly onDidCloseRepository: Event<Repository>;
}

export interface Repository {
  readonly rootUri: Uri;
  readonly state: RepositoryState;
  /** The text of a file in a commit; rejects when it is not there. */
  show(ref: string, path: string): Promise<string>;
}

export interface RepositoryState {
  /** Undefined before the first commit. */
  readonly HEAD: { readonly commit?: string } | undefined;
  readonly indexChanges: readonly Change[];
  readonly workingTreeChanges: readonly Change[];
  readonly mergeChanges: readonly Change[];
  /** Empty when they are among those of the working tree. */
  readonly untrackedChanges?: readonly Change[];
  readonly onDidChange: Event<void>;
}

export interface Change {
  readonly uri: Uri;
  /** Another one for a file that was renamed. */
  readonly originalUri: Uri;
}
