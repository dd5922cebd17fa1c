/**
 * The requests that lead from one place to others, each with its feature. Nothing that decides anything.
 */
import type {
  CallHierarchyIncomingCallsParams,
  CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams,
  DefinitionParams,
  Location,
  LocationLink,
  ReferenceParams,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';

import {
  incomingCalls,
  outgoingCalls,
  prepareCallHierarchy,
  readItemData,
  type ItemData,
} from '../features/call-hierarchy';
import { definition } from '../features/definition';
import { references } from '../features/references';
import type { View } from '../features/view';
import { workspaceSymbols } from '../features/workspace-symbols';
import { documentUri } from './document-uri';
import { documentRequest } from './look';
import type { Session } from './session';

export function registerNavigation(session: Session): void {
  const { connection, guard, client, models } = session;

  connection.onDefinition(
    documentRequest(session, 'textDocument/definition', ({ view, file }, { position }: DefinitionParams) => {
      const links = definition(view, file, position);
      return client.definitionLinks ? links : links.map(withoutOrigin);
    }),
  );
  connection.onReferences(
    documentRequest(session, 'textDocument/references', ({ view, file }, { position }: ReferenceParams) =>
      references(view, file, position),
    ),
  );
  connection.onWorkspaceSymbol(
    guard.request('workspace/symbol', [], ({ query }: WorkspaceSymbolParams) =>
      workspaceSymbols(
        Array.from(models.all(), (model) => model.view()),
        query,
      ),
    ),
  );
  registerCallHierarchy(session);
}

function registerCallHierarchy(session: Session): void {
  const { guard } = session;
  const { callHierarchy } = session.connection.languages;

  callHierarchy.onPrepare(
    documentRequest(
      session,
      'textDocument/prepareCallHierarchy',
      ({ view, file }, { position }: CallHierarchyPrepareParams) =>
        prepareCallHierarchy(view, file, position),
    ),
  );
  callHierarchy.onIncomingCalls(
    guard.request('callHierarchy/incomingCalls', null, ({ item }: CallHierarchyIncomingCallsParams) =>
      about(session, readItemData(item), incomingCalls),
    ),
  );
  callHierarchy.onOutgoingCalls(
    guard.request('callHierarchy/outgoingCalls', null, ({ item }: CallHierarchyOutgoingCallsParams) =>
      about(session, readItemData(item), (view, data) => outgoingCalls(view, data, item.uri)),
    ),
  );
}

/** Answers about an item in the cluster it was found in, as it looks from there. */
async function about<R>(
  { models, ready }: Session,
  data: ItemData | undefined,
  answer: (view: View, data: ItemData) => R | null,
): Promise<R | null> {
  if (data === undefined) return null;
  const file = documentUri(data.file);
  await ready(file);
  const view = models.modelOf(file)?.viewFrom(file);
  return view ? answer(view, data) : null;
}

/** As clients know it that cannot show where a link came from. */
function withoutOrigin({ targetUri, targetSelectionRange }: LocationLink): Location {
  return { uri: targetUri, range: targetSelectionRange };
}
