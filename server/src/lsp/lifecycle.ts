/**
 * The beginning and the turning points of a session: folders open and close, settings change.
 */
import { DidChangeConfigurationNotification, type InitializeParams } from 'vscode-languageserver';

import { withPatience } from './patience';
import type { Runtime } from './runtime';
import type { Session } from './session';
import type { SettingsSource } from './settings-source';
import { startWatching } from './watching';
import type { WorkspaceFolders } from './workspace-folders';

export interface Start {
  /** Resolves when the folders are known, or when a client has been silent for too long. */
  readonly begun: Promise<void>;
  begin(): void;
}

export function createStart(runtime: Runtime): Start {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return { begun: withPatience(runtime, begun), begin: () => begin() };
}

export interface LifecycleParts {
  readonly session: Session;
  readonly folders: WorkspaceFolders;
  readonly source: SettingsSource;
  readonly start: Start;
  readonly params: InitializeParams;
}

export function registerLifecycle({ session, folders, source, start, params }: LifecycleParts): void {
  const { connection, guard, documentSettings } = session;
  connection.onInitialized(async () => {
    followFolders(session, folders);
    // Before anything is read, so that no change falls between the two.
    const watching = guard.task('startWatching', undefined, () => startWatching(session));
    await guard.task('openFolders', undefined, () => folders.open(folderUris(params)));
    start.begin();
    await watching;
    await guard.task('startFollowingSettings', undefined, () => startFollowingSettings(session));
  });
  connection.onDidChangeConfiguration(({ settings }) =>
    guard.task('workspace/didChangeConfiguration', undefined, async () => {
      source.pushed(settings);
      await documentSettings.changed();
      await folders.settingsChanged();
    }),
  );
}

/** Not earlier: before the client knows the server's capabilities, this would register what it cannot take yet. */
function followFolders({ connection, guard, client }: Session, folders: WorkspaceFolders): void {
  if (!client.workspaceFolders) return;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
    guard.task('workspace/didChangeWorkspaceFolders', undefined, async () => {
      await folders.close(removed.map(({ uri }) => uri));
      await folders.open(added.map(({ uri }) => uri));
    }),
  );
}

async function startFollowingSettings({ connection, client }: Session): Promise<void> {
  if (!client.configurationChanges) return;
  await connection.client.register(DidChangeConfigurationNotification.type, { section: 'podreach' });
}

/** Older clients know one root folder only. */
function folderUris({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return typeof rootUri === 'string' ? [rootUri] : [];
}
