/**
 * The requests that help to write, each with its feature. Nothing that decides anything.
 */
import {
  CompletionTriggerKind,
  LSPErrorCodes,
  ResponseError,
  type CompletionItem,
  type CompletionParams,
  type PrepareRenameParams,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';

import { completion, readCompletionData, resolvedCompletion } from '../features/completion';
import { prepareRename, rename, type RenameOptions } from '../features/rename';
import { documentUri } from './document-uri';
import { documentRequest, lookAt } from './look';
import type { Session } from './session';

export function registerWriting(session: Session): void {
  const { connection, guard, client, documentSettings } = session;

  connection.onCompletion(
    documentRequest(
      session,
      'textDocument/completion',
      ({ view, file, uri, model }, { position, context }: CompletionParams) =>
        completion(view, file, position, {
          uri,
          snippets: client.snippets,
          isWanted: context?.triggerKind !== CompletionTriggerKind.TriggerCharacter,
          fields: (documentSettings.of(documentUri(uri)) ?? model.settings).speaksForSchema,
        }),
    ),
  );
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
