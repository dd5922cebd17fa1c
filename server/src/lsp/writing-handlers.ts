/**
 * The requests that help to write, each with its feature. Nothing that decides anything.
 */
import {
  CompletionTriggerKind,
  LSPErrorCodes,
  ResponseError,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type PrepareRenameParams,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';

import { completion, readCompletionData, resolvedCompletion } from '../features/completion';
import { prepareRename, rename, type RenameOptions } from '../features/rename';
import { documentUri } from './document-uri';
import { contentModified } from './guard';
import {
  aboutDocument,
  documentRequest,
  lookAlone,
  lookAt,
  type DocumentHandler,
  type LoneLook,
} from './look';
import type { Session } from './session';

export function registerWriting(session: Session): void {
  const { connection, guard } = session;

  connection.onCompletion(guard.request('textDocument/completion', null, completionHandler(session)));
  connection.onPrepareRename(
    documentRequest(
      session,
      'textDocument/prepareRename',
      ({ view, file }, { position }: PrepareRenameParams) => prepareRename(view, file, position),
    ),
  );
  connection.onRenameRequest(
    documentRequest(
      session,
      'textDocument/rename',
      ({ view, file }, { position, newName }: RenameParams): WorkspaceEdit | ResponseError<never> => {
        const result = rename(view, file, position, { newName, ...renameOptions(session) });
        return result.kind === 'edit'
          ? result.edit
          : new ResponseError(LSPErrorCodes.RequestFailed, result.message);
      },
    ),
  );
  connection.onCompletionResolve((item, token) =>
    guard.request('completionItem/resolve', item, resolveItem(session))(item, token),
  );
}

/** While the folder is being read, the document alone is asked: nobody who types is kept waiting. */
function completionHandler(session: Session): DocumentHandler<CompletionParams, CompletionList | null> {
  const answer = aboutDocument<CompletionParams, CompletionList | null>(session, null, (look, params) =>
    completed(session, look, params),
  );
  return async (params, token) => {
    const { uri } = params.textDocument;
    const version = session.buffers.get(uri)?.version;
    const lone = await lookAlone(session, uri);
    if (session.buffers.get(uri)?.version !== version) return contentModified();
    return lone === undefined ? answer(params, token) : completed(session, lone, params, true);
  };
}

function completed(
  { client, documentSettings }: Session,
  { view, file, uri, model }: LoneLook,
  { position, context }: CompletionParams,
  isPartial = false,
): CompletionList | null {
  return completion(view, file, position, {
    uri,
    snippets: client.snippets,
    isWanted: context?.triggerKind !== CompletionTriggerKind.TriggerCharacter,
    fields: (documentSettings.of(documentUri(uri)) ?? model.settings).offersFields,
    isPartial,
  });
}

function renameOptions({ client, buffers }: Session): Omit<RenameOptions, 'newName'> {
  const { versionedEdits, changeAnnotations } = client;
  const documentOf: RenameOptions['documentOf'] = (file) => {
    const buffer = buffers.get(file);
    return { uri: buffer?.uri ?? file, version: buffer?.version ?? null };
  };
  return { versionedEdits, changeAnnotations, documentOf };
}

function resolveItem(session: Session): (item: CompletionItem) => Promise<CompletionItem> {
  return async (item) => {
    const uri = readCompletionData(item)?.uri;
    if (uri === undefined) return item;
    await session.ready(documentUri(uri));
    const look = lookAt(session, uri);
    return look ? resolvedCompletion(look.view, item) : item;
  };
}
