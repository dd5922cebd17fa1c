/**
 * Which cluster a file belongs to. A workspace is one cluster, unless settings name folders that are clusters
 * of their own (stages, environments, overlays). Knows names of files and folders only, never their content.
 */
import { trimEndOf } from '../manifests/source-text';

/** A folder that is open, with the globs of its setting `podreach.cluster.roots`. */
export interface OpenFolder {
  /** URI or path, with forward slashes, written as the files in it are. */
  readonly folder: string;
  /**
   * Globs of folders below `folder` that are each a cluster of their own: `stages/*`. A `*` stands for any part
   * of one name, `?` for one character, `**` for any number of folders.
   */
  readonly roots: readonly string[];
}

/** The cluster of every file that is in no cluster root. */
export const SHARED_CLUSTER = '';

interface CompiledFolder {
  readonly prefix: string;
  readonly globs: readonly Glob[];
}

/**
 * Makes the lookup from a file to its cluster. The answer is the URI or path of the deepest folder above the file
 * that a glob names, or {@link SHARED_CLUSTER}. Compile once for given settings: the lookup is made for many files.
 */
export function clusterLookup(folders: readonly OpenFolder[]): (file: string) => string {
  const compiled = folders
    .map(({ folder, roots }) => ({
      prefix: `${withoutTrailingSlash(folder)}/`,
      globs: roots.map(namesOf),
    }))
    // Of open folders inside each other, the inner one's settings count.
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
  return (file) => {
    const home = compiled.find(({ prefix }) => file.startsWith(prefix));
    return home ? clusterWithin(home, file) : SHARED_CLUSTER;
  };
}

function clusterWithin({ prefix, globs }: CompiledFolder, file: string): string {
  if (globs.length === 0) return SHARED_CLUSTER;
  const names = file.slice(prefix.length).split('/').slice(0, -1);
  for (let depth = names.length; depth > 0; depth--) {
    const below = names.slice(0, depth);
    const readable = below.map(decodedName);
    if (globs.some((glob) => matchesFolder(glob, readable))) return prefix + below.join('/');
  }
  return SHARED_CLUSTER;
}

type Glob = readonly string[];

function namesOf(glob: string): Glob {
  return glob.split('/').filter((name) => name !== '' && name !== '.');
}

function matchesFolder(glob: Glob, names: readonly string[]): boolean {
  return matches(glob, names, '**', (pattern, name) => matches([...pattern], [...name], '*', fitsCharacter));
}

function fitsCharacter(pattern: string, character: string): boolean {
  return pattern === '?' || pattern === character;
}

/**
 * Whether a pattern stands for the items, `many` in it for any number of them. Only the last `many` is ever tried
 * again: globs come with a workspace that may be anybody's, and no glob may take long.
 */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  many: string,
  fits: (pattern: string, item: string) => boolean,
): boolean {
  let [at, next] = [0, 0];
  let retry: { readonly pattern: number; item: number } | undefined;
  while (next < items.length) {
    const part = pattern[at];
    if (part === many) {
      retry = { pattern: at + 1, item: next };
      at += 1;
    } else if (part !== undefined && fits(part, items[next] ?? '')) {
      at += 1;
      next += 1;
    } else if (retry) {
      retry.item += 1;
      [at, next] = [retry.pattern, retry.item];
    } else return false;
  }
  return pattern.slice(at).every((part) => part === many);
}

/** URIs escape blanks and other signs that a glob writes plainly. */
export function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // Paths may hold a stray percent sign; such a name means itself.
    return name;
  }
}

function withoutTrailingSlash(path: string): string {
  return trimEndOf(path, '/');
}
