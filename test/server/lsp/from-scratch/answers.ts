/**
 * Everything that can be asked of a session: what is on its screen, and answers to questions that somebody might ask.
 */
import type { Position } from 'vscode-languageserver';
import type { ReachTarget } from '../../../../server/src/lsp/protocol';
import { uriOf, type EditorDocument } from '../editor';
import type { Session } from './session';

/** Questions about each document, and about the cluster. */
const PLACES = 5;
const TARGETS = 4;

/** As plain data in which versions play no part, since they count the edits, nor what objects are known by. */
export async function answersOf(session: Session): Promise<unknown> {
  const { screen, open, editor } = session;
  const documents = [...open.values()].toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
  return withoutHistory({
    shown: screen.shown(),
    status: editor.messages.findLast(({ method }) => method === 'podreach/status')?.params,
    symbols: await editor.connection.sendRequest('workspace/symbol', { query: '' }),
    reach: await reachAnswers(session),
    places: await Promise.all(documents.map((document) => answersAbout(session, document))),
  });
}

async function reachAnswers({ editor }: Session): Promise<unknown> {
  const targets: readonly ReachTarget[] = await editor.connection.sendRequest('podreach/targets', {});
  const asked = spread(targets, TARGETS).flatMap(({ id, location }) =>
    (['to', 'from'] as const).map((direction) =>
      editor.reach({ direction, target: id, uri: location?.uri ?? uriOf('') }),
    ),
  );
  return [targets, await Promise.all(asked)];
}

async function answersAbout({ editor }: Session, document: EditorDocument): Promise<unknown> {
  const textDocument = { uri: document.uri };
  const ask = (method: string, params: object): Promise<unknown> =>
    editor.connection.sendRequest(method, { textDocument, ...params });
  const answers = placesIn(document).map((position) =>
    Promise.all([
      ask('textDocument/hover', { position }),
      ask('textDocument/definition', { position }),
      ask('textDocument/references', { position, context: { includeDeclaration: true } }),
      ask('textDocument/codeAction', {
        range: { start: position, end: position },
        context: { diagnostics: [] },
      }),
    ]),
  );
  return Promise.all(answers);
}

/** Words, some of them. */
function placesIn(document: EditorDocument): readonly Position[] {
  const words = [...document.text().matchAll(/\w+/gu)];
  return spread(words, PLACES).map(({ index }) => document.positionAt(index));
}

/** So many of the items, from the first on, in even steps. */
function spread<T>(items: readonly T[], amount: number): readonly T[] {
  const step = Math.max(1, Math.ceil(items.length / amount));
  return items.filter((_, nth) => nth % step === 0);
}

/** Numbers of objects are given in the order in which they came. */
const OF_HISTORY: ReadonlySet<string> = new Set(['version', 'resource']);

function withoutHistory(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, one: unknown) => (OF_HISTORY.has(key) ? undefined : one)));
}
