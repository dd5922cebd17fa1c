/**
 * Progress of background work in the client's status bar, for work that turns out to take long.
 */
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';

import type { Runtime } from './runtime';

/** Milliseconds of work before it is worth a word. */
const WORTH_A_WORD = 500;

export interface Progress {
  report(message: string): void;
  done(): void;
}

/** Nothing is shown when the work is done before half a second has passed, or the client shows no progress. */
export function startProgress({ connection, runtime, supported }: ProgressPlace, title: string): Progress {
  let reporter: WorkDoneProgressServerReporter | undefined;
  let isDone = false;
  let latest = '';

  const show = async (): Promise<void> => {
    const created = await connection.window.createWorkDoneProgress();
    if (isDone) return;
    reporter = created;
    reporter.begin(title, undefined, latest, false);
  };
  const timer = supported
    ? runtime.after(WORTH_A_WORD, () => {
        // A client that refuses to show progress is a client without progress.
        show().catch((error: unknown) => connection.console.info(`No progress shown: ${String(error)}`));
      })
    : undefined;
  return {
    report(message) {
      latest = message;
      reporter?.report(message);
    },
    done() {
      isDone = true;
      timer?.dispose();
      reporter?.done();
    },
  };
}

interface ProgressPlace {
  readonly connection: {
    readonly window: Pick<Connection['window'], 'createWorkDoneProgress'>;
    readonly console: Pick<Connection['console'], 'info'>;
  };
  readonly runtime: Runtime;
  /** Whether the client shows progress that the server starts. */
  readonly supported: boolean;
}
