/**
 * What helps to see what Podreach knows and how it is: the cluster model, a report of faults, an example.
 */
import type { Disposable, Extension } from 'vscode';
import type { LaunchClient } from '../language-client';
import type { ServerSession } from '../server-session';
import { ClusterModelDocument } from './cluster-model-document';
import { collectDiagnostics, type SystemFacts } from './diagnostics-document';
import type { ErrorLog } from './error-log';
import { openExample } from './example';

/** What differs between the places where extensions run. */
export interface Platform extends SystemFacts {
  /** Makes the language client. */
  readonly launchClient: LaunchClient;
}

export interface HelpParts {
  readonly extension: Extension<unknown>;
  readonly platform: Platform;
  readonly session: ServerSession;
  readonly errors: ErrorLog;
}

export interface Help extends Disposable {
  showClusterModel(): Promise<unknown>;
  collectDiagnostics(): Promise<unknown>;
  openExample(): Promise<unknown>;
  /** What is known may be something else now. */
  invalidate(): void;
}

export function createHelp({ extension, platform, session, errors }: HelpParts): Help {
  const model = new ClusterModelDocument(() => session.clusterModel());
  return {
    showClusterModel: () => model.show(),
    collectDiagnostics: () => collectDiagnostics(extension, platform, session, errors),
    openExample: () => openExample(extension.extensionUri),
    invalidate: () => {
      model.invalidate();
    },
    dispose: () => {
      model.dispose();
    },
  };
}
