/**
 * Lines of a text in which places can be opened, and how files are called in it. Knows nothing of what is said.
 */
import type { Location } from 'vscode-languageserver';
import { URI } from 'vscode-uri';

import type { LinkedText, TextLink } from '../lsp/protocol';

export interface Line {
  readonly text: string;
  /** Stands in parentheses behind the text. */
  readonly place?: Place;
}

export interface Place {
  /** `pods.yaml:12` */
  readonly name: string;
  readonly location: Location;
}

/** The lines below each other, each place a link. */
export function linkedText(lines: readonly Line[]): LinkedText {
  const links: TextLink[] = [];
  const texts = lines.map(({ text, place }, line) => {
    if (place === undefined) return text;
    const start = text.length + ' ('.length;
    const end = start + place.name.length;
    links.push({
      range: { start: { line, character: start }, end: { line, character: end } },
      target: place.location,
    });
    return `${text} (${place.name})`;
  });
  return { text: `${texts.join('\n')}\n`, links };
}

/** Names of files from the deepest folder on that has all of them, but for files that are in no folder. */
export function fileNames(uris: readonly string[]): (uri: string) => string {
  const folder = commonFolder(uris.map(pathOf).filter((path) => path.startsWith('/')));
  return (uri) => {
    const path = pathOf(uri);
    return path.startsWith(folder) ? path.slice(folder.length) : path;
  };
}

function pathOf(uri: string): string {
  return URI.parse(uri).path;
}

/** The deepest folder that has all files, with the slash at its end; empty when the paths have nothing in common. */
export function commonFolder([first = '', ...others]: readonly string[]): string {
  return others.reduce((folder, path) => {
    let common = folder;
    while (!path.startsWith(common)) common = folderOf(common.slice(0, -1));
    return common;
  }, folderOf(first));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
