/**
 * Puts the parts of the server together over one connection. No domain logic, and nothing of the platform:
 * what the machine offers comes in as the runtime.
 */
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';

import { version } from '../../../package.json';
import { createBuffers } from './buffers';
import { clientFiles, workspaceFiles } from './client-files';
import { readClientFeatures, serverCapabilities } from './client-features';
import { registerComparisons } from './comparison-handlers';
import { createDiagnosticsSchedule } from './diagnostics-schedule';
import { createDisk } from './disk';
import { createEarlierStates } from './earlier-states';
import { createDocumentSettings } from './document-settings';
import { registerDocumentSync } from './document-sync';
import { createFailureLog } from './failure-log';
import { createGuard, describeError } from './guard';
import { registerHandlers } from './handlers';
import { createInlayRefresh } from './inlay-refresh';
import { createLensRefresh } from './lens-refresh';
import { createStart, registerLifecycle, type Start } from './lifecycle';
import { createLoading, type Loading } from './loading';
import { createModels } from './models';
import { startProgress } from './progress';
import { createReports } from './reports';
import type { Runtime } from './runtime';
import { createSavedTexts } from './saved-texts';
import type { Session } from './session';
import { createSettingsSource, type SettingsSource } from './settings-source';
import { createSettling } from './settle';
import { createModelChangeReports, createStatusReports, limitTexts } from './status';
import { registerWatching } from './watching';
import { createWorkspaceFolders } from './workspace-folders';

/** Serves this connection. Everything else happens once the client has said who it is. */
export function startServer(connection: Connection, runtime: Runtime): void {
  connection.onInitialize((params): InitializeResult => {
    const session = createSession(connection, runtime, params);
    return {
      capabilities: serverCapabilities(session.client),
      serverInfo: { name: 'Podreach', version },
    };
  });
  connection.listen();
}

/** Makes the parts and connects them, before any request is answered. */
function createSession(connection: Connection, runtime: Runtime, params: InitializeParams): Session {
  const { console: log } = connection;
  const client = readClientFeatures(params);
  const guard = createGuard({ log, ...runtime });
  const buffers = createBuffers();
  const tellFailure = createFailureLog(log);
  const models = createModels(
    (file) => buffers.get(file)?.startsWithMark ?? false,
    ({ file }, error) =>
      tellFailure(`reading ${file}`, () => `Reading ${file} failed: ${describeError(error)}`),
  );
  const files = workspaceFiles(runtime.files, client.files ? clientFiles(connection) : undefined);
  const disk = createDisk({ runtime, files, models, buffers, log });
  const loading = createLoading({
    runtime,
    guard,
    models,
    buffers,
    disk,
    startProgress: (title) => startProgress({ connection, runtime, supported: client.progress }, title),
    onBusy: () => void guard.task('status', undefined, () => sendStatus()),
  });
  const start = createStart(runtime);
  const source = createSettingsSource(connection, log, {
    canPull: client.configuration,
    initial: params.initializationOptions,
  });
  const offered = client.configuration && client.documentSettings;
  const documentSettings = createDocumentSettings({ runtime, buffers, source, offered });
  const ready: Session['ready'] = async (file) => {
    await start.begun;
    await Promise.all([loading.ready(file), documentSettings.ready(file)]);
  };
  const ownReady: Session['ownReady'] = async (file) => {
    await start.begun;
    await Promise.all([loading.surveyed(file), documentSettings.ready(file)]);
    return !loading.isPatch(file);
  };
  const savedTexts = createSavedTexts({ files, models, buffers, ready });
  const session: Session = {
    connection,
    runtime,
    client,
    guard,
    log,
    buffers,
    models,
    documentSettings,
    savedTexts,
    earlier: createEarlierStates({ models, buffers, savedTexts }),
    ready,
    isReady: loading.isReady,
    ownReady,
  };
  const sendStatus = createStatusReports(session, loading);
  connectParts({ session, loading, source, sendStatus, start, params });
  return session;
}

interface Parts {
  readonly session: Session;
  readonly loading: Loading;
  readonly source: SettingsSource;
  readonly sendStatus: () => Promise<void>;
  readonly start: Start;
  readonly params: InitializeParams;
}

function connectParts({ session, loading, source, sendStatus, start, params }: Parts): void {
  const { runtime, guard, models, log } = session;
  const tellFailure = createFailureLog(log);
  const reports = createReports(session, (file, rule, error) =>
    tellFailure(`${rule} ${file}`, () => `Rule ${rule} failed on ${file}: ${describeError(error)}`),
  );
  const schedule = createDiagnosticsSchedule(session, reports);
  const lensRefresh = createLensRefresh(session);
  const inlayRefresh = createInlayRefresh(session);
  const tellModelChange = createModelChangeReports(session, loading);
  const settling = createSettling(runtime, () =>
    guard.task('settle', undefined, async () => {
      await Promise.all([
        sendStatus(),
        tellModelChange(),
        schedule.settled(),
        lensRefresh.settled(),
        inlayRefresh.settled(),
      ]);
    }),
  );
  const onChange = settling.changed;
  const folders = createWorkspaceFolders({ models, loading, source, onChange });

  registerDocumentSync({ session, loading, schedule, refreshes: [lensRefresh, inlayRefresh], onChange });
  registerHandlers({
    session,
    reports,
    lensRefresh,
    inlayRefresh,
    reload: folders.reload,
    limits: () => limitTexts(loading.left()),
  });
  registerComparisons(session, onChange);
  registerWatching(session, async (changes) => {
    await loading.refresh(changes);
    await session.savedTexts.reread(new Set([...changes.gone, ...changes.changed]));
    onChange();
  });
  registerLifecycle({ session, folders, source, start, params });
}
