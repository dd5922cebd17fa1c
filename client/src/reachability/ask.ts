/**
 * From a command to an answer in the view: the place is taken from what the command was called with, else from
 * the cursor, else from a list.
 */
import {
  ProgressLocation,
  QuickPickItemKind,
  Uri,
  l10n,
  window,
  workspace,
  type QuickPickItem,
} from 'vscode';
import type { ReachDirection, ReachParams, ReachResult, ReachTarget } from '../../../server/src/lsp/protocol';
import { cursorPlace } from '../cursor-place';
import { reportFailure, reportNothing } from '../notifications';
import { readPlace } from '../protocol-values';
import type { ServerSession } from '../server-session';
import { answerTo } from './answers';
import type { ReachabilityView } from './reachability-view';
import { choices, type Choice } from './target-choice';

/**
 * Asks a question and shows the answer with the focus on it.
 * @param argument what the command was called with: a place, a row of the view, a file, or nothing
 * @returns the answer, for other extensions; undefined when there is none
 */
export async function ask(
  session: ServerSession,
  view: ReachabilityView,
  direction: ReachDirection,
  argument: unknown,
): Promise<ReachResult | undefined> {
  try {
    const place = readPlace(argument) ?? cursorPlace();
    const answer =
      (place && (await reach(session, { direction, ...place }))) ??
      (await chooseAndReach(session, view, direction, place?.uri));
    if (answer) await view.show(answerTo(answer.params, answer.result));
    return answer?.result;
  } catch (error) {
    reportFailure(l10n.t('Podreach could not answer'), error);
    return undefined;
  }
}

interface Reached {
  readonly params: ReachParams;
  readonly result: ReachResult;
}

async function reach(session: ServerSession, params: ReachParams): Promise<Reached | undefined> {
  const result = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Podreach: answering') },
    () => session.reach(params),
  );
  return result ? { params, result } : undefined;
}

async function chooseAndReach(
  session: ServerSession,
  view: ReachabilityView,
  direction: ReachDirection,
  uri: string | undefined,
): Promise<Reached | undefined> {
  const targets = await session.targets(uri === undefined ? {} : { uri });
  if (targets.length === 0) {
    reportNothing(l10n.t('Podreach found no workload in the manifests of this workspace'));
    return undefined;
  }
  const target = await choose(targets, view, direction);
  const home = target?.location?.uri ?? uri;
  if (!target || home === undefined) return undefined;
  return reach(session, { direction, uri: home, target: target.id });
}

async function choose(
  targets: readonly ReachTarget[],
  view: ReachabilityView,
  direction: ReachDirection,
): Promise<ReachTarget | undefined> {
  const recent = view.answers.flatMap(({ question }) => (question.kind === 'reach' ? question.target : []));
  const fileName = (uri: string): string => workspace.asRelativePath(Uri.parse(uri));
  const items = choices(targets, [...new Set(recent)], fileName, l10n.t).map(quickPickItem);
  const chosen = await window.showQuickPick(items, {
    title: direction === 'to' ? l10n.t('Which Pods Can Reach This?') : l10n.t('What Can This Reach?'),
    placeHolder: l10n.t('Choose a workload, a Service or a policy'),
    matchOnDescription: true,
  });
  return chosen?.target;
}

function quickPickItem(choice: Choice): QuickPickItem & { readonly target?: ReachTarget } {
  return 'heading' in choice ? { label: choice.heading, kind: QuickPickItemKind.Separator } : choice;
}
