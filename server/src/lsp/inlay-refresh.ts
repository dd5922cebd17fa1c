/**
 * Notices when inlay hints that are on the screen would be others now, because another file or a setting changed.
 * What the editor changed in the document itself it asks about by itself.
 */
import { InlayHintRefreshRequest, type InlayHint, type Range } from 'vscode-languageserver';

import { inlayHints } from '../features/inlay-hints';
import { basisOf, isSameBasis, type Basis } from './basis';
import type { Buffer } from './buffers';
import type { DocumentUri } from './document-uri';
import { lookAt } from './look';
import type { Session } from './session';

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
  readonly basis: Basis;
  readonly text: string;
}

export function createInlayRefresh(session: Session): InlayRefresh {
  const { connection, client, buffers } = session;
  const answers = new Map<DocumentUri, Answered>();

  const remember = ({ key, uri, version }: Buffer, range: Range, hints: readonly InlayHint[]): Answered => {
    const answered = { version, range, basis: basisOf(session, uri), text: JSON.stringify(hints) };
    answers.set(key, answered);
    return answered;
  };
  const isOutdated = (buffer: Buffer): boolean => {
    const before = answers.get(buffer.key);
    if (before?.version !== buffer.version) return false;
    if (isSameBasis(before.basis, basisOf(session, buffer.uri))) return false;
    return remember(buffer, before.range, hintsOf(session, buffer.uri, before.range)).text !== before.text;
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

/** None of a document that is in no cluster. */
export function hintsOf(session: Session, uri: string, range: Range): InlayHint[] {
  const look = lookAt(session, uri);
  return look ? inlayHints(look.view, look.file, range, look.model.settings.inlayHints) : [];
}
