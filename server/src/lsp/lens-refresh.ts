/**
 * Notices when a lens that is on the screen would say something else now, because another file or a setting changed.
 * What the editor changed in the document itself it asks about by itself.
 */
import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';

import { codeLenses } from '../features/code-lens';
import type { Buffer } from './buffers';
import { basisOf, isSameBasis, type Basis } from './basis';
import type { DocumentUri } from './document-uri';
import { earlierOf, lensOptions, lookAt } from './look';
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
  /** Of the cluster that the document's is compared with. */
  readonly earlier: string;
  readonly text: string;
  /** Titles that were left for later cannot be compared. */
  readonly isComplete: boolean;
}

export function createLensRefresh(session: Session): LensRefresh {
  const { connection, client, buffers } = session;
  const answers = new Map<DocumentUri, Answered>();

  const remember = ({ key, uri, version }: Buffer, lenses: readonly CodeLens[]): Answered => {
    const isComplete = lenses.every(({ command }) => command !== undefined);
    const [basis, earlier] = [basisOf(session, uri), earlierGeneration(session, uri)];
    const answered = { version, basis, earlier, text: JSON.stringify(lenses), isComplete };
    answers.set(key, answered);
    return answered;
  };
  const isOutdated = (buffer: Buffer): boolean => {
    const before = answers.get(buffer.key);
    if (before?.version !== buffer.version) return false;
    const isSame =
      isSameBasis(before.basis, basisOf(session, buffer.uri)) &&
      before.earlier === earlierGeneration(session, buffer.uri);
    if (isSame) return false;
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

function earlierGeneration(session: Session, uri: string): string {
  const look = lookAt(session, uri);
  const earlier = look && earlierOf(session, look);
  return earlier === undefined ? '' : `${earlier.since} ${earlier.view.snapshot.generation}`;
}
