/**
 * Tools for language models, where VS Code offers them: the same questions that people ask, answered with the same
 * text. They read and never write, and nothing leaves the machine but the answer to the model that asked.
 */
import {
  LanguageModelTextPart,
  LanguageModelToolResult,
  Uri,
  l10n,
  lm,
  window,
  workspace,
  type Disposable,
} from 'vscode';
import { isCovered } from '../covered-document';
import { fileName } from '../file-name';
import type { ServerSession } from '../server-session';
import { readCheckInput, readExplainInput, readReachabilityInput } from './tool-input';
import { explanationText, findingsText, reachabilityText, unknownTargetText } from './tool-text';

/** As in the manifest (`contributes.languageModelTools`). */
const TOOLS = {
  reachability: 'podreach_reachability',
  explain: 'podreach_explain',
  check: 'podreach_check',
} as const;

const PARTS = { t: l10n.t, fileName };

/** Empty where there are no language models, as in some editors built from VS Code. */
export function registerTools(session: ServerSession): Disposable[] {
  if (typeof lm?.registerTool !== 'function') return [];
  return [
    registerTool(TOOLS.reachability, (input) => reachability(session, input)),
    registerTool(TOOLS.explain, (input) => explain(session, input)),
    registerTool(TOOLS.check, (input) => check(session, input)),
  ];
}

function registerTool(name: string, answer: (input: unknown) => Promise<string>): Disposable {
  return lm.registerTool<unknown>(name, {
    invoke: async ({ input }) =>
      new LanguageModelToolResult([new LanguageModelTextPart(await answer(input))]),
  });
}

async function reachability(session: ServerSession, input: unknown): Promise<string> {
  const { target, direction } = readReachabilityInput(input);
  const asked = { direction, uri: clusterUri(), name: target };
  const result = await session.reach(asked);
  if (result !== null) return reachabilityText(asked, result, PARTS);
  return unknownTargetText(target, await session.targets({}));
}

async function explain(session: ServerSession, input: unknown): Promise<string> {
  const question = { uri: clusterUri(), ...readExplainInput(input) };
  return explanationText(question, await session.explain(question), PARTS);
}

async function check(session: ServerSession, input: unknown): Promise<string> {
  const { path } = readCheckInput(input);
  return findingsText(await session.check(path === undefined ? {} : { uri: uriOf(path) }), PARTS);
}

/** The cluster that is meant: of the manifest in front, or else of the first folder. */
function clusterUri(): string {
  const document = window.activeTextEditor?.document;
  const isManifest = document !== undefined && isCovered(document);
  const uri = isManifest ? document.uri : workspace.workspaceFolders?.[0]?.uri;
  return uri?.toString() ?? '';
}

/** A path is looked for in the first folder unless it is absolute. */
function uriOf(path: string): string {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (/^[a-z][a-z\d+.-]+:/iu.test(path)) return Uri.parse(path).toString();
  if (folder === undefined || path.startsWith('/')) return Uri.file(path).toString();
  return Uri.joinPath(folder, path).toString();
}
