/**
 * The manifests of a repository that are not as in its HEAD, with their committed texts. Asks git's extension, and runs
 * nothing itself.
 */
import type { CommittedState } from '../../../server/src/lsp/protocol';
import type { Repository } from './git-api';

/** Each takes git a moment: with more than these differing, there is no edit to speak of. */
export const MAX_FILES = 200;
const AT_ONCE = 8;

/** Committed texts by commit and path: they never change. */
export type TextCache = Map<string, string | null>;

/** Undefined before the first commit, and when too much is different. */
export async function committedState(
  repository: Repository,
  cache: TextCache,
): Promise<CommittedState | undefined> {
  const commit = repository.state.HEAD?.commit;
  const uris = changedManifests(repository);
  if (commit === undefined || uris.length > MAX_FILES) return undefined;
  const files: { readonly uri: string; readonly text: string | null }[] = [];
  for (let start = 0; start < uris.length; start += AT_ONCE) {
    const some = uris.slice(start, start + AT_ONCE);
    files.push(...(await Promise.all(some.map((uri) => committedFile(repository, commit, uri, cache)))));
  }
  return { root: repository.rootUri.toString(), files };
}

/** Forgets the texts of commits that are no HEAD any more: there will be many in a day. */
export function forgetOldCommits(cache: TextCache, repositories: readonly Repository[]): void {
  const heads = new Set(repositories.map(({ state }) => state.HEAD?.commit));
  for (const key of cache.keys()) if (!heads.has(key.slice(0, key.indexOf(' ')))) cache.delete(key);
}

type FileUri = Repository['rootUri'];

/** By their names, now and at HEAD; each once. */
function changedManifests({ state }: Repository): readonly FileUri[] {
  const { indexChanges, workingTreeChanges, mergeChanges, untrackedChanges = [] } = state;
  const changes = [...indexChanges, ...workingTreeChanges, ...mergeChanges, ...untrackedChanges];
  const uris = changes.flatMap(({ uri, originalUri }) => [uri, originalUri]);
  const manifests = uris.filter(({ path }) => /\.(?:ya?ml|json)$/iu.test(path));
  return [...new Map(manifests.map((uri) => [uri.toString(), uri])).values()];
}

async function committedFile(
  repository: Repository,
  commit: string,
  uri: FileUri,
  cache: TextCache,
): Promise<{ readonly uri: string; readonly text: string | null }> {
  const key = `${commit} ${uri.toString()}`;
  const known = cache.get(key);
  // Git says no more than that it failed: a file that is new has no committed text.
  const text = known === undefined ? await repository.show(commit, uri.fsPath).catch(() => null) : known;
  cache.set(key, text);
  return { uri: uri.toString(), text };
}
