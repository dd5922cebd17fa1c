/**
 * One spelling for each file. Clients, watchers and the disk differ in drive letters and escapes (`C%3A`, `c:`).
 */
import { URI } from 'vscode-uri';

declare const spelled: unique symbol;

/** A URI in the one spelling used as a key. */
export type DocumentUri = string & { readonly [spelled]: true };

/** The only way to a {@link DocumentUri}. What is no URI is kept as it is, and is then only equal to itself. */
export function documentUri(uri: string): DocumentUri {
  return asKey(canonical(uri));
}

function canonical(uri: string): string {
  try {
    return URI.parse(uri, true).toString();
  } catch (error) {
    if (error instanceof Error) return uri;
    throw error;
  }
}

function asKey(uri: string): DocumentUri {
  return uri as DocumentUri;
}

/** Whether `uri` is the folder or lies below it. */
export function isBelow(folder: string, uri: string): boolean {
  return uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The folder a file lies in. */
export function parentFolder(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** Looks at the folders above the file rather than at all places: after a checkout there are thousands of them. */
export function isAtOrBelow(places: ReadonlySet<string>, file: string): boolean {
  for (let place = file; place !== ''; place = parentFolder(place)) {
    if (places.has(place)) return true;
  }
  return false;
}
