/**
 * "What Did My Edit Change?": against the saved files or git's HEAD, whichever there is something to compare with.
 */
import { ProgressLocation, l10n, window, workspace } from 'vscode';
import type { ChangesParams, EarlierState, OutlineResult } from '../../../server/src/lsp/protocol';
import { cursorPlace } from '../cursor-place';
import { isCovered } from '../covered-document';
import { reportFailure, reportNothing } from '../notifications';
import { readChangesParams } from '../protocol-values';
import type { ServerSession } from '../server-session';
import { outlineAnswer } from './answers';
import type { ReachabilityView } from './reachability-view';

/**
 * Shows which connections were gained and lost, with the focus on the answer.
 * @param isCommitted whether HEAD is known for a document or folder
 * @param argument what the command was called with: by a lens, a whole question
 * @returns the answer, for other extensions; undefined when there is none
 */
export async function showChanges(
  session: ServerSession,
  view: ReachabilityView,
  isCommitted: (uri: string) => boolean,
  argument: unknown,
): Promise<OutlineResult | undefined> {
  try {
    const params = readChangesParams(argument) ?? (await askForState(isCommitted));
    if (params === undefined) return undefined;
    const result = await window.withProgress(
      { location: ProgressLocation.Window, title: l10n.t('Podreach: comparing') },
      () => session.changes(params),
    );
    if (result) await view.show(outlineAnswer({ kind: 'changes', ...params }, result));
    else reportNothing(l10n.t('Podreach knows no earlier state of these manifests to compare with'));
    return result ?? undefined;
  } catch (error) {
    reportFailure(l10n.t('Podreach could not compare'), error);
    return undefined;
  }
}

async function askForState(isCommitted: (uri: string) => boolean): Promise<ChangesParams | undefined> {
  const uri = cursorPlace()?.uri ?? workspace.workspaceFolders?.[0]?.uri.toString();
  if (uri === undefined) return undefined;
  const since = isCommitted(uri) ? await chooseState() : 'saved';
  return since && { uri, since };
}

/** Only what is not saved can be different from the saved files. */
async function chooseState(): Promise<EarlierState | undefined> {
  const hasUnsaved = workspace.textDocuments.some((document) => document.isDirty && isCovered(document));
  if (!hasUnsaved) return 'HEAD';
  const items = [
    { label: l10n.t('Since HEAD'), description: l10n.t('the last commit'), since: 'HEAD' },
    { label: l10n.t('Since the Last Save'), description: l10n.t('edits in open files'), since: 'saved' },
  ] as const;
  const chosen = await window.showQuickPick(items, { title: l10n.t('What Did My Edit Change?') });
  return chosen?.since;
}
