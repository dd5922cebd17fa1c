/**
 * Notices when the inlay hints of an open document would be others now, because another file or a setting changed.
 * What the editor changed in the document itself it asks about by itself.
 */
import { InlayHintRefreshRequest } from 'vscode-languageserver';

import { inlayHints } from '../features/inlay-hints';
import type { Buffer } from './buffers';
import type { DocumentUri } from './document-uri';
import { lookAt } from './look';
import type { Session } from './session';

interface Seen {
  readonly version: number;
  readonly hints: string;
}

/** To be called when changes have paused: asks the client to ask again where hints are outdated. */
export function createInlayRefresh(session: Session): () => Promise<void> {
  const { connection, client, buffers } = session;
  let seen: ReadonlyMap<DocumentUri, Seen> = new Map();
  return async () => {
    if (!client.refreshesInlayHints) return;
    const before = seen;
    const open = [...buffers.all()];
    seen = new Map(open.map((buffer) => [buffer.key, look(session, buffer)]));
    const isOutdated = open.some(({ key, version }) => {
      const known = before.get(key);
      return known?.version === version && known.hints !== seen.get(key)?.hints;
    });
    if (isOutdated) await connection.sendRequest(InlayHintRefreshRequest.type);
  };
}

function look(session: Session, { uri, version }: Buffer): Seen {
  const found = lookAt(session, uri);
  if (found === undefined) return { version, hints: '' };
  const { view, file, model } = found;
  const hints = inlayHints(view, file, WHOLE, model.settings.inlayHints);
  return { version, hints: JSON.stringify(hints) };
}

/** More lines than any document has. */
const LAST_LINE = 2 ** 31 - 1;
const WHOLE = { start: { line: 0, character: 0 }, end: { line: LAST_LINE, character: 0 } };
