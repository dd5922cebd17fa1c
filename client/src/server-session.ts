/**
 * The life of the language server: started when first wanted, restarted on command, stopped with the extension.
 * Carries questions to it and news from it; knows nothing of what they mean.
 */
import { EventEmitter, type Disposable, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  CHANGES_REQUEST,
  CHECK_REQUEST,
  CLUSTER_MODEL_REQUEST,
  COMMITTED_NOTIFICATION,
  CONNECTION_PORTS_REQUEST,
  EXPLAIN_DEFAULTS_REQUEST,
  EXPLAIN_REQUEST,
  MAP_REQUEST,
  MODEL_CHANGED_NOTIFICATION,
  REACH_REQUEST,
  RELOAD_REQUEST,
  STATUS_NOTIFICATION,
  TARGETS_REQUEST,
  type ChangesParams,
  type CheckedFile,
  type CheckParams,
  type CommittedParams,
  type ConnectionPortsParams,
  type ExplainDefaults,
  type ExplainParams,
  type ExplainResult,
  type LinkedText,
  type OfferedPort,
  type OutlineResult,
  type PlaceParams,
  type MapParams,
  type MapResult,
  type ReachParams,
  type ReachResult,
  type ReachTarget,
  type ServerStatus,
  type TargetsParams,
} from '../../server/src/lsp/protocol';
import type { ServerFacts } from './help/diagnostics-text';
import type { LaunchClient } from './language-client';
import { createRestartPolicy } from './restart-policy';
import type { SessionState } from './status-text';

export class ServerSession implements Disposable {
  readonly #statusEmitter = new EventEmitter<ServerStatus>();
  readonly #modelChangedEmitter = new EventEmitter<void>();
  readonly #stateEmitter = new EventEmitter<SessionState>();
  readonly #launchClient: LaunchClient;
  readonly #output: LogOutputChannel;
  #state: SessionState = 'stopped';
  #stateSince = performance.now();
  #starts = 0;
  #status: ServerStatus | undefined;
  #client: Promise<BaseLanguageClient> | undefined;
  /** The client whose news count; one that was given up may still be heard from. */
  #live: BaseLanguageClient | undefined;

  readonly onStatus = this.#statusEmitter.event;
  readonly onModelChanged = this.#modelChangedEmitter.event;
  readonly onStateChange = this.#stateEmitter.event;

  /** @param launchClient makes a client of the kind that this platform needs */
  constructor(launchClient: LaunchClient, output: LogOutputChannel) {
    this.#launchClient = launchClient;
    this.#output = output;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** What the server reported last; nothing while none runs. */
  get status(): ServerStatus | undefined {
    return this.#status;
  }

  /** How the server is, for a report. */
  facts(): ServerFacts {
    return {
      state: this.#state,
      starts: this.#starts,
      uptime: performance.now() - this.#stateSince,
      ...(this.#status && { status: this.#status }),
    };
  }

  /** Starts the server unless it runs. Rejects when it cannot be started. */
  async start(): Promise<void> {
    await this.#running();
  }

  /** The client of a running server, which is started if need be. */
  started(): Promise<BaseLanguageClient> {
    return this.#running();
  }

  /** Stops the server and starts a new one, whatever state the old one is in. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Resolves when no server runs any more. */
  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#live = undefined;
    this.#enter('stopped');
    try {
      await (await client)?.dispose();
    } catch (error) {
      this.#output.warn('The language server did not stop in good order.', String(error));
    }
  }

  /** Null when there is nothing at the place asked about. */
  reach(params: ReachParams): Promise<ReachResult | null> {
    return this.#ask(REACH_REQUEST, params);
  }

  explain(params: ExplainParams): Promise<ExplainResult | null> {
    return this.#ask(EXPLAIN_REQUEST, params);
  }

  explainDefaults(params: PlaceParams): Promise<ExplainDefaults> {
    return this.#ask(EXPLAIN_DEFAULTS_REQUEST, params);
  }

  connectionPorts(params: ConnectionPortsParams): Promise<readonly OfferedPort[]> {
    return this.#ask(CONNECTION_PORTS_REQUEST, params);
  }

  /** Null when the earlier state is not known. */
  changes(params: ChangesParams): Promise<OutlineResult | null> {
    return this.#ask(CHANGES_REQUEST, params);
  }

  /** Only a server that runs is told. */
  async tellCommitted(params: CommittedParams): Promise<void> {
    if (this.#state === 'running') await this.#live?.sendNotification(COMMITTED_NOTIFICATION, params);
  }

  /** The findings of all files at a place, or of all there are. */
  check(params: CheckParams): Promise<readonly CheckedFile[]> {
    return this.#ask(CHECK_REQUEST, params);
  }

  targets(params: TargetsParams): Promise<readonly ReachTarget[]> {
    return this.#ask(TARGETS_REQUEST, params);
  }

  /** Null when there are no manifests. */
  map(params: MapParams): Promise<MapResult | null> {
    return this.#ask(MAP_REQUEST, params);
  }

  /** All that is known, as a document. */
  clusterModel(): Promise<LinkedText> {
    return this.#ask(CLUSTER_MODEL_REQUEST, {});
  }

  /** Makes the server read all manifests from disk again. */
  reload(): Promise<void> {
    return this.#ask(RELOAD_REQUEST, {});
  }

  dispose(): void {
    this.#statusEmitter.dispose();
    this.#modelChangedEmitter.dispose();
    this.#stateEmitter.dispose();
  }

  async #ask<T>(method: string, params: object): Promise<T> {
    const client = await this.#running();
    return client.sendRequest<T>(method, params);
  }

  #running(): Promise<BaseLanguageClient> {
    this.#client ??= this.#launch();
    return this.#client;
  }

  async #launch(): Promise<BaseLanguageClient> {
    this.#enter('starting');
    const mayRestart = createRestartPolicy(() => performance.now());
    const isCurrent = (): boolean => this.#live === client;
    const client = await this.#launchClient({
      output: this.#output,
      mayRestart: () => mayRestart() || (isCurrent() && this.#giveUp()),
      onState: (state) => {
        if (!isCurrent()) return;
        if (state === 'failed') this.#giveUp();
        else this.#enter(state);
      },
    });
    this.#live = client;
    client.onNotification(STATUS_NOTIFICATION, (status: ServerStatus) => {
      if (!isCurrent()) return;
      this.#status = status;
      this.#statusEmitter.fire(status);
    });
    client.onNotification(MODEL_CHANGED_NOTIFICATION, () => this.#modelChangedEmitter.fire());
    try {
      await client.start();
      return client;
    } catch (error) {
      if (isCurrent()) this.#giveUp();
      throw error;
    }
  }

  /** The server died too often, or did not come up. The next question, or the restart command, tries anew. */
  #giveUp(): false {
    this.#client = undefined;
    this.#live = undefined;
    this.#enter('failed');
    return false;
  }

  #enter(state: SessionState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#stateSince = performance.now();
    if (state === 'running') this.#starts++;
    else this.#status = undefined;
    this.#stateEmitter.fire(state);
  }
}
