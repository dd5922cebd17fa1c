/**
 * Brings the files of a workspace folder from the disk into the models, in slices that let messages in between.
 * An open document is never overwritten. Knows no protocol.
 */
import type { Buffers } from './buffers';
import { documentUri, type DocumentUri } from './document-uri';
import type { Log } from './guard';
import type { Folder, Models } from './models';
import type { FileSource, FoundFile, Runtime } from './runtime';
import { slices } from './slices';

/** Files read at the same time. */
const AT_ONCE = 32;

export interface Disk {
  /**
   * Reads what stands at a place in the folder: the folder itself, a folder below it, or one file. Tells how many
   * files were read so far. Ends early when `isOver` says that nobody wants the result.
   */
  read(folder: Folder, place: string, told: Told): Promise<LeftOut>;
}

export interface Told {
  readonly progress?: (filesRead: number) => void;
  /** Called with every file that is there, be it left out. */
  readonly found?: (file: DocumentUri) => void;
  readonly isOver: () => boolean;
}

/** Files that were left out because of a limit. */
export interface LeftOut {
  readonly tooLarge: ReadonlySet<DocumentUri>;
  readonly overLimit: ReadonlySet<DocumentUri>;
}

export interface DiskParts {
  readonly runtime: Runtime;
  readonly files: FileSource;
  readonly models: Models;
  readonly buffers: Buffers;
  readonly log: Log;
}

export function createDisk(parts: DiskParts): Disk {
  const { runtime, files, log } = parts;
  const readTogether = createReading(parts);
  return {
    async read(folder, place, { progress, found: tellFound, isOver }) {
      const left = { tooLarge: new Set<DocumentUri>(), overLimit: new Set<DocumentUri>() };
      let filesRead = 0;
      const pause = slices(runtime);
      for await (const found of files.find(folder.uri, place, log.warn)) {
        const wanted = wantedFiles(parts, folder, found);
        for (const { uri } of wanted) tellFound?.(documentUri(uri));
        const isSmall = ({ size }: FoundFile): boolean => size <= folder.settings.maxFileSize * 1024;
        const small = wanted.filter(isSmall);
        const large = wanted.filter((file) => !isSmall(file));
        for (const file of large) leaveOut(parts, folder, file);
        const room = Math.max(0, folder.settings.maxFiles - filesRead);
        const within = small.slice(0, room);
        for (const { uri } of large) left.tooLarge.add(documentUri(uri));
        for (const { uri } of small.slice(room)) left.overLimit.add(documentUri(uri));
        for (const some of chunks(within, AT_ONCE)) {
          if (isOver()) return left;
          await readTogether(folder, some);
          filesRead += some.length;
          progress?.(filesRead);
          await pause();
        }
      }
      return left;
    },
  };
}

/** An inner workspace folder reads its files itself. */
function wantedFiles(
  { models }: DiskParts,
  folder: Folder,
  found: readonly FoundFile[],
): readonly FoundFile[] {
  return found.filter(({ uri }) => models.folderOf(documentUri(uri))?.uri === folder.uri);
}

/** What has grown too large is not kept as it was. */
function leaveOut({ models, buffers }: DiskParts, folder: Folder, { uri }: FoundFile): void {
  const key = documentUri(uri);
  if (buffers.get(key) === undefined && models.folderOf(key) === folder) models.remove(key);
}

/** Of two readings of one file at the same time the one that began last counts, whichever ends first. */
function createReading(parts: DiskParts): (folder: Folder, files: readonly FoundFile[]) => Promise<void> {
  const newest = new Map<DocumentUri, object>();
  return async (folder, files) => {
    const keys = files.map(({ uri }) => documentUri(uri));
    const reading = {};
    for (const key of keys) newest.set(key, reading);
    const texts = await Promise.all(files.map(({ uri }) => textOf(parts, folder, uri)));
    for (const [index, key] of keys.entries()) {
      if (newest.get(key) !== reading) continue;
      newest.delete(key);
      take(parts, { folder, key, text: texts[index] });
    }
  };
}

interface ReadText {
  readonly folder: Folder;
  readonly key: DocumentUri;
  /** Undefined for a file that could not be read. */
  readonly text: string | undefined;
}

function take({ models, buffers }: DiskParts, { folder, key, text }: ReadText): void {
  const known = buffers.get(key)?.text ?? text;
  // The folder may have been closed, or set up anew, while its files were read.
  if (models.folderOf(key) !== folder) return;
  if (known === undefined) models.remove(key);
  else models.set(key, known);
}

async function textOf({ files, log }: DiskParts, folder: Folder, uri: string): Promise<string | undefined> {
  return files.read(folder.uri, uri).catch((error: unknown) => {
    log.warn(`Cannot read ${uri}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });
}

function* chunks<T>(items: readonly T[], size: number): Iterable<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
