/**
 * The requests the server answers, each with its feature. One line a feature, and nothing that decides anything.
 */
import type {
  CodeLens,
  CodeLensParams,
  ExecuteCommandParams,
  InlayHint,
  InlayHintParams,
} from 'vscode-languageserver';

import { clusterModel } from '../features/cluster-model';
import { codeActions } from '../features/code-actions';
import { documentOf, resolvedCodeLens, silentCodeLens } from '../features/code-lens';
import { hover } from '../features/hover';
import { reachability, reachTargets } from '../features/reachability';
import { refactorings } from '../features/refactorings';
import { answerMap } from './answer-map';
import { checkFiles } from './check';
import { documentUri } from './document-uri';
import { hintsOf, type InlayRefresh } from './inlay-refresh';
import { lensesOf, type LensRefresh } from './lens-refresh';
import { aboutDocument, lensOptions, lookAt, type DocumentHandler } from './look';
import { registerNavigation } from './navigation-handlers';
import { onOwnRequest } from './own-requests';
import {
  CHECK_REQUEST,
  CLUSTER_MODEL_REQUEST,
  MAP_REQUEST,
  REACH_COMMAND,
  REACH_REQUEST,
  RELOAD_REQUEST,
  TARGETS_REQUEST,
  type LinkedText,
  type ReachResult,
  type ReachTarget,
} from './protocol';
import { readReachParams, readScope } from './read-params';
import type { Reports } from './reports';
import type { Session } from './session';
import { registerWriting } from './writing-handlers';

export interface HandlerParts {
  readonly session: Session;
  readonly reports: Reports;
  readonly lensRefresh: LensRefresh;
  readonly inlayRefresh: InlayRefresh;
  readonly reload: () => Promise<void>;
  /** What was not read because of limits, one sentence each. */
  readonly limits: () => readonly string[];
}

export function registerHandlers(parts: HandlerParts): void {
  registerEditorRequests(parts);
  registerNavigation(parts.session);
  registerWriting(parts.session);
  registerOwnRequests(parts);
}

function registerEditorRequests({ session, reports, lensRefresh, inlayRefresh }: HandlerParts): void {
  const { connection, guard, client, buffers } = session;

  connection.onHover(
    guard.request(
      'textDocument/hover',
      null,
      aboutDocument(session, null, ({ view, file }, { position }) => hover(view, file, position)),
    ),
  );
  connection.languages.inlayHint.on(
    guard.request('textDocument/inlayHint', [], inlayHintHandler(session, inlayRefresh)),
  );
  connection.onCodeLens(guard.request('textDocument/codeLens', [], codeLensHandler(session, lensRefresh)));
  connection.onCodeLensResolve((lens, token) =>
    guard.request('codeLens/resolve', silentCodeLens(lens), resolveLens(session))(lens, token),
  );
  connection.onCodeAction(
    guard.request(
      'textDocument/codeAction',
      null,
      aboutDocument(session, null, ({ uri, version, view, file }, params) => {
        const buffer = buffers.get(uri);
        const diagnostics = buffer ? reports.of(buffer).items : [];
        return codeActions(params, {
          uri,
          version,
          diagnostics,
          versionedEdits: client.versionedEdits,
          refactorings: (range) => refactorings(view, file, range),
        });
      }),
    ),
  );
}

function inlayHintHandler(
  session: Session,
  inlayRefresh: InlayRefresh,
): DocumentHandler<InlayHintParams, InlayHint[]> {
  const answer = aboutDocument<InlayHintParams, InlayHint[]>(session, [], ({ uri }, { range }) =>
    hintsOf(session, uri, range),
  );
  return async (params, token) => {
    const answered = await answer(params, token);
    const buffer = session.buffers.get(params.textDocument.uri);
    if (buffer && Array.isArray(answered)) inlayRefresh.answered(buffer, params.range, answered);
    return answered;
  };
}

function codeLensHandler(
  session: Session,
  lensRefresh: LensRefresh,
): DocumentHandler<CodeLensParams, CodeLens[]> {
  const answer = aboutDocument<CodeLensParams, CodeLens[]>(session, [], ({ uri }) => lensesOf(session, uri));
  return async (params, token) => {
    const answered = await answer(params, token);
    const buffer = session.buffers.get(params.textDocument.uri);
    if (buffer && Array.isArray(answered)) lensRefresh.answered(buffer, answered);
    return answered;
  };
}

function resolveLens(session: Session): (lens: CodeLens) => Promise<CodeLens> {
  return async (lens) => {
    const uri = documentOf(lens);
    if (uri === undefined) return silentCodeLens(lens);
    await session.ready(documentUri(uri));
    const look = lookAt(session, uri);
    if (look === undefined) return silentCodeLens(lens);
    return resolvedCodeLens(look.view, look.file, lens, lensOptions(session, look));
  };
}

function registerOwnRequests({ session, reports, reload, limits }: HandlerParts): void {
  const { connection, guard } = session;
  const reach = (params: unknown): Promise<ReachResult | null> => answerReach(session, params);

  const targets = (params: unknown): Promise<readonly ReachTarget[]> => answerTargets(session, params);
  onOwnRequest(connection, REACH_REQUEST, guard.question(REACH_REQUEST, reach));
  onOwnRequest(connection, TARGETS_REQUEST, guard.question(TARGETS_REQUEST, targets));
  onOwnRequest(
    connection,
    MAP_REQUEST,
    guard.question(MAP_REQUEST, (params: unknown, token) => answerMap(session, params, token)),
  );
  onOwnRequest(
    connection,
    CLUSTER_MODEL_REQUEST,
    guard.question(CLUSTER_MODEL_REQUEST, () => answerClusterModel(session, limits)),
  );
  onOwnRequest(
    connection,
    CHECK_REQUEST,
    guard.question(CHECK_REQUEST, (params: unknown, token) =>
      checkFiles(session, reports, readScope(params), token),
    ),
  );
  onOwnRequest(
    connection,
    RELOAD_REQUEST,
    guard.request(RELOAD_REQUEST, null, () => reload().then(() => null)),
  );
  connection.onExecuteCommand(
    guard.question('workspace/executeCommand', ({ command, arguments: given }: ExecuteCommandParams) =>
      command === REACH_COMMAND ? reach(given?.[0]) : null,
    ),
  );
}

async function answerReach(session: Session, raw: unknown): Promise<ReachResult | null> {
  const params = readReachParams(raw);
  if (params === undefined) return null;
  const place = documentUri(params.uri);
  await session.ready(place);
  const look = lookAt(session, params.uri);
  if (look) return reachability({ ...look, namespace: look.model.settings.namespace }, params);
  // The document may be gone while its cluster is still there; a target is known by its name alone.
  for (const model of [...session.models.modelsAt(place), ...session.models.all()]) {
    const answer = reachability({ view: model.view(), namespace: model.settings.namespace }, params);
    if (answer) return answer;
  }
  return null;
}

async function answerTargets(session: Session, raw: unknown): Promise<readonly ReachTarget[]> {
  const { uri } = readScope(raw);
  if (uri !== undefined) await session.ready(documentUri(uri));
  const models = uri === undefined ? session.models.all() : session.models.modelsAt(documentUri(uri));
  return [...models].flatMap((model) => reachTargets(model.view()));
}

async function answerClusterModel(session: Session, limits: HandlerParts['limits']): Promise<LinkedText> {
  await session.ready(documentUri(''));
  await Promise.all(Array.from(session.models.folders(), ({ uri }) => session.ready(uri)));
  return clusterModel(
    Array.from(session.models.all(), (model) => model.view()),
    limits(),
  );
}
