/**
 * Notices when inlay hints that are on the screen would be others now, because another file or a setting changed.
 * What the editor changed in the document itself it asks about by itself.
 */
import { InlayHintRefreshRequest, type InlayHint, type Range } from 'vscode-languageserver';

import { inlayHints } from '../features/inlay-hints';
import type { Buffer } from './buffers';
import type { DocumentUri } from './document-uri';
import { lookAt } from './look';
import type { Session } from './session';
import type { Settings } from './settings';

export interface InlayRefresh {
  /** The client was given these hints for the lines on its screen. */
  answered(buffer: Buffer, range: Range, hints: readonly InlayHint[]): void;
  forget(key: DocumentUri): void;
  /** Changes have paused: asks the client to ask again where hints are outdated. */
  settled(): Promise<void>;
}

/** What the client was given last, and what it rested on. */
interface Answered {
  readonly version: number;
  readonly range: Range;
  readonly generation: number | undefined;
  readonly settings: Settings | undefined;
  readonly text: string;
}

export function createInlayRefresh(session: Session): InlayRefresh {
  const { connection, client, buffers } = session;
  const answers = new Map<DocumentUri, Answered>();

  const remember = (buffer: Buffer, range: Range, hints: readonly InlayHint[]): void => {
    const look = lookAt(session, buffer.uri);
    const { generation } = look?.view.snapshot ?? {};
    const { version } = buffer;
    const text = JSON.stringify(hints);
    answers.set(buffer.key, { version, range, generation, settings: look?.model.settings, text });
  };
  const isOutdated = (buffer: Buffer): boolean => {
    const before = answers.get(buffer.key);
    const look = lookAt(session, buffer.uri);
    if (before?.version !== buffer.version || look === undefined) return false;
    const { view, file, model } = look;
    if (before.generation === view.snapshot.generation && before.settings === model.settings) return false;
    remember(buffer, before.range, inlayHints(view, file, before.range, model.settings.inlayHints));
    return answers.get(buffer.key)?.text !== before.text;
  };
  return {
    answered: remember,
    forget(key) {
      answers.delete(key);
    },
    async settled() {
      if (!client.refreshesInlayHints) return;
      // Every document is looked at, so that each is remembered as it is now.
      const outdated = [...buffers.all()].filter(isOutdated);
      if (outdated.length > 0) await connection.sendRequest(InlayHintRefreshRequest.type);
    },
  };
}
