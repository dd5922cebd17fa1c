/**
 * Files that only the client can read, which the server asks for.
 */

/** Request `podreach/listFolder` (server → client): `FileParams` → `readonly FolderEntry[]`. Links are left out. */
export const LIST_FOLDER_REQUEST = 'podreach/listFolder';

/** Request `podreach/stat` (server → client): `FileParams` → `FileStat | null`. Null when there is nothing, or a link. */
export const STAT_REQUEST = 'podreach/stat';

/** Request `podreach/readFile` (server → client): `FileParams` → the text, read as UTF-8. */
export const READ_FILE_REQUEST = 'podreach/readFile';

/** The client refuses what lies in none of its workspace folders. */
export interface FileParams {
  readonly uri: string;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

export interface FileStat {
  readonly kind: 'file' | 'folder';
  /** Bytes. */
  readonly size: number;
}
