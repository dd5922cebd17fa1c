/**
 * Takes the names of the user's folders out of a text, however they are written there.
 */

/** @returns the text with other names in the places of folders */
export type Hide = (text: string) => string;

export interface HiddenFolder {
  /** As the file system has it: `/home/ada`, `C:\Users\ada`. */
  readonly path: string;
  /** What stands there instead: `~`. */
  readonly name: string;
}

/** The longest folder counts where one lies in another. */
export function hidingFolders(folders: readonly HiddenFolder[]): Hide {
  const spellings = folders
    .filter(({ path }) => path.length > 1)
    .flatMap(({ path, name }) => spellingsOf(path).map((spelling) => ({ spelling, name })))
    .toSorted((a, b) => b.spelling.length - a.spelling.length);
  return (text) => spellings.reduce((left, { spelling, name }) => replaced(left, spelling, name), text);
}

/** Of a path also how it stands in URIs and in JSON. */
function spellingsOf(path: string): readonly string[] {
  const slashes = path.replaceAll('\\', '/');
  const inUri = slashes.split('/').map(encodeURIComponent).join('/');
  return [...new Set([path, slashes, inUri, path.replaceAll('\\', '\\\\')])];
}

/** Upper and lower case alike: drives are written in both. Folders whose names only begin so are others. */
function replaced(text: string, spelling: string, name: string): string {
  const pattern = new RegExp(`${escaped(spelling)}(?![\\w-])`, 'giu');
  return text.replace(pattern, () => name);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
