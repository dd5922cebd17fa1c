/**
 * Notices when a lens that is on the screen would say something else now, because another file changed.
 * What the editor changed in the document itself it asks about by itself.
 */
import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';

import { codeLenses } from '../features/code-lens';
import type { Buffer } from './buffers';
import type { DocumentUri } from './document-uri';
import { lensOptions, lookAt } from './look';
import type { Session } from './session';

export interface LensRefresh {
  /** The client was given these lenses. */
  answered(buffer: Buffer, lenses: readonly CodeLens[]): void;
  forget(key: DocumentUri): void;
  /** Changes have paused: asks the client to ask again where a lens is outdated. */
  settled(): Promise<void>;
}

interface Answered {
  readonly version: number;
  readonly generation: number | undefined;
  readonly text: string;
  /** Titles that were left for later cannot be compared. */
  readonly isComplete: boolean;
}

export function createLensRefresh(session: Session): LensRefresh {
  const { connection, client, buffers } = session;
  const answers = new Map<DocumentUri, Answered>();

  const remember = (buffer: Buffer, lenses: readonly CodeLens[]): Answered => {
    const answered: Answered = {
      version: buffer.version,
      generation: lookAt(session, buffer.uri)?.view.snapshot.generation,
      text: JSON.stringify(lenses),
      isComplete: lenses.every(({ command }) => command !== undefined),
    };
    answers.set(buffer.key, answered);
    return answered;
  };
  const isOutdated = (buffer: Buffer): boolean => {
    const before = answers.get(buffer.key);
    const look = lookAt(session, buffer.uri);
    if (before?.version !== buffer.version || look === undefined) return false;
    if (before.generation === look.view.snapshot.generation) return false;
    const now = remember(buffer, codeLenses(look.view, look.file, lensOptions(session, look)));
    return !now.isComplete || now.text !== before.text;
  };
  return {
    answered: remember,
    forget(key) {
      answers.delete(key);
    },
    async settled() {
      // Every document is looked at, so that each is remembered as it is now.
      const outdated = [...buffers.all()].filter(isOutdated);
      if (outdated.length > 0 && client.refreshesCodeLenses)
        await connection.sendRequest(CodeLensRefreshRequest.type);
    },
  };
}
