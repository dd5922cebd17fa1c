/**
 * Follows the repositories of VS Code's git extension and tells what was committed. Without that extension, in an
 * untrusted workspace for instance, nothing is told, and nothing is missed but comparisons with HEAD.
 */
import { Disposable, extensions } from 'vscode';
import type { CommittedParams } from '../../../server/src/lsp/protocol';
import { latestRun } from '../latest-run';
import { committedState, forgetOldCommits, type TextCache } from './committed-state';
import type { GitApi, GitExtension, Repository } from './git-api';

export interface CommittedWatchParts {
  /** Tells the server; called whenever something is different. */
  readonly tell: (params: CommittedParams) => Promise<void>;
  /** Told what went wrong: nobody waits for this. */
  readonly log: (error: unknown) => void;
}

export class CommittedWatch implements Disposable {
  readonly #parts: CommittedWatchParts;
  readonly #refresh: () => Promise<void>;
  readonly #texts: TextCache = new Map();
  #api: Promise<GitApi | undefined> | undefined;
  #watched: Disposable[] = [];
  #told = '';
  #roots: readonly string[] = [];

  constructor(parts: CommittedWatchParts) {
    this.#parts = parts;
    this.#refresh = latestRun(() => this.#tellChanges().catch(parts.log));
  }

  /** A server has come up that knows nothing yet. */
  start(): void {
    this.#told = '';
    void this.#refresh();
  }

  /** Whether HEAD is known for a document or folder. */
  readonly isCommitted = (uri: string): boolean =>
    this.#roots.some((root) => uri === root || uri.startsWith(`${root}/`));

  dispose(): void {
    Disposable.from(...this.#watched).dispose();
  }

  async #tellChanges(): Promise<void> {
    const api = await (this.#api ??= this.#connect());
    if (api === undefined) return;
    forgetOldCommits(this.#texts, api.repositories);
    const states = await Promise.all(
      api.repositories.map((repository) => committedState(repository, this.#texts)),
    );
    const repositories = states.filter((state) => state !== undefined);
    this.#roots = repositories.map(({ root }) => root);
    const news = JSON.stringify(repositories);
    if (news === this.#told) return;
    this.#told = news;
    await this.#parts.tell({ repositories });
  }

  async #connect(): Promise<GitApi | undefined> {
    const extension = extensions.getExtension<GitExtension>('vscode.git');
    if (extension === undefined) return undefined;
    try {
      const git = await extension.activate();
      if (!git.enabled) return undefined;
      const api = git.getAPI(1);
      this.#watch(api);
      return api;
    } catch (error) {
      this.#parts.log(error);
      return undefined;
    }
  }

  #watch(api: GitApi): void {
    const refresh = (): void => void this.#refresh();
    const follow = ({ state }: Repository): void => {
      this.#watched.push(state.onDidChange(refresh));
    };
    api.repositories.forEach(follow);
    this.#watched.push(
      api.onDidOpenRepository((repository) => {
        follow(repository);
        refresh();
      }),
      api.onDidCloseRepository(refresh),
    );
  }
}
