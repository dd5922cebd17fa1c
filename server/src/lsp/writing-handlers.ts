/**
 * The requests that help to write, each with its feature. Nothing that decides anything.
 */
import { CompletionTriggerKind, type CompletionItem, type CompletionParams } from 'vscode-languageserver';

import { completion, readCompletionData, resolvedCompletion } from '../features/completion';
import { documentUri } from './document-uri';
import { documentRequest, lookAt } from './look';
import type { Session } from './session';

export function registerWriting(session: Session): void {
  const { connection, guard, client } = session;

  connection.onCompletion(
    documentRequest(
      session,
      'textDocument/completion',
      ({ view, file, uri }, { position, context }: CompletionParams) =>
        completion(view, file, position, {
          uri,
          snippets: client.snippets,
          isWanted: context?.triggerKind !== CompletionTriggerKind.TriggerCharacter,
        }),
    ),
  );
  connection.onCompletionResolve((item, token) =>
    guard.request('completionItem/resolve', item, resolveItem(session))(item, token),
  );
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
