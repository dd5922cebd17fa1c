/**
 * Changes on the disk, as the client's watchers tell them. Thousands may come at once (`git checkout`), twice, or
 * not at all; they are collected for a moment and then taken together, and taking one twice changes nothing.
 */
import { DidChangeWatchedFilesNotification, FileChangeType, WatchKind } from 'vscode-languageserver';

import { MANIFESTS } from './client-features';
import { documentUri } from './document-uri';
import type { DiskChanges } from './loading';
import type { Session } from './session';
import { createSettling } from './settle';

/** `apply` gets the collected changes; it is not called again before it has finished. */
export function registerWatching(session: Session, apply: (changes: DiskChanges) => Promise<void>): void {
  const { connection, guard, runtime } = session;
  let gone = new Set<string>();
  let changed = new Set<string>();

  const settling = createSettling(runtime, () =>
    guard.task('applyDiskChanges', undefined, async () => {
      const batch = { gone, changed };
      gone = new Set();
      changed = new Set();
      await apply(batch);
    }),
  );
  const wentAway = (uri: string): void => {
    changed.delete(documentUri(uri));
    gone.add(documentUri(uri));
    settling.changed();
  };
  const cameOrChanged = (uri: string): void => {
    changed.add(documentUri(uri));
    settling.changed();
  };
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) (type === FileChangeType.Deleted ? wentAway : cameOrChanged)(uri);
  });
  connection.workspace.onDidDeleteFiles(({ files }) => files.forEach(({ uri }) => wentAway(uri)));
  connection.workspace.onDidCreateFiles(({ files }) => files.forEach(({ uri }) => cameOrChanged(uri)));
  connection.workspace.onDidRenameFiles(({ files }) => {
    for (const { oldUri, newUri } of files) {
      wentAway(oldUri);
      cameOrChanged(newUri);
    }
  });
}

/**
 * Asks the client to watch. Every name is watched for coming and going: a folder goes as one event, and when one comes
 * quickly, watchers miss the files that were in it before they looked.
 */
export async function startWatching({ connection, client, log }: Session): Promise<void> {
  if (!client.fileWatching) {
    log.info('The client watches no files; changes on the disk are seen after a reload');
    return;
  }
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: MANIFESTS }, { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete }],
  });
}
