/**
 * Open documents, from the editor into the models. An open document counts as the editor has it; when it is closed,
 * the disk counts again.
 */
import type { DiagnosticsSchedule } from './diagnostics-schedule';
import type { DocumentUri } from './document-uri';
import type { Loading } from './loading';
import type { Session } from './session';

export interface SyncParts {
  readonly session: Session;
  readonly loading: Loading;
  readonly schedule: DiagnosticsSchedule;
  /** What remembers answers about open documents. */
  readonly refreshes: readonly { forget(key: DocumentUri): void }[];
  /** Called after each change of a model. */
  readonly onChange: () => void;
}

export function registerDocumentSync({ session, loading, schedule, refreshes, onChange }: SyncParts): void {
  const { connection, guard, buffers, models, savedTexts, documentSettings } = session;

  connection.onDidOpenTextDocument((params) =>
    guard.task('textDocument/didOpen', params.textDocument.uri, () => {
      const buffer = buffers.open(params);
      models.set(buffer.key, buffer.text);
      void guard.task('documentSettings', buffer.uri, () => documentSettings.opened(buffer));
      schedule.changed(buffer);
      onChange();
      void guard.task('savedText', buffer.uri, () => savedTexts.opened(buffer).then(onChange));
    }),
  );
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) =>
    guard.task('textDocument/didSave', uri, () => {
      const buffer = buffers.get(uri);
      if (buffer === undefined) return;
      savedTexts.saved(buffer);
      onChange();
    }),
  );
  connection.onDidChangeTextDocument((params) =>
    guard.task('textDocument/didChange', params.textDocument.uri, () => {
      const buffer = buffers.change(params);
      if (buffer === undefined) return;
      // A file deleted on the disk stays out of the cluster, although its text can still be edited.
      if (models.modelOf(buffer.key)) models.set(buffer.key, buffer.text);
      schedule.changed(buffer);
      onChange();
    }),
  );
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
    guard.task('textDocument/didClose', uri, async () => {
      const key = buffers.close(uri);
      if (key === undefined) return;
      schedule.closed(uri, key);
      for (const refresh of refreshes) refresh.forget(key);
      savedTexts.closed(key);
      documentSettings.closed(key);
      models.remove(key);
      await loading.refresh({ gone: new Set(), changed: new Set([key]) });
      onChange();
    }),
  );
}
