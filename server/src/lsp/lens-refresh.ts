/**
 * Notices when a lens that is on the screen would say something else now, because another file or a setting changed.
 * What the editor changed in the document itself it asks about by itself.
 */
import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';

import { codeLenses } from '../features/code-lens';
import type { Buffer } from './buffers';
import { basisOf, isSameBasis, type Basis } from './basis';
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
  readonly basis: Basis;
  readonly text: string;
  /** Titles that were left for later cannot be compared. */
  readonly isComplete: boolean;
}

export function createLensRefresh(session: Session): LensRefresh {
  const { connection, client, buffers } = session;
  const answers = new Map<DocumentUri, Answered>();

  const remember = ({ key, uri, version }: Buffer, lenses: readonly CodeLens[]): Answered => {
    const isComplete = lenses.every(({ command }) => command !== undefined);
    const answered = { version, basis: basisOf(session, uri), text: JSON.stringify(lenses), isComplete };
    answers.set(key, answered);
    return answered;
  };
  const isOutdated = (buffer: Buffer): boolean => {
    const before = answers.get(buffer.key);
    if (before?.version !== buffer.version) return false;
    if (isSameBasis(before.basis, basisOf(session, buffer.uri))) return false;
    const now = remember(buffer, lensesOf(session, buffer.uri));
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

/** None of a document that is in no cluster, and none where they are not wanted. */
export function lensesOf(session: Session, uri: string): CodeLens[] {
  const look = lookAt(session, uri);
  return look?.model.settings.codeLens ? codeLenses(look.view, look.file, lensOptions(session, look)) : [];
}
