/**
 * Brings the files of a workspace folder from the disk into the models, in slices that let messages in between.
 * An open document is never overwritten. Knows no protocol.
 */
import { isKustomization } from '../workspace/kustomizations';
import type { Buffers } from './buffers';
import { documentUri, type DocumentUri } from './document-uri';
import type { Log } from './guard';
import type { Folder, Models } from './models';
import type { FileSource, ManifestText, Runtime } from './runtime';
import { slices } from './slices';
import { isWorthKeeping } from './worth-keeping';

/** Files read at the same time. */
const AT_ONCE = 32;

export interface Disk {
  /**
   * Reads what stands at a place in the folder: the folder itself, a folder below it, or one file. Ends early when
   * `isOver` says that nobody wants the result.
   */
  read(folder: Folder, place: string, told: Told): Promise<LeftOut>;
}

export interface Told {
  /** Called with how many files were read so far. */
  readonly progress?: (filesRead: number) => void;
  /** Called with every file that is there, be it left out. */
  readonly found?: (file: DocumentUri) => void;
  /** Called once the names of all files are known, and the kustomizations are read: those that name other files. */
  readonly surveyed?: () => void;
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
  const beginReading = createReading(parts);
  return {
    async read(folder, place, { progress, found, surveyed, isOver }) {
      const names = await namesAt(parts, folder, place, isOver);
      for (const { key } of names) found?.(key);
      const tally = createTally(folder.settings.maxFiles);
      const pause = slices(parts.runtime);
      const readAll = async (files: readonly Name[]): Promise<void> => {
        const begin = (some: readonly Name[]): Promise<readonly ReadFile[]> =>
          tally.isFull() ? Promise.resolve(some.map(unread)) : beginReading(folder, some);
        for await (const some of readAhead(chunks(files, AT_ONCE), begin)) {
          for (const file of some) {
            if (isOver()) return;
            tally.take(file);
            await pause();
          }
          progress?.(tally.filesRead());
        }
      };
      await readAll(names.filter(({ key }) => isKustomization(key)));
      surveyed?.();
      await readAll(names.filter(({ key }) => !isKustomization(key)));
      return tally.left;
    },
  };
}

interface Tally {
  readonly left: LeftOut;
  /** Takes a file over unless there are enough. */
  take(file: ReadFile): void;
  isFull(): boolean;
  filesRead(): number;
}

function createTally(maxFiles: number): Tally {
  const left = { tooLarge: new Set<DocumentUri>(), overLimit: new Set<DocumentUri>() };
  let filesRead = 0;
  return {
    left,
    take(file) {
      if (filesRead >= maxFiles) left.overLimit.add(file.key);
      else if (file.take() === 'too large') left.tooLarge.add(file.key);
      else filesRead += 1;
    },
    isFull: () => filesRead >= maxFiles,
    filesRead: () => filesRead,
  };
}

/** A file in its two spellings: as it was found, and as it is known. */
interface Name {
  readonly uri: string;
  readonly key: DocumentUri;
}

/** All but those of an inner workspace folder, which reads its files itself. */
async function namesAt(
  { files, models, log }: DiskParts,
  folder: Folder,
  place: string,
  isOver: () => boolean,
): Promise<readonly Name[]> {
  const names: Name[] = [];
  for await (const uris of files.find(folder.uri, place, log.warn)) {
    if (isOver()) return [];
    const found = uris.map((uri) => ({ uri, key: documentUri(uri) }));
    names.push(...found.filter(({ key }) => models.folderOf(key)?.uri === folder.uri));
  }
  return names;
}

/** A file that was read, to be taken over. */
interface ReadFile {
  readonly key: DocumentUri;
  take(): ManifestText | undefined;
}

function unread({ key }: Name): ReadFile {
  return { key, take: () => undefined };
}

type BeginReading = (folder: Folder, files: readonly Name[]) => Promise<readonly ReadFile[]>;

/** Of two readings of one file at the same time the one that began last counts, whichever ends first. */
function createReading(parts: DiskParts): BeginReading {
  const newest = new Map<DocumentUri, object>();
  return async (folder, files) => {
    const reading = {};
    for (const { key } of files) newest.set(key, reading);
    const contents = await Promise.all(files.map(({ uri }) => contentOf(parts, folder, uri)));
    return files.map(({ key }, nth) => ({
      key,
      take() {
        const content = contents[nth];
        if (newest.get(key) !== reading) return content;
        newest.delete(key);
        takeOver(parts, { folder, key, content });
        return content;
      },
    }));
  };
}

interface Content {
  readonly folder: Folder;
  readonly key: DocumentUri;
  /** Undefined for a file that could not be read. */
  readonly content: ManifestText | undefined;
}

/** Parsed at once, while others are read: whoever asks first would wait for all of them. */
function takeOver({ models, buffers }: DiskParts, { folder, key, content }: Content): void {
  // The folder may have been closed, or set up anew, while its files were read.
  if (models.folderOf(key) !== folder) return;
  const text = buffers.get(key)?.text ?? textWorthKeeping(key, content);
  if (text === undefined) return models.remove(key);
  models.set(key, text);
  models.modelOf(key)?.read(key);
}

function textWorthKeeping(key: DocumentUri, content: ManifestText | undefined): string | undefined {
  if (typeof content !== 'object') return undefined;
  return isWorthKeeping(key, content.text) ? content.text : undefined;
}

async function contentOf(
  { files, log }: DiskParts,
  folder: Folder,
  uri: string,
): Promise<ManifestText | undefined> {
  return files.readManifest(folder.uri, uri, folder.settings.maxFileSize * 1024).catch((error: unknown) => {
    log.warn(`Cannot read ${uri}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });
}

function* chunks<T>(items: readonly T[], size: number): Iterable<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** The results one after the other; each is begun while the one before it is looked at. */
async function* readAhead<T, R>(items: Iterable<T>, begin: (item: T) => Promise<R>): AsyncGenerator<R> {
  let begun: Promise<R> | undefined;
  for (const item of items) {
    const before = begun;
    begun = begin(item);
    if (before !== undefined) yield await before;
  }
  if (begun !== undefined) yield await begun;
}
