/**
 * How diagnostics reach the client. Two ways with one interface: the client asks (pull), or, when it cannot,
 * the server sends (push). Which one is chosen once, by what the client can do; never both.
 */
import {
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type Diagnostic,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';

import type { Buffer } from './buffers';
import type { DocumentUri } from './document-uri';
import { outdatedReports, type Report, type Reports } from './reports';
import type { Session } from './session';

export interface DiagnosticsSchedule {
  /** A document was opened, or has a new version. */
  changed(buffer: Buffer): void;
  closed(uri: string, key: DocumentUri): void;
  /** Changes have paused: see whether other documents are affected. */
  settled(): Promise<void>;
}

export function createDiagnosticsSchedule(session: Session, reports: Reports): DiagnosticsSchedule {
  return session.client.pullsDiagnostics ? pull(session, reports) : push(session, reports);
}

const NOTHING: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

function pull({ connection, client, guard, buffers, ready }: Session, reports: Reports): DiagnosticsSchedule {
  const answer = async ({ textDocument, previousResultId }: DocumentDiagnosticParams) => {
    const before = buffers.get(textDocument.uri);
    if (before === undefined) return NOTHING;
    await ready(before.key);
    const buffer = buffers.get(textDocument.uri);
    if (buffer?.version !== before.version) return askAgain();
    return reportFor(reports.of(buffer), previousResultId);
  };
  connection.languages.diagnostics.on(guard.request('textDocument/diagnostic', NOTHING, answer));
  return {
    changed: () => undefined,
    closed: (_uri, key) => reports.forget(key),
    async settled() {
      if (!client.refreshesDiagnostics || outdatedReports(reports, buffers).length === 0) return;
      await connection.languages.diagnostics.refresh();
    },
  };
}

function reportFor(
  { resultId, items }: Report,
  previousResultId: string | undefined,
): DocumentDiagnosticReport {
  return resultId === previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
}

/** The text changed while its folder was read; what the client shows meanwhile must not be taken away. */
function askAgain(): ResponseError<DiagnosticServerCancellationData> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'The text has changed', { retriggerRequest: true });
}

function push(session: Session, reports: Reports): DiagnosticsSchedule {
  const { connection, runtime, guard, buffers, ready } = session;
  const send = (uri: string, version: number | undefined, items: readonly Diagnostic[]): Promise<void> =>
    connection.sendDiagnostics({ uri, diagnostics: [...items], ...(version !== undefined && { version }) });
  const publish = async ({ uri, version, key }: Buffer): Promise<void> => {
    await ready(key);
    // Changes that wait in the queue come first, so that only the newest version is published.
    await runtime.nextTurn();
    const buffer = buffers.get(uri);
    if (buffer?.version !== version) return;
    await send(uri, version, reports.of(buffer).items);
  };
  return {
    changed(buffer) {
      void guard.task('publishDiagnostics', buffer.uri, () => publish(buffer));
    },
    closed(uri, key) {
      reports.forget(key);
      void guard.task('publishDiagnostics', uri, () => send(uri, undefined, []));
    },
    async settled() {
      for (const buffer of outdatedReports(reports, buffers)) {
        await send(buffer.uri, buffer.version, reports.of(buffer).items);
      }
    },
  };
}
