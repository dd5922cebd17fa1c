/**
 * What the open documents were when they were saved last. Knows no manifests.
 */
import type { Buffer, Buffers } from './buffers';
import { isAtOrBelow, type DocumentUri } from './document-uri';
import type { Models } from './models';
import type { FileSource } from './runtime';

export interface SavedTexts {
  /** Until the disk has answered, the text with which a document was opened counts as saved. */
  opened(buffer: Buffer): Promise<void>;
  saved(buffer: Buffer): void;
  closed(key: DocumentUri): void;
  /** What stands at these places may be different on the disk now. */
  reread(places: ReadonlySet<string>): Promise<void>;
  /** Undefined for a document that was never saved, or is not open. */
  of(key: DocumentUri): string | undefined;
}

export interface SavedTextsParts {
  readonly files: FileSource;
  readonly models: Models;
  readonly buffers: Buffers;
  readonly ready: (file: DocumentUri) => Promise<void>;
}

export function createSavedTexts({ files, models, buffers, ready }: SavedTextsParts): SavedTexts {
  const texts = new Map<DocumentUri, string>();

  const read = async ({ key }: Buffer): Promise<void> => {
    // Before that the folder of a file is not known.
    await ready(key);
    const folder = models.folderOf(key);
    const before = texts.get(key);
    const onDisk = folder && (await files.read(folder.uri, key).catch(() => undefined));
    // Saved or closed meanwhile: then that is newer.
    if (onDisk !== undefined && texts.get(key) === before) texts.set(key, onDisk);
  };
  return {
    opened(buffer) {
      if (buffer.uri.startsWith('untitled:')) return Promise.resolve();
      texts.set(buffer.key, buffer.text);
      // A window that comes back may open a document with edits that were not saved.
      return read(buffer);
    },
    saved({ key, text }) {
      texts.set(key, text);
    },
    closed(key) {
      texts.delete(key);
    },
    async reread(places) {
      const open = [...buffers.all()].filter(({ key }) => isAtOrBelow(places, key));
      await Promise.all(open.map(read));
    },
    of: (key) => texts.get(key),
  };
}
