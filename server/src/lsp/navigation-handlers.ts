/**
 * The requests that lead from one place to others, each with its feature. Nothing that decides anything.
 */
import type { DefinitionParams, LocationLink, ReferenceParams } from 'vscode-languageserver';

import { definition } from '../features/definition';
import { references } from '../features/references';
import { documentRequest } from './look';
import type { Session } from './session';

export function registerNavigation(session: Session): void {
  const { connection, client } = session;

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
}

/** As clients know it that cannot show where a link came from. */
function withoutOrigin({ targetUri, targetSelectionRange }: LocationLink): {
  uri: string;
  range: LocationLink['targetRange'];
} {
  return { uri: targetUri, range: targetSelectionRange };
}
