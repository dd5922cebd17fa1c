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
import { documentUri, type DocumentUri } from './document-uri';
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

function pull(session: Session, reports: Reports): DiagnosticsSchedule {
  const { connection, client, guard, buffers, ready, isReady, ownReady } = session;
  // VS Code asks about the documents of its tabs, and only then says that they are open, when a server starts anew.
  const askedEarly = new Set<string>();
  const refresh = async (): Promise<void> => {
    if (client.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
  };
  /** Only where the client can be told that there is more to come. */
  const ownReport = async (uri: string): Promise<Report | undefined> => {
    if (!client.refreshesDiagnostics || !(await ownReady(documentUri(uri)))) return undefined;
    const buffer = buffers.get(uri);
    return buffer === undefined || isReady(buffer.key) ? undefined : reports.giveOwn(buffer);
  };
  const wholeReport = async (uri: string): Promise<Report | undefined> => {
    await ready(documentUri(uri));
    const buffer = buffers.get(uri);
    return buffer && reports.give(buffer);
  };
  const answer = async ({ textDocument: { uri }, previousResultId }: DocumentDiagnosticParams) => {
    const version = buffers.get(uri)?.version;
    const report = (await ownReport(uri)) ?? (await wholeReport(uri));
    if (report?.version !== version) return askAgain();
    if (report) return reportFor(report, previousResultId);
    askedEarly.add(uri);
    return NOTHING;
  };
  connection.languages.diagnostics.on(guard.request('textDocument/diagnostic', NOTHING, answer));
  return {
    changed({ uri }) {
      if (askedEarly.delete(uri)) void guard.task('workspace/diagnostic/refresh', uri, refresh);
    },
    closed: (_uri, key) => reports.forget(key),
    async settled() {
      if (outdatedReports(reports, session).length > 0) await refresh();
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
  const { connection, runtime, guard, buffers, ready, isReady, ownReady } = session;
  const send = (uri: string, version: number | undefined, items: readonly Diagnostic[]): Promise<void> =>
    connection.sendDiagnostics({ uri, diagnostics: [...items], ...(version !== undefined && { version }) });
  const publishReport = async (
    { uri, version, key }: Buffer,
    give: (buffer: Buffer) => Report | undefined,
  ): Promise<void> => {
    // Changes that wait in the queue come first, so that only the newest version is published.
    await runtime.nextTurn();
    const buffer = buffers.get(uri);
    if (buffer?.version !== version) return;
    const before = reports.last(key);
    const report = give(buffer);
    if (report !== undefined && report !== before) await send(uri, version, report.items);
  };
  const publish = async (buffer: Buffer): Promise<void> => {
    const { key } = buffer;
    if (await ownReady(key))
      await publishReport(buffer, (now) => (isReady(key) ? undefined : reports.giveOwn(now)));
    await ready(key);
    await publishReport(buffer, reports.give);
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
      for (const buffer of outdatedReports(reports, session)) {
        await send(buffer.uri, buffer.version, reports.give(buffer).items);
      }
    },
  };
}
