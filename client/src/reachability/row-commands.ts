/**
 * The commands on rows of the view. Called from the palette they mean the selected row, or the newest answer.
 */
import { Uri, env, l10n, window } from 'vscode';
import { asRange } from '../editor-types';
import { fileName } from '../file-name';
import { answerText } from './answer-text';
import type { Row } from './answer-tree';
import { questionKey } from './question';
import type { ReachabilityView } from './reachability-view';

/** Puts an answer on the clipboard as text. */
export async function copyAnswer(view: ReachabilityView, argument: unknown): Promise<void> {
  const answer = view.answerOf(rowOf(view, argument));
  if (answer) await env.clipboard.writeText(answerText(answer, fileName, l10n.t));
}

/** Opens the manifest of the row's workload. */
export async function goToTarget(view: ReachabilityView, argument: unknown): Promise<void> {
  const place = rowOf(view, argument)?.definedAt;
  if (place) await window.showTextDocument(Uri.parse(place.uri), { selection: asRange(place.range) });
}

/** Takes the row's answer out of the view. */
export async function removeAnswer(view: ReachabilityView, argument: unknown): Promise<void> {
  const row = rowOf(view, argument);
  if (row) await view.remove(row.question);
}

/** Keeps the row's answer, or no longer; without a row the newest answer. */
export async function pinAnswer(view: ReachabilityView, argument: unknown, pinned: boolean): Promise<void> {
  const answer = view.answerOf(rowOf(view, argument));
  if (answer) await view.pin(questionKey(answer.question), pinned);
}

/** Rows are made anew with each refresh: the one on the screen is known by its id. */
function rowOf(view: ReachabilityView, argument: unknown): Row | undefined {
  const id = typeof argument === 'object' && argument !== null && 'id' in argument ? argument.id : undefined;
  return id === undefined ? undefined : view.rows.find((row) => row.id === id);
}
