/**
 * The requests about one connection, and about connections gained and lost, each with its feature. What takes long is
 * done in slices, so that keystrokes and cancellation get in between.
 */
import type { CancellationToken } from 'vscode-languageserver';

import { changesOutline, type Comparison } from '../features/changes';
import type { ConnectionChange } from '../features/connection-changes';
import { allChanges, changesOfPolicy, createScope, type Scope } from '../features/connection-comparison';
import { connectionPorts } from '../features/connection-ports';
import { explainConnection, explainDefaults } from '../features/explain-connection';
import { policyWithId } from '../features/subject';
import type { View } from '../features/view';
import { policyName } from '../wording/names';
import { documentUri, type DocumentUri } from './document-uri';
import { lookAt } from './look';
import type { Model } from './models';
import { onOwnRequest } from './own-requests';
import {
  CHANGES_REQUEST,
  COMMITTED_NOTIFICATION,
  CONNECTION_PORTS_REQUEST,
  EXPLAIN_DEFAULTS_REQUEST,
  EXPLAIN_REQUEST,
  type ChangesParams,
  type ExplainDefaults,
  type ExplainResult,
  type OfferedPort,
  type OutlineResult,
} from './protocol';
import {
  readChangesParams,
  readCommittedParams,
  readConnectionPortsParams,
  readExplainParams,
  readPlaceParams,
} from './read-params';
import type { Session } from './session';
import { slices } from './slices';

/** `onChange` is to be called when answers may be different now. */
export function registerComparisons(session: Session, onChange: () => void): void {
  const { connection, guard, earlier } = session;
  onOwnRequest(
    connection,
    EXPLAIN_REQUEST,
    guard.question(EXPLAIN_REQUEST, (raw) => answerExplain(session, raw)),
  );
  onOwnRequest(
    connection,
    EXPLAIN_DEFAULTS_REQUEST,
    guard.question(EXPLAIN_DEFAULTS_REQUEST, (raw) => answerDefaults(session, raw)),
  );
  onOwnRequest(
    connection,
    CONNECTION_PORTS_REQUEST,
    guard.question(CONNECTION_PORTS_REQUEST, (raw) => answerPorts(session, raw)),
  );
  onOwnRequest(
    connection,
    CHANGES_REQUEST,
    guard.question(CHANGES_REQUEST, (raw, token) => answerChanges(session, raw, token)),
  );
  connection.onNotification(COMMITTED_NOTIFICATION, (raw: unknown) =>
    guard.task(COMMITTED_NOTIFICATION, undefined, () => {
      earlier.setCommitted(readCommittedParams(raw));
      onChange();
    }),
  );
}

const NO_DEFAULTS: ExplainDefaults = { from: [], to: [] };

async function answerExplain(session: Session, raw: unknown): Promise<ExplainResult | null> {
  const params = readExplainParams(raw);
  if (params === undefined) return null;
  const file = documentUri(params.uri);
  await session.ready(file);
  const [model] = session.models.modelsAt(file);
  return model ? explainConnection(model.viewFrom(file), params, model.settings.namespace) : null;
}

async function answerDefaults(session: Session, raw: unknown): Promise<ExplainDefaults> {
  const params = readPlaceParams(raw);
  if (params === undefined) return NO_DEFAULTS;
  await session.ready(documentUri(params.uri));
  const look = lookAt(session, params.uri);
  return look ? explainDefaults(look.view, look.file, params.position) : NO_DEFAULTS;
}

async function answerPorts(session: Session, raw: unknown): Promise<readonly OfferedPort[]> {
  const params = readConnectionPortsParams(raw);
  if (params === undefined) return [];
  const file = documentUri(params.uri);
  await session.ready(file);
  const [model] = session.models.modelsAt(file);
  return model ? connectionPorts(model.viewFrom(file), params.to, model.settings.namespace) : [];
}

async function answerChanges(
  session: Session,
  raw: unknown,
  token: CancellationToken,
): Promise<OutlineResult | null> {
  const params = readChangesParams(raw);
  if (params === undefined) return null;
  const file = documentUri(params.uri);
  await session.ready(file);
  const states = statesAt(session, file, params);
  if (states === undefined) return null;
  const { now, before } = states;
  const policy = params.target === undefined ? undefined : policyWithId(now.snapshot, params.target);
  if (params.target !== undefined && policy === undefined) return null;
  const about: Comparison = {
    since: params.since,
    ...(policy && { policy: policyName(policy.ref) }),
  };
  if (before === undefined) return changesOutline(now, [], about);
  const known = policy && changesOfPolicy(before.snapshot, now.snapshot, policy.ref);
  const scope = policy && createScope(before.snapshot, now.snapshot, policy.ref);
  return changesOutline(now, known ?? (await collectChanges(session, { now, before }, scope, token)), about);
}

interface States {
  readonly now: View;
  /** Undefined when it is the same as now. */
  readonly before: View | undefined;
}

/** Of several clusters in a folder the first that is different; undefined when nothing can be compared. */
function statesAt(
  { models, earlier }: Session,
  file: DocumentUri,
  { since }: ChangesParams,
): States | undefined {
  if (!earlier.isKnown(file, since)) return undefined;
  const statesOf = (model: Model): States => ({
    now: model.viewFrom(file),
    before: earlier.viewFrom(model, file, since),
  });
  const all = models.modelsAt(file).map(statesOf);
  return all.find(({ before }) => before !== undefined) ?? all[0];
}

async function collectChanges(
  { runtime }: Session,
  { before, now }: { readonly now: View; readonly before: View },
  scope: Scope | undefined,
  token: CancellationToken,
): Promise<readonly ConnectionChange[]> {
  const found: ConnectionChange[] = [];
  const pause = slices(runtime);
  for (const piece of allChanges(before.snapshot, now.snapshot)) {
    for (const change of piece) if (scope === undefined || scope.includes(change)) found.push(change);
    await pause();
    if (token.isCancellationRequested) return [];
  }
  return found;
}
