/**
 * Which cluster a file belongs to. A workspace is one cluster, unless settings name folders that are clusters
 * of their own (stages, environments, overlays). Knows names of files and folders only, never their content.
 */

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
  readonly patterns: readonly RegExp[];
}

/**
 * Makes the lookup from a file to its cluster. The answer is the URI or path of the deepest folder above the file
 * that a glob names, or {@link SHARED_CLUSTER}. Compile once for given settings: the lookup is made for many files.
 */
export function clusterLookup(folders: readonly OpenFolder[]): (file: string) => string {
  const compiled = folders
    .map(({ folder, roots }) => ({
      prefix: `${withoutTrailingSlash(folder)}/`,
      patterns: roots.map(globPattern),
    }))
    // Of open folders inside each other, the inner one's settings count.
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
  return (file) => {
    const home = compiled.find(({ prefix }) => file.startsWith(prefix));
    return home ? clusterWithin(home, file) : SHARED_CLUSTER;
  };
}

function clusterWithin({ prefix, patterns }: CompiledFolder, file: string): string {
  if (patterns.length === 0) return SHARED_CLUSTER;
  const names = file.slice(prefix.length).split('/').slice(0, -1);
  for (let depth = names.length; depth > 0; depth--) {
    const below = names.slice(0, depth);
    const readable = below.map((name) => `${decodedName(name)}/`).join('');
    if (patterns.some((pattern) => pattern.test(readable))) return prefix + below.join('/');
  }
  return SHARED_CLUSTER;
}

/** Matches the names of nested folders, each with a slash behind it. */
function globPattern(glob: string): RegExp {
  const names = glob.split('/').filter((name) => name !== '' && name !== '.');
  return new RegExp(`^${names.map(namePattern).join('')}$`, 'u');
}

function namePattern(name: string): string {
  if (name === '**') return '(?:[^/]+/)*';
  const literal = name.replace(/[\\^$.|+()[\]{}]/gu, '\\$&');
  return `${literal.replace(/\*+/gu, '[^/]*').replaceAll('?', '[^/]')}/`;
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
  return path.replace(/\/+$/u, '');
}
