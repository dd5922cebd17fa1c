/**
 * Settings that the client decides document by document, since it knows what other extensions do there. It is asked when
 * a document is opened and when settings change; with clients that do not offer it, those of the folder count.
 */
import type { Buffer, Buffers } from './buffers';
import type { DocumentUri } from './document-uri';
import { withPatience } from './patience';
import type { Runtime } from './runtime';
import type { Settings } from './settings';
import type { SettingsSource } from './settings-source';

export type OwnSettings = Pick<Settings, 'checksSchema' | 'offersFields'>;

export interface DocumentSettings {
  /** Undefined while nothing is known of the document itself. */
  of(file: DocumentUri): OwnSettings | undefined;
  opened(buffer: Pick<Buffer, 'key' | 'uri'>): Promise<void>;
  closed(file: DocumentUri): void;
  /** Settings may be others now, of any document. */
  changed(): Promise<void>;
  /** Resolves when the client has answered about the document, or has been silent for too long. */
  ready(file: DocumentUri): Promise<void>;
}

export interface DocumentSettingsParts {
  readonly runtime: Runtime;
  readonly buffers: Buffers;
  readonly source: SettingsSource;
  /** Whether the client answers for single documents. */
  readonly offered: boolean;
}

export function createDocumentSettings(parts: DocumentSettingsParts): DocumentSettings {
  const { runtime, buffers, source, offered } = parts;
  const known = new Map<DocumentUri, OwnSettings>();
  const asked = new Map<DocumentUri, Promise<void>>();

  const ask = async ({ key, uri }: Pick<Buffer, 'key' | 'uri'>): Promise<void> => {
    const settings = await source.read(uri);
    if (buffers.get(uri) !== undefined) known.set(key, settings);
  };
  const opened: DocumentSettings['opened'] = async (buffer) => {
    if (!offered) return;
    const answer = ask(buffer);
    // Who waits is told that it is over, whatever came of it.
    const over = answer.catch(() => undefined).then(() => void asked.delete(buffer.key));
    asked.set(buffer.key, over);
    await answer;
  };
  return {
    of: (file) => known.get(file),
    opened,
    closed(file) {
      known.delete(file);
    },
    async changed() {
      await Promise.all(Array.from(buffers.all(), opened));
    },
    ready(file) {
      const answer = asked.get(file);
      return answer === undefined ? Promise.resolve() : withPatience(runtime, answer);
    },
  };
}
